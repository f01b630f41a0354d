import { mapsOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { type EnvEntry, envEntries } from '../../conditions/environment.js';
import { isMissing, itemAnchor, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type KubernetesRange, type Problem } from '../rule.js';

/** Before, names were those of a C identifier with `-` and `.` (KEP-4369). */
const STRICT: KubernetesRange = { before: '1.32' };
const STRICT_NAME = /^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/;
/** Printable ASCII without `=`. */
const NAME = /^[\x20-\x3c\x3e-\x7e]+$/;

export const invalidEnvName = defineRule({
  id: 'invalid-env-name',
  meta: {
    title: 'Environment variable without a valid name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An environment variable needs a name of printable ASCII characters without \`=\`; so does a \`prefix\` in
      \`envFrom\`. The API server rejects others. Before Kubernetes 1.32 only letters, digits, \`_\`, \`-\` and \`.\`
      were allowed, and no digit at the beginning; that is reported where \`podPatterns.kubernetesVersion\` is lower.`,
    references: [
      'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4369-allow-special-characters-environment-variable',
    ],
    messages: {
      missing: "An environment variable of '{container}' has no name",
      invalid:
        "'{name}' in '{container}' is no valid name of a variable, which has printable ASCII characters without '='",
      invalidPrefix:
        "'{name}' in '{container}' is no valid prefix of variables, which has printable ASCII characters without '='",
      strict:
        "'{name}' in '{container}' is a valid name of a variable only since Kubernetes 1.32; before that, one has letters, digits, '_', '-' and '.'",
      strictPrefix:
        "'{name}' in '{container}' is a valid prefix of variables only since Kubernetes 1.32; before that, one has letters, digits, '_', '-' and '.'",
      rename: "Rename to '{nearest}'",
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
    env:
    - name: LOG_LEVEL=
#           ^^^^^^^^^^ invalid-env-name
      value: debug
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
    env:
    - name: LOG_LEVEL
      value: debug
`,
        },
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
    env:
    - value: eu
#            ^^ invalid-env-name
`,
        },
        {
          kubernetesVersion: '1.31',
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    env:
    - name: 2ND_REGION
#           ^^^^^^^^^^ invalid-env-name
      value: eu
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
    env:
    - name: 2ND_REGION
      value: eu
`,
        },
      ],
    },
  },

  fields: ['env', 'envFrom'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec)) {
      for (const entry of envEntries(container)) {
        if (entry.name) yield* nameFaults(pod, container, entry.name, false);
        else yield* missingName(pod, container, entry);
      }
      for (const { node } of mapsOf(container.node, 'envFrom')) {
        const prefix = settledText(node, 'prefix');
        if (prefix) yield* nameFaults(pod, container, prefix, true);
      }
    }
  },
});

type Ids = 'missing' | 'invalid' | 'invalidPrefix' | 'strict' | 'strictPrefix' | 'rename';

function* missingName(pod: Pod, container: ContainerView, { node }: EnvEntry): Iterable<Problem<Ids>> {
  if (!isWhole(pod) || !isMissing(node, 'name') || isMisread(pod.manifest, node.span)) return;
  const message = { id: 'missing' as const, args: { container: container.label } };
  yield { ...rejection(pod), span: itemAnchor(node, 'name', 'value'), container, message };
}

function* nameFaults(
  pod: Pod,
  container: ContainerView,
  name: Located<string>,
  isPrefix: boolean,
): Iterable<Problem<Ids>> {
  const isInvalid = !NAME.test(name.value);
  if ((!isInvalid && STRICT_NAME.test(name.value)) || isPlaceholder(name.value)) return;
  const id = isInvalid ? (isPrefix ? 'invalidPrefix' : 'invalid') : isPrefix ? 'strictPrefix' : 'strict';
  yield {
    ...rejection(pod),
    ...(!isInvalid && { kubernetes: STRICT }),
    span: name.span,
    container,
    message: { id, args: { container: container.label, name: name.value } },
    fixes: () => renaming(pod, container, name),
  };
}

/** Without what stands around the name, and with `_` for what cannot stand inside it. */
function renaming(pod: Pod, container: ContainerView, { value, span }: Located<string>) {
  const nearest = value.replace(/^[^-._a-zA-Z0-9]+|[^-._a-zA-Z0-9]+$/g, '').replace(/[^-._a-zA-Z0-9]+/g, '_');
  const isTaken = envEntries(container).some(({ name }) => name?.value === nearest);
  if (isTaken || nearest === value || !STRICT_NAME.test(nearest)) return [];
  return changeText(pod, { span }, nearest, { id: 'rename', evenIfShared: true });
}
