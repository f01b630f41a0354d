import { asSeq, nodeOf } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import { type EnvEntry, envEntries } from '../../conditions/environment.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const duplicateEnv = defineRule({
  id: 'duplicate-env',
  meta: {
    title: 'Environment variable set twice',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      Of two variables of one name the later one counts, and the earlier one is lost without a word. The API server
      accepts it with a warning; client-side apply may even lose the wrong one, as it merges the list by name.

      A later value that uses the earlier one is meant so, and is left alone: \`PATH\` as \`/opt/bin:$(PATH)\`.`,
    references: [
      'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
      'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
    ],
    messages: {
      twice: "'{container}' sets '{variable}' twice, and only the last one counts",
      itself: "'{container}' sets '{variable}' a second time to what it is already",
      first: 'The earlier one',
      removeFirst: 'Remove the earlier one, which has no effect',
      removeSecond: 'Remove this one',
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
    - name: LOG_LEVEL
      value: info
    - name: REGION
      value: eu
    - name: LOG_LEVEL
#           ^^^^^^^^^ duplicate-env
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
    - name: REGION
      value: eu
    - name: LOG_LEVEL
      value: debug
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
    - name: SEARCH_PATH
      value: /usr/bin
    - name: SEARCH_PATH
      value: /opt/bin:$(SEARCH_PATH)
`,
        },
      ],
    },
  },

  fields: ['env'],
  *check(pod) {
    for (const container of pod.spec.containers) {
      const seen = new Map<string, EnvEntry>();
      for (const variable of envEntries(container)) {
        const { name } = variable;
        if (!name || isTemplateName(name.value)) continue;
        const first = seen.get(name.value);
        seen.set(name.value, variable);
        if (!first?.name || buildsOn(variable, name.value)) continue;
        const isItself = variable.value?.value === `$(${name.value})` && !variable.valueFrom;
        yield {
          span: name.span,
          container,
          message: { id: isItself ? 'itself' : 'twice', args: { container: container.label, variable: name.value } },
          related: [{ span: first.name.span, message: { id: 'first', args: {} } }],
          fixes: () => removals(pod, container, first, variable),
        };
      }
    }
  },
});

/** Names of variables look like placeholders of other things, such as `PROJECT_ID`. */
function isTemplateName(name: string): boolean {
  return !/^\w+$/.test(name) && isPlaceholder(name);
}

/** Whether a later value is plain text around the earlier one. Source: pkg/api/pod, warnings. */
function buildsOn({ value, valueFrom }: EnvEntry, name: string): boolean {
  const reference = `$(${name})`;
  return !valueFrom && value !== undefined && value.value !== reference && value.value.includes(reference);
}

/** A second one that says nothing new may go. Else one of the two may; what stands in between may use the earlier one. */
function removals(pod: Pod, { node }: ContainerView, first: EnvEntry, second: EnvEntry) {
  const list = asSeq(nodeOf(node, 'env'));
  if (!list) return [];
  const remove = (id: 'removeFirst' | 'removeSecond', { index }: EnvEntry, applicability: Fix['applicability']) =>
    makeFix(pod, { message: { id, args: {} }, applicability }, [removeItem(pod.manifest.document, list, index)]);
  if (saysTheSame(first, second)) return remove('removeSecond', second, 'safe');
  if (second.value?.value === `$(${second.label})`) return remove('removeSecond', second, 'suggestion');
  return [...remove('removeFirst', first, 'suggestion'), ...remove('removeSecond', second, 'suggestion')];
}

function saysTheSame(first: EnvEntry, second: EnvEntry): boolean {
  if (first.valueFrom || second.valueFrom || !first.value || !second.value) return false;
  return first.value.value === second.value.value && !second.value.value.includes('$(');
}
