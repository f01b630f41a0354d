import { asMap, entryOf } from '../../../syntax/access.js';
import type { YamlMap, YamlPair } from '../../../syntax/nodes.js';
import { bulkEntries, type EnvEntry, type EnvReference, envEntries } from '../../conditions/environment.js';
import { rejection } from '../../conditions/rejection.js';
import { lastingContainers } from '../../conditions/workload.js';
import { removeField } from '../../edits/remove-field.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const conflictingEnvSources = defineRule({
  id: 'conflicting-env-sources',
  meta: {
    title: 'Environment variable from two places',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A variable has either a \`value\` or a \`valueFrom\`, and a \`valueFrom\` names one source. An entry of
      \`envFrom\` names one object: a ConfigMap and a Secret need two entries. The API server rejects two at once.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables',
    ],
    messages: {
      value: "'{variable}' in '{container}' has both a value and a valueFrom; it can have only one of them",
      sources: "'{variable}' in '{container}' comes from two places, {first} and {second}; it can come from only one",
      bulk: "An entry of envFrom in '{container}' names both {first} and {second}; each needs an entry of its own",
      first: 'The first one',
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
    env:
    - name: PASSWORD
      value: changeme
      valueFrom:
#     ^^^^^^^^^ conflicting-env-sources
        secretKeyRef:
          name: web
          key: password
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
    - name: PASSWORD
      valueFrom:
        secretKeyRef:
          name: web
          key: password
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
    - name: PASSWORD
      valueFrom:
        secretKeyRef:
          name: web
          key: password
`,
        },
      ],
    },
  },

  fields: ['valueFrom', 'envFrom'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec)) {
      for (const variable of envEntries(container)) yield* variableFaults(pod, container, variable);
      for (const { node, sources } of bulkEntries(container))
        yield* twoSources(pod, container, 'bulk', '', node, sources);
    }
  },
});

type Ids = 'value' | 'sources' | 'bulk' | 'first' | 'remove';

/** An empty value is none. */
function* variableFaults(pod: Pod, container: ContainerView, variable: EnvEntry): Iterable<Problem<Ids>> {
  const { label, node, value, valueFrom, sources } = variable;
  const from = asMap(valueFrom?.value);
  const own = entryOf(node, 'value');
  if (from && valueFrom && own && value?.value && sources.length > 0) {
    yield {
      ...rejection(pod),
      span: valueFrom.pair.keySpan,
      container,
      message: { id: 'value', args: { container: container.label, variable: label } },
      related: [{ span: own.pair.keySpan, message: { id: 'first', args: {} } }],
      fixes: () => removals(pod, node, [own.pair, valueFrom.pair]),
    };
  } else if (from) {
    yield* twoSources(pod, container, 'sources', label, from, sources);
  }
}

function* twoSources(
  pod: Pod,
  container: ContainerView,
  id: 'sources' | 'bulk',
  variable: string,
  node: YamlMap,
  [first, second]: readonly EnvReference[],
): Iterable<Problem<Ids>> {
  if (!first || !second) return;
  yield {
    ...rejection(pod),
    span: second.entry.pair.keySpan,
    container,
    message: { id, args: { container: container.label, variable, first: first.kind, second: second.kind } },
    related: [{ span: first.entry.pair.keySpan, message: { id: 'first', args: {} } }],
    fixes: () => removals(pod, node, [second.entry.pair, first.entry.pair]),
  };
}

/** Each of the two may be the one that is too much. */
function removals(pod: Pod, node: YamlMap, pairs: readonly YamlPair[]): readonly Fix<'remove'>[] {
  return pairs.flatMap(({ key = '' }) => removeField(pod, node, key, { id: 'remove' }));
}
