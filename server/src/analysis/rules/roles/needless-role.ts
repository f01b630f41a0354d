import { makeFix } from '../../edits/make-fix.js';
import { removeOverride } from '../../edits/role-override.js';
import { verdictWithout } from '../../roles/counterfactual.js';
import { declaredRole } from '../../roles/evidence/declared-role.js';
import { overrideOf, roleOverrides } from '../../roles/role-overrides.js';
import { defineRule } from '../rule.js';

export const needlessRole = defineRule({
  id: 'needless-role',
  meta: {
    title: 'Declared role that is seen without it',
    severity: 'hint',
    since: '0.1.0',
    docs: `
      The role is declared, and everything else in the manifest says the same for sure. The declaration is not needed, and
      would go on saying it when the container becomes something else.`,
    references: ['https://pod-patterns.io/roles'],
    messages: {
      needless: "'{container}' is seen as {role} without this",
      remove: 'Remove the declared role',
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
  - name: web # pod-patterns-role: main
#             ^^^^^^^^^^^^^^^^^^^^^^^^^ needless-role
    image: nginx:1.27
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
    image: registry.example/web:1.4
  - name: cache # pod-patterns-role: ambassador
    image: registry.example/cache:1.4
`,
        },
      ],
    },
  },

  *check(pod) {
    const overrides = roleOverrides(pod.spec);
    for (const container of overrides.length === 0 ? [] : pod.spec.containers) {
      const override = overrideOf(overrides, container);
      if (!override?.role) continue;
      const { evidence, against } = pod.verdictOf(container);
      const declared = [...evidence, ...against].filter(({ source }) => source === declaredRole.id);
      const seen = verdictWithout(pod, container, declared);
      if (seen.role !== override.role || seen.certainty !== 'high') continue;
      yield {
        span: override.span,
        container,
        unnecessary: true,
        message: { id: 'needless', args: { container: container.label, role: override.role } },
        fixes: () => makeFix(pod, { message: { id: 'remove', args: {} } }, [removeOverride(pod, override)]),
      };
    }
  },
});
