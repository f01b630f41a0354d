import { removeEntry } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { mayExclude } from '../../conditions/branches.js';
import { isMissing, keySpanOf } from '../../conditions/given.js';
import { rejection } from '../../conditions/rejection.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const invalidSubPath = defineRule({
  id: 'invalid-sub-path',
  meta: {
    title: 'Part of a volume that cannot be mounted',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`subPath\` names a file or folder inside the volume: it is relative to the volume and must not climb out of it
      with \`..\`. \`subPathExpr\` does the same with environment variables in it; a mount has one or the other. The API
      server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
      'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment',
    ],
    messages: {
      absolute: "{field} of '{container}' is relative to the volume, so it cannot begin with '/'",
      climbs: "{field} of '{container}' cannot contain '..'",
      both: "A mount of '{container}' has both subPath and subPathExpr; it can have only one",
      relative: "Change to '{path}'",
      remove: 'Remove {field}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: site
      mountPath: /etc/nginx/nginx.conf
      subPath: /nginx.conf
#              ^^^^^^^^^^^ invalid-sub-path
  volumes:
  - name: site
    configMap:
      name: site
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: site
      mountPath: /etc/nginx/nginx.conf
      subPath: nginx.conf
  volumes:
  - name: site
    configMap:
      name: site
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: site
      mountPath: /etc/nginx/nginx.conf
      subPath: nginx.conf
  volumes:
  - name: site
    configMap:
      name: site
`,
        },
      ],
    },
  },

  fields: ['subPath', 'subPathExpr'],
  *check(pod) {
    for (const container of pod.spec.containers) {
      for (const { node, subPath, subPathExpr } of container.mounts) {
        if (subPath) yield* pathFaults(pod, container, node, 'subPath', subPath);
        if (subPathExpr) yield* pathFaults(pod, container, node, 'subPathExpr', subPathExpr);
        if (!subPath || !subPathExpr || isMissing(node, 'subPath') || isMissing(node, 'subPathExpr')) continue;
        const span = keySpanOf(node, 'subPathExpr', node.span);
        if (mayExclude(pod.manifest.document, keySpanOf(node, 'subPath', node.span), span)) continue;
        yield {
          ...rejection(pod),
          span,
          container,
          message: { id: 'both', args: { container: container.label } },
          fixes: () => ['subPath', 'subPathExpr'].flatMap((field) => removal(pod, node, field)),
        };
      }
    }
  },
});

type Ids = 'absolute' | 'climbs' | 'both' | 'relative' | 'remove';

function* pathFaults(
  pod: Pod,
  container: ContainerView,
  mount: YamlMap,
  field: string,
  path: Located<string>,
): Iterable<Problem<Ids>> {
  const isAbsolute = path.value.startsWith('/');
  if (!isAbsolute && !path.value.split('/').includes('..')) return;
  // What stands around the variables of an expression is there whatever they are.
  if (isPlaceholder(field === 'subPathExpr' ? path.value.replace(/\$\([^()]*\)/g, '') : path.value)) return;
  yield {
    ...rejection(pod),
    span: path.span,
    container,
    message: { id: isAbsolute ? 'absolute' : 'climbs', args: { container: container.label, field } },
    fixes: () => (isAbsolute ? madeRelative(pod, mount, field, path) : []),
  };
}

/** `/` alone means the whole volume, which is what is mounted without the field. */
function madeRelative(pod: Pod, mount: YamlMap, field: string, { value, span }: Located<string>): readonly Fix<Ids>[] {
  const path = value.replace(/^\/+/, '');
  if (path === '') return removal(pod, mount, field);
  const { document } = pod.manifest;
  return makeFix(pod, { message: { id: 'relative', args: { path } }, evenIfShared: true }, [
    replaceAt(document, span, path),
  ]);
}

function removal(pod: Pod, mount: YamlMap, field: string): readonly Fix<Ids>[] {
  const pair = mount.pairs.find(({ key }) => key === field);
  if (!pair) return [];
  const message = { id: 'remove' as const, args: { field } };
  return makeFix(pod, { message }, [removeEntry(pod.manifest.document, mount, pair)]);
}
