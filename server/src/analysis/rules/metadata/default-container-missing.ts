import { isBuiltIn, isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { addAnnotation } from '../../edits/template-metadata.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

/** The older one says it for `kubectl logs` alone; whoever has set it knows what comes first. */
const ANNOTATIONS = ['kubectl.kubernetes.io/default-container', 'kubectl.kubernetes.io/default-logs-container'];

export const defaultContainerMissing = defineRule({
  id: 'default-container-missing',
  meta: {
    title: 'Main container that kubectl does not take',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['main'],
    docs: `
      Where nobody says which container is meant, \`kubectl logs\`, \`exec\` and \`attach\` take the first entry of
      \`containers\`. Here that is a helper, so whoever looks at the Pod in a hurry reads the wrong log.

      The annotation \`kubectl.kubernetes.io/default-container\` on the Pod names the container to take. Moving the main
      container to the first place helps as well. Nothing is reported unless the roles are clear and the Pod has one main
      container.`,
    references: [
      'https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-default-container',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-cli/2227-kubectl-default-container',
    ],
    messages: {
      taken: "'{container}' is the main container, but kubectl takes '{first}', which is listed before it",
      add: "Let kubectl take '{container}'",
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
  - name: log-agent
    image: fluent/fluent-bit:3.2
    volumeMounts:
    - {name: logs, mountPath: /logs}
  - name: web
#         ^^^ default-container-missing
    image: registry.example/web:1.4
    volumeMounts:
    - {name: logs, mountPath: /var/log/web}
  volumes:
  - name: logs
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubectl.kubernetes.io/default-container: web
spec:
  containers:
  - name: log-agent
    image: fluent/fluent-bit:3.2
    volumeMounts:
    - {name: logs, mountPath: /logs}
  - name: web
    image: registry.example/web:1.4
    volumeMounts:
    - {name: logs, mountPath: /var/log/web}
  volumes:
  - name: logs
    emptyDir: {}
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
    volumeMounts:
    - {name: logs, mountPath: /var/log/web}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    volumeMounts:
    - {name: logs, mountPath: /logs}
  volumes:
  - name: logs
    emptyDir: {}
`,
        },
      ],
    },
  },

  *check(pod) {
    const [first, ...others] = pod.spec.containers.filter(({ list }) => list === 'containers');
    if (!first || others.length === 0 || !isBuiltIn(pod) || !isWhole(pod)) return;
    if (ANNOTATIONS.some((key) => pod.spec.annotations.has(key))) return;
    const { role, certainty } = pod.verdictOf(first);
    if (role === 'main' || certainty === 'low') return;
    const [main, second] = others.filter((each) => pod.verdictOf(each).role === 'main');
    if (!main?.name || second || isPlaceholder(main.name.value) || pod.verdictOf(main).certainty !== 'high') return;
    const args = { container: main.name.value, first: first.label };
    yield {
      span: main.name.span,
      container: main,
      message: { id: 'taken', args },
      fixes: () =>
        makeFix(pod, { message: { id: 'add', args } }, addAnnotation(pod, ANNOTATIONS[0] ?? '', args.container)),
    };
  },
});
