import { mapOf, numberOf } from '../../../syntax/access.js';
import { defineRule } from '../rule.js';

/** Where nothing is said. Source: apps/v1, SetDefaults_Deployment. */
const DEFAULT_DEADLINE = 600;

export const progressDeadlineTooShort = defineRule({
  id: 'progress-deadline-too-short',
  meta: {
    title: 'Deadline that ends before a Pod is available',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A new Pod of a Deployment counts as available when it has been ready for \`minReadySeconds\`. The Deployment gives
      up on an update that makes no progress for \`progressDeadlineSeconds\`, 600 where nothing is said. So the deadline
      has to be the longer of the two, and the API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#min-ready-seconds',
    ],
    messages: {
      deadline: 'The progressDeadlineSeconds are {deadline}, which is not above minReadySeconds, {ready}',
      ready:
        'The minReadySeconds are {ready}, and progressDeadlineSeconds has to be above it; it is {deadline} by default',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 30
  progressDeadlineSeconds: 30
#                          ^^ progress-deadline-too-short
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
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
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 30
  progressDeadlineSeconds: 120
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['progressDeadlineSeconds', 'minReadySeconds'],

  *checkObject(manifest) {
    if (manifest.kind.value !== 'Deployment' || !manifest.apiVersion.value.startsWith('apps/')) return;
    const spec = mapOf(manifest.node, 'spec');
    const ready = numberOf(spec, 'minReadySeconds');
    const deadline = numberOf(spec, 'progressDeadlineSeconds');
    const [readyValue, deadlineValue] = [ready?.value ?? 0, deadline?.value ?? DEFAULT_DEADLINE];
    // Without the deadline it may be a patch of a Deployment that has another one than the default.
    const given = deadline ?? (mapOf(spec, 'selector') && ready);
    // A negative number is told by another rule.
    if (!given || readyValue < 0 || deadlineValue < 0 || deadlineValue > readyValue) return;
    const args = { deadline: String(deadlineValue), ready: String(readyValue) };
    yield { span: given.span, message: { id: deadline ? 'deadline' : 'ready', args } };
  },
});
