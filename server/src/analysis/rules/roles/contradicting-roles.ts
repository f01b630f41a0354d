import { makeFix } from '../../edits/make-fix.js';
import { removeOverride } from '../../edits/role-override.js';
import { overrideOf, roleOverrides } from '../../roles/role-overrides.js';
import { defineRule } from '../rule.js';

export const contradictingRoles = defineRule({
  id: 'contradicting-roles',
  meta: {
    title: 'Two declared roles of one container',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A comment and an annotation, or annotations of the pod template and of the object, say different roles of the same
      container. The comment counts before the template's annotation, and that before the object's. Leave one.`,
    references: ['https://pod-patterns.io/roles'],
    messages: {
      contradicts: "'{container}' is declared {role} here, but '{place}' counts",
      counts: "'{container}' is declared {role} here",
      remove: "Remove '{role}', which does not count",
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
    pod-patterns.io/role.cache: sidecar
#                               ^^^^^^^ contradicting-roles
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: cache # pod-patterns-role: ambassador
    image: registry.example/cache:1.4
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
  - name: cache # pod-patterns-role: ambassador
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
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: cache # pod-patterns-role: ambassador
    image: registry.example/cache:1.4
`,
        },
      ],
    },
  },

  *check(pod) {
    const overrides = roleOverrides(pod.spec);
    for (const override of overrides) {
      const { container, role, value } = override;
      if (!role || !container) continue;
      const counting = overrideOf(overrides, container);
      if (!counting?.role || counting.role === role) continue;
      const args = { container: container.label, role, place: counting.place };
      yield {
        span: value.span,
        container,
        message: { id: 'contradicts', args },
        related: [{ span: counting.value.span, message: { id: 'counts', args: { ...args, role: counting.role } } }],
        fixes: () => makeFix(pod, { message: { id: 'remove', args: { role } } }, [removeOverride(pod, override)]),
      };
    }
  },
});
