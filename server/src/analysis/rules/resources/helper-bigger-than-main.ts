import { isExtended } from '../../conditions/resource-names.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { exactAmount, SMALL_AMOUNTS } from '../../facts/amounts.js';
import { requestOf } from '../../facts/pod-totals.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import type { ContainerFunction } from '../../roles/role.js';
import { defineRule } from '../rule.js';

export const helperBiggerThanMain = defineRule({
  id: 'helper-bigger-than-main',
  meta: {
    title: 'Helper that requests much more than the main container',
    severity: 'information',
    since: '0.1.0',
    patterns: ['sidecar', 'ambassador', 'adapter'],
    docs: `
      A helper serves the main container, and mostly takes less than it. This one requests at least twice as much CPU or
      memory: it decides which nodes the Pod fits on and what every replica costs. Measure both, and lower what is not
      needed.

      Small amounts (up to \`100m\` and \`128Mi\`), main containers with GPUs, and numbers with a comment beside them,
      which says why, are left out. So are helpers that do work of their own, such as caches and builders.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
    ],
    messages: {
      bigger:
        "'{container}' requests {amount} of {resource}, at least {times} times what '{main}' requests, which it only helps",
      main: "'{main}' requests {mainAmount}",
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
    resources:
      requests: {cpu: 100m, memory: 128Mi}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    resources:
      requests: {cpu: 100m, memory: 1Gi}
#                                   ^^^ helper-bigger-than-main
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx, readOnly: true}
  volumes:
  - {name: logs, emptyDir: {}}
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
    resources:
      requests: {cpu: 100m, memory: 128Mi}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    resources:
      # It keeps an hour of lines in memory while the store is away.
      requests: {cpu: 100m, memory: 1Gi}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx, readOnly: true}
  volumes:
  - {name: logs, emptyDir: {}}
`,
        },
      ],
    },
  },

  fields: ['resources'],
  *check(pod) {
    if (!isWhole(pod)) return;
    const running = runningContainers(pod.spec).filter(({ resources }) => resources);
    if (running.length < 2) return;
    const mains = running.filter((each) => pod.verdictOf(each).role === 'main');
    if (mains.length === 0 || mains.some((each) => hasDevices(each) || pod.verdictOf(each).certainty === 'low')) return;
    for (const container of running) {
      if (!isHelper(pod, container) || hasComment(pod, container)) continue;
      const [excess] = RESOURCES.flatMap((resource) => excessOf(container, mains, resource) ?? []);
      if (!excess) continue;
      const { resource, own, most } = excess;
      const args = {
        container: container.label,
        resource,
        amount: exactAmount(resource, own.nanos),
        main: most.container.label,
        mainAmount: exactAmount(resource, most.nanos),
        times: String(own.nanos / most.nanos),
      };
      yield {
        span: own.span,
        container,
        message: { id: 'bigger', args },
        related: [{ span: most.span, message: { id: 'main', args } }],
      };
    }
  },
});

const FACTOR = 2n;
const RESOURCES = ['memory', 'cpu'] as const;
/** What costs little beside the work that it is for; caches, builders and collectors may cost any amount. */
const LIGHT: ReadonlySet<ContainerFunction> = new Set([
  'log-shipper',
  'config-reloader',
  'file-sync',
  'mesh-proxy',
  'auth-proxy',
  'tls-proxy',
  'outbound-proxy',
  'db-proxy',
  'metrics-exporter',
  'format-converter',
  'secrets-agent',
  'leader-election',
  'csi-helper',
]);

function isHelper(pod: Pod, container: ContainerView): boolean {
  const { role, function: purpose, certainty } = pod.verdictOf(container);
  return role !== 'main' && role !== 'init' && certainty !== 'low' && LIGHT.has(purpose);
}

/** GPUs and the like: such a container does its work elsewhere than on the CPU. */
function hasDevices({ resources }: ContainerView): boolean {
  return resources !== undefined && [...resources.limits.keys(), ...resources.requests.keys()].some(isExtended);
}

/** Whether somebody explains the numbers. */
function hasComment(pod: Pod, { resources }: ContainerView): boolean {
  return (
    resources !== undefined &&
    /(?:^|\s)#/.test(pod.manifest.document.text.slice(resources.keySpan.start, resources.node.span.end))
  );
}

function excessOf(container: ContainerView, mains: readonly ContainerView[], resource: 'memory' | 'cpu') {
  const own = requestFor(container, resource);
  const theirs = mains.map((main) => requestFor(main, resource));
  const most = theirs.reduce((one, other) => one && other && (other.nanos > one.nanos ? other : one));
  if (!own || !most || most.nanos <= 0n || own.nanos <= SMALL_AMOUNTS[resource]) return undefined;
  return own.nanos >= FACTOR * most.nanos ? { resource, own, most } : undefined;
}

/** What a container requests, by its limit where it says nothing else; undefined where that is not known. */
function requestFor(container: ContainerView, resource: string) {
  const quantity = requestOf(container, resource);
  return quantity?.nanos === undefined ? undefined : { container, span: quantity.span, nanos: quantity.nanos };
}
