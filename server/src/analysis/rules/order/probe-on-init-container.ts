import { entryOf, nodeOf } from '../../../syntax/access.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { addRestartPolicyAlways, NATIVE_SIDECARS } from '../../edits/native-sidecar.js';
import { removeField } from '../../edits/remove-field.js';
import type { ContainerView } from '../../model/model.js';
import { isUnsettled } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

const FIELDS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

export const probeOnInitContainer = defineRule({
  id: 'probe-on-init-container',
  meta: {
    title: 'Probe or lifecycle hook on a plain init container',
    severity: 'error',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      A plain init container runs to its end before the next one starts: nobody asks whether it is alive or ready, and
      the API server rejects probes and lifecycle hooks on it. With \`restartPolicy: Always\` it is a native sidecar,
      which runs beside the main container and may have all of them.

      Make it a native sidecar if it is meant to keep running; otherwise remove the field.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    ],
    messages: {
      forbidden: "'{container}' is a plain init container, which cannot have a {field}",
      sidecar: "Make '{container}' a native sidecar",
      remove: 'Remove the {field}',
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
  - name: cache-proxy
    image: registry.example/cache-proxy:2.0
    livenessProbe:
#   ^^^^^^^^^^^^^ probe-on-init-container
      tcpSocket:
        port: 6379
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
  - name: cache-proxy
    image: registry.example/cache-proxy:2.0
    restartPolicy: Always
    livenessProbe:
      tcpSocket:
        port: 6379
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
  - name: db-proxy
    image: registry.example/db-proxy:2.0
    restartPolicy: Always
    startupProbe:
      tcpSocket:
        port: 5432
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      if (
        container.lifecycle !== 'init' ||
        isUnsettled(nodeOf(container.node, 'restartPolicy')) ||
        isMeantAsSidecar(container)
      )
        continue;
      for (const field of FIELDS) {
        const entry = entryOf(container.node, field);
        if (!entry?.value || (entry.value.kind === 'scalar' && entry.value.value === null)) continue;
        yield {
          ...rejection(pod),
          span: entry.pair.keySpan,
          container,
          message: { id: 'forbidden', args: { container: container.label, field } },
          fixes: () => [...toSidecar(pod, container), ...removeField(pod, container.node, field, { id: 'remove' })],
        };
      }
    }
  },
});

/** `always`: the policy is what is wrong then, and another rule says so. */
function isMeantAsSidecar({ restartPolicy }: ContainerView): boolean {
  return restartPolicy?.value.toLowerCase() === 'always';
}

function toSidecar(pod: Pod, container: ContainerView) {
  const message = { id: 'sidecar' as const, args: { container: container.label } };
  return makeFix(pod, { message, kubernetes: NATIVE_SIDECARS }, [addRestartPolicyAlways(pod, container)]);
}
