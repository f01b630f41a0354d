import { makeFix } from '../../edits/make-fix.js';
import { removeOverride } from '../../edits/role-override.js';
import { overrideOf, roleOverrides } from '../../roles/role-overrides.js';
import { defineRule } from '../rule.js';

export const impossibleRole = defineRule({
  id: 'impossible-role',
  meta: {
    title: 'Declared role that the container cannot have',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      What runs to completion before the others is an init container, and nothing else can be one: that is a fact of the
      API, which no declaration changes. A container of \`initContainers\` that is to help beside the others needs
      \`restartPolicy: Always\`.`,
    references: [
      'https://pod-patterns.io/roles',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    ],
    messages: {
      init: "'{container}' has to end before the others start, so it can only be init",
      running: "'{container}' is no init container, so it cannot have this role",
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
  initContainers:
  - name: prepare # pod-patterns-role: sidecar
#                                      ^^^^^^^ impossible-role
    image: registry.example/prepare:1.4
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: prepare
    image: registry.example/prepare:1.4
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
  initContainers:
  - name: agent # pod-patterns-role: adapter
    image: registry.example/agent:1.4
    restartPolicy: Always
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  *check(pod) {
    const overrides = roleOverrides(pod.spec);
    for (const container of overrides.length === 0 ? [] : pod.spec.containers) {
      const override = overrideOf(overrides, container);
      const ends = container.lifecycle === 'init';
      if (!override || ends === (override.role === 'init')) continue;
      const args = { container: container.label };
      yield {
        span: override.value.span,
        container,
        message: { id: ends ? 'init' : 'running', args },
        fixes: () => makeFix(pod, { message: { id: 'remove', args: {} } }, [removeOverride(pod, override)]),
      };
    }
  },
});
