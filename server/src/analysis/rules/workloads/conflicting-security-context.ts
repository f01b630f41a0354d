import { booleanOf, mapOf } from '../../../syntax/access.js';
import { setIn } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { mayExclude } from '../../conditions/branches.js';
import { settledText } from '../../conditions/given.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { removeField } from '../../edits/remove-field.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const conflictingSecurityContext = defineRule({
  id: 'conflicting-security-context',
  meta: {
    title: 'Security settings that contradict each other',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A privileged container, or one with the capability \`CAP_SYS_ADMIN\`, can always gain more privileges, so the API
      server rejects \`allowPrivilegeEscalation: false\` in it. An unmasked \`/proc\` (\`procMount: Unmasked\`) needs a
      user namespace: \`hostUsers: false\` in the Pod.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
    ],
    messages: {
      privileged: "'{container}' is privileged, so allowPrivilegeEscalation cannot be false",
      capability: "'{container}' has CAP_SYS_ADMIN, so allowPrivilegeEscalation cannot be false",
      procMount: "'{container}' has an unmasked /proc, which needs hostUsers: false in the Pod",
      remove: 'Remove {field}',
      users: 'Add hostUsers: false to the Pod',
      unprivileged: 'Change privileged to false',
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
    securityContext:
      privileged: true
      allowPrivilegeEscalation: false
#                               ^^^^^ conflicting-security-context
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
    securityContext:
      privileged: false
      allowPrivilegeEscalation: false
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
    securityContext:
      procMount: Unmasked
#                ^^^^^^^^ conflicting-security-context
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
    securityContext:
      procMount: Unmasked
  hostUsers: false
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
    securityContext:
      privileged: false
      allowPrivilegeEscalation: false
`,
        },
      ],
    },
  },

  fields: ['allowPrivilegeEscalation', 'procMount'],
  *check(pod) {
    for (const container of pod.spec.containers) {
      const security = mapOf(container.node, 'securityContext');
      if (!security) continue;
      yield* escalation(pod, container, security);
      yield* unmasked(pod, container, security);
    }
  },
});

type Ids = 'privileged' | 'capability' | 'procMount' | 'remove' | 'users' | 'unprivileged';

function* escalation(pod: Pod, container: ContainerView, security: YamlMap): Iterable<Problem<Ids>> {
  const allowed = booleanOf(security, 'allowPrivilegeEscalation');
  if (allowed?.value !== false) return;
  const { privileged } = container;
  const capable = container.capabilities.some(({ value }) => value === 'CAP_SYS_ADMIN');
  if (privileged?.value !== true && !capable) return;
  if (privileged && mayExclude(pod.manifest.document, privileged.span, allowed.span)) return;
  const id = privileged?.value ? 'privileged' : 'capability';
  yield {
    ...rejection(pod),
    span: allowed.span,
    container,
    message: { id, args: { container: container.label } },
    fixes: () => [
      ...(privileged?.value
        ? makeFix(pod, { message: { id: 'unprivileged', args: {} } }, [{ span: privileged.span, newText: 'false' }])
        : []),
      ...removeField(pod, security, 'allowPrivilegeEscalation', { id: 'remove' }),
    ],
  };
}

function* unmasked(pod: Pod, container: ContainerView, security: YamlMap): Iterable<Problem<Ids>> {
  const procMount = settledText(security, 'procMount');
  const hostUsers = booleanOf(pod.spec.node, 'hostUsers');
  if (procMount?.value !== 'Unmasked' || hostUsers?.value === false || !isWhole(pod)) return;
  const message = { id: 'users' as const, args: {} };
  const edit = () => setIn(pod.manifest.document, pod.spec.node, ['hostUsers'], false);
  yield {
    ...rejection(pod),
    span: procMount.span,
    container,
    message: { id: 'procMount', args: { container: container.label } },
    kubernetes: { from: '1.33' },
    fixes: () => (hostUsers ? [] : makeFix(pod, { message }, [edit()])),
  };
}
