import { nearestName } from '../../conditions/nearest-name.js';
import { makeFix } from '../../edits/make-fix.js';
import { changeOverride, removeOverride } from '../../edits/role-override.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { ROLES } from '../../roles/role.js';
import { type RoleOverride, roleOverrides } from '../../roles/role-overrides.js';
import { defineRule } from '../rule.js';

export const unknownRole = defineRule({
  id: 'unknown-role',
  meta: {
    title: 'Declared role that is none',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A comment or an annotation says what a container is for, but the word is none of the five roles: main, sidecar,
      ambassador, adapter, init. It has no effect, and the role is inferred.`,
    references: ['https://pod-patterns.io/roles'],
    messages: {
      unknown: "'{value}' is no role; there are main, sidecar, ambassador, adapter and init",
      empty: 'A role is missing here: main, sidecar, ambassador, adapter or init',
      change: "Change to '{nearest}'",
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
  - name: web
    image: nginx:1.27
  - name: cache # pod-patterns-role: ambasador
#                                    ^^^^^^^^^ unknown-role
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
    for (const override of roleOverrides(pod.spec)) {
      const { role, value, container, span } = override;
      if (role !== undefined || isPlaceholder(value.value)) continue;
      yield {
        span: value.value === '' ? span : value.span,
        ...(container && { container }),
        message: { id: value.value === '' ? 'empty' : 'unknown', args: { value: value.value } },
        fixes: () => fixesOf(pod, override),
      };
    }
  },
});

function fixesOf(pod: Pod, override: RoleOverride) {
  const nearest = nearestName(override.value.value.toLowerCase(), ROLES);
  const changed = nearest === undefined ? undefined : changeOverride(pod.manifest.document, override, nearest);
  return [
    ...(nearest === undefined
      ? []
      : makeFix(pod, { message: { id: 'change' as const, args: { nearest } } }, [changed])),
    ...makeFix(pod, { message: { id: 'remove' as const, args: {} } }, [removeOverride(pod, override)]),
  ];
}
