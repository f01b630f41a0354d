import type { TextEdit } from '../../../syntax/span.js';
import { type WrongFlag, wrongFlagsOf } from '../../catalogue/flag-changes.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { removeWord } from '../../edits/words.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const flagsOfTheWrongMajor = defineRule({
  id: 'flags-of-the-wrong-major',
  meta: {
    title: 'Flags of another major version',
    severity: 'error',
    since: '0.1.0',
    patterns: ['ambassador', 'sidecar', 'init'],
    docs: `
      A new major version of a helper takes other flags, and the ones that were copied from an older manifest end the
      program as soon as it starts.

      - The Cloud SQL Auth Proxy 2 has another program, \`/cloud-sql-proxy\`, and takes the instance as a plain argument:
        \`shop:europe-west1:orders?port=5432\` instead of \`-instances=shop:europe-west1:orders=tcp:5432\`. Version 1 in turn
        knows none of version 2's flags.
      - git-sync 4 takes long flags with two dashes only, and none of version 3's logger. \`--dest\`, \`--wait\`,
        \`--timeout\`, \`--branch\` and \`--rev\` are still taken, and reported as a hint: \`--link\`, \`--period\`,
        \`--sync-timeout\` and \`--ref\` have replaced them.

      Only images whose tag tells the major version are looked at.`,
    references: [
      'https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/migration-guide.md',
      'https://github.com/kubernetes/git-sync/blob/master/v3-to-v4.md',
    ],
    messages: {
      refused: "'{container}' runs {product} {major}, which does not take {flags} and ends at once",
      renamed: "'{container}' runs {product} {major}, which has new names for {flags}",
      rewrite: 'Write the flags of {product} {major}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    command:
    - /cloud_sql_proxy
#     ^^^^^^^^^^^^^^^^ flags-of-the-wrong-major
    - -instances=shop:europe-west1:orders=tcp:5432
    - -ip_address_types=PRIVATE
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    command:
    - /cloud-sql-proxy
    - shop:europe-west1:orders?port=5432
    - --private-ip
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  initContainers:
  - name: content
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--one-time, --repo=https://git.example/site, --branch=main, --dest=site, --timeout=60]
#                                                       ^^^^^^^^^^^^^ flags-of-the-wrong-major
    volumeMounts:
    - {name: content, mountPath: /git}
  containers:
  - name: nginx
    image: nginx:1.27
    volumeMounts:
    - {name: content, mountPath: /usr/share/nginx/html, readOnly: true}
  volumes:
  - name: content
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  initContainers:
  - name: content
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--one-time, --repo=https://git.example/site, --ref=main, --link=site, --sync-timeout=60s]
    volumeMounts:
    - {name: content, mountPath: /git}
  containers:
  - name: nginx
    image: nginx:1.27
    volumeMounts:
    - {name: content, mountPath: /usr/share/nginx/html, readOnly: true}
  volumes:
  - name: content
    emptyDir: {}
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args: [--private-ip, --port=5432, "shop:europe-west1:orders"]
`,
        },
      ],
    },
  },

  fields: ['command', 'args'],
  *check(pod) {
    for (const container of pod.spec.containers) {
      const wrong = wrongFlagsOf(container);
      if (!wrong) continue;
      const refused = wrong.flags.filter((each) => each.refused);
      const reported = refused.length > 0 ? refused : wrong.flags;
      const [first] = reported;
      if (!first) continue;
      const { product, major } = wrong;
      const flags = [...new Set(reported.map(({ flag }) => flag))].join(', ');
      yield {
        span: first.word.span,
        container,
        ...(refused.length === 0 && { severity: 'hint' }),
        message: {
          id: refused.length > 0 ? 'refused' : 'renamed',
          args: { container: container.label, product, major, flags },
        },
        fixes: () =>
          makeFix(
            pod,
            { message: { id: 'rewrite', args: { product, major } } },
            wrong.flags.flatMap((each) => rewrite(pod, container, each)),
          ),
      };
    }
  },
});

/** Writes what a flag has become; undefined in the result where that takes a person. */
function rewrite(
  pod: Pod,
  container: ContainerView,
  { word, value, becomes }: WrongFlag,
): readonly (TextEdit | undefined)[] {
  const { document } = pod.manifest;
  if (!becomes) return [undefined];
  const remove = [word, value].flatMap((each) => (each ? removeWord(pod, container, each.span) : []));
  if (becomes === 'nothing') return remove;
  const flag = becomes.name === undefined ? undefined : `--${becomes.name}`;
  if (!value) {
    const parts = [flag, becomes.value].filter((part) => part !== undefined);
    return [replaceAt(document, word.span, parts.join('='))];
  }
  return [
    flag === undefined ? removeWord(pod, container, word.span) : replaceAt(document, word.span, flag),
    becomes.value === undefined
      ? removeWord(pod, container, value.span)
      : replaceAt(document, value.span, becomes.value),
  ];
}
