import { nearestName } from '../../conditions/nearest-name.js';
import { isPlaceholder } from '../../conditions/placeholder.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { ROLE_ANNOTATION, roleOverrides } from '../../roles/role-overrides.js';
import { defineRule } from '../rule.js';

export const roleOfUnknownContainer = defineRule({
  id: 'role-of-unknown-container',
  meta: {
    title: 'Declared role of a container that is not there',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      An annotation \`pod-patterns.io/role.<container>\` names a container that the pod does not have: it was renamed or
      removed, or the annotation is misspelt. It has no effect.`,
    references: ['https://pod-patterns.io/roles'],
    messages: {
      unknown: "There is no container '{name}' in this Pod, so this role has no effect",
      nearest: "There is no container '{name}' in this Pod, so this role has no effect; '{nearest}' is one",
      change: "Change to '{nearest}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    pod-patterns.io/role.cahce: ambassador
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ role-of-unknown-container
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: cache
    image: registry.example/cache:1.4
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    pod-patterns.io/role.cache: ambassador
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: cache
    image: registry.example/cache:1.4
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
  annotations:
    pod-patterns.io/role.cache: ambassador
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: cache
    image: registry.example/cache:1.4
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!isWhole(pod)) return;
    const names = pod.spec.containers.flatMap(({ name }) => name?.value ?? []);
    for (const { container, from, place, span } of roleOverrides(pod.spec)) {
      const name = place.slice(ROLE_ANNOTATION.length);
      if (from !== 'annotation' || container || [name, ...names].some(isPlaceholder)) continue;
      if (pod.injected.some((each) => each.name === name)) continue;
      const nearest = nearestName(name, names);
      const end = span.end - (pod.manifest.document.text.slice(span.start, span.end).endsWith(name) ? 0 : 1);
      yield {
        span,
        message: nearest === undefined ? { id: 'unknown', args: { name } } : { id: 'nearest', args: { name, nearest } },
        fixes: () =>
          nearest === undefined
            ? []
            : makeFix(pod, { message: { id: 'change', args: { nearest } } }, [
                { span: { start: end - name.length, end }, newText: nearest },
              ]),
      };
    }
  },
});
