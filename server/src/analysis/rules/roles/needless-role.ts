import { makeFix } from '../../edits/make-fix.js';
import { removeOverride } from '../../edits/role-override.js';
import { undeclaredVerdict } from '../../roles/counterfactual.js';
import { overrideOf, overridesAbout, roleOverrides } from '../../roles/role-overrides.js';
import { defineRule } from '../rule.js';

/** Where everything else is less sure than that, a declaration settles it for good, and it is useful to say so. */
const SURE = 0.97;

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
      // Where two declarations contradict each other, the other one would count without this one.
      if (!override || overridesAbout(overrides, container).some(({ role }) => role !== override.role)) continue;
      const seen = undeclaredVerdict(pod, container);
      if (seen.role !== override.role || seen.confidence < SURE) continue;
      yield {
        span: override.span,
        container,
        unnecessary: true,
        message: { id: 'needless', args: { container: container.label, role: seen.role } },
        fixes: () => makeFix(pod, { message: { id: 'remove', args: {} } }, [removeOverride(pod, override)]),
      };
    }
  },
});
