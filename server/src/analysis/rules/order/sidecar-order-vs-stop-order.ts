import { cutItem, pasteItem } from '../../../syntax/edit-move.js';
import { productOf } from '../../catalogue/catalogue.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { NATIVE_SIDECARS } from '../../edits/native-sidecar.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const sidecarOrderVsStopOrder = defineRule({
  id: 'sidecar-order-vs-stop-order',
  meta: {
    title: 'Log shipper that outlasts its proxy, or stops before the one whose logs it ships',
    severity: 'information',
    since: '0.1.0',
    patterns: ['sidecar', 'ambassador'],
    docs: `
      Native sidecars start in the order in which they are listed, and stop in the reverse order once the main containers
      have ended. A shipper that is listed before the proxy through which it sends goes on without it, and its last lines
      are lost. One that is listed behind the container whose log files it ships stops first, and never sees the last
      lines.

      List the proxy, then the shipper, where it sends through the proxy; list the shipper first where it ships the
      proxy's files.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers',
    ],
    kubernetes: NATIVE_SIDECARS,
    messages: {
      sends:
        "'{shipper}' is listed before '{other}', through which it sends, so '{other}' stops first and the last lines are lost",
      ships:
        "'{shipper}' is listed behind '{other}', whose files it ships, so it stops first and misses the last lines",
      other: 'Native sidecars stop in the reverse order of the list',
      move: "Move '{shipper}' to the end of the list",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: log-agent
#         ^^^^^^^^^ sidecar-order-vs-stop-order
    image: fluent/fluent-bit:3.2
    restartPolicy: Always
    args: [-i, tail, -p, path=/logs/shop.log, -o, http, -p, host=logs.example]
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  - name: mesh
    image: cr.l5d.io/linkerd/proxy:edge-24.11.1
    restartPolicy: Always
    startupProbe:
      httpGet: {path: /ready, port: 4191}
  containers:
  - name: shop
    image: registry.example/shop:1.4
    volumeMounts:
    - {name: logs, mountPath: /var/log/shop}
  volumes:
  - {name: logs, emptyDir: {}}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
  - name: mesh
    image: cr.l5d.io/linkerd/proxy:edge-24.11.1
    restartPolicy: Always
    startupProbe:
      httpGet: {path: /ready, port: 4191}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    restartPolicy: Always
    args: [-i, tail, -p, path=/logs/shop.log, -o, http, -p, host=logs.example]
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  containers:
  - name: shop
    image: registry.example/shop:1.4
    volumeMounts:
    - {name: logs, mountPath: /var/log/shop}
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
  name: shop
spec:
  initContainers:
  - name: mesh
    image: cr.l5d.io/linkerd/proxy:edge-24.11.1
    restartPolicy: Always
    startupProbe:
      httpGet: {path: /ready, port: 4191}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    restartPolicy: Always
    args: [-i, tail, -p, path=/logs/shop.log, -o, http, -p, host=logs.example]
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  containers:
  - name: shop
    image: registry.example/shop:1.4
    volumeMounts:
    - {name: logs, mountPath: /var/log/shop}
  volumes:
  - {name: logs, emptyDir: {}}
`,
        },
      ],
    },
  },

  fields: ['restartPolicy'],
  *check(pod) {
    const natives = pod.spec.containers.filter(({ lifecycle }) => lifecycle === 'sidecar');
    if (natives.length < 2 || !isWhole(pod)) return;
    for (const container of natives.filter((each) => isShipper(pod, each))) {
      for (const other of natives) {
        const relation = other === container ? undefined : relationOf(pod, container, other);
        if (!relation || (relation === 'sends') !== container.index < other.index) continue;
        const args = { shipper: container.label, other: other.label };
        yield {
          span: container.anchor,
          container,
          message: { id: relation, args },
          related: [{ span: other.anchor, message: { id: 'other', args: {} } }],
          fixes: () => (relation === 'sends' && !shipsAny(pod, container, natives) ? moveToEnd(pod, container) : []),
        };
      }
    }
  },
});

function isShipper(pod: Pod, container: ContainerView): boolean {
  const { function: purpose, certainty } = pod.verdictOf(container);
  return purpose === 'log-shipper' && certainty !== 'low' && productOf(container) !== undefined;
}

/** What a shipper has another sidecar for; undefined where that is nothing, or both, so that no order is right. */
function relationOf(pod: Pod, shipper: ContainerView, other: ContainerView): 'sends' | 'ships' | undefined {
  const product = productOf(other);
  if (!product) return undefined;
  const ships = pod.flows.some(
    ({ from, to, via, directed }) => from === other && to === shipper && via.kind === 'volume' && directed,
  );
  const sends =
    (product.function === 'mesh-proxy' && !leavesOut(pod) && !prints(shipper)) ||
    pod.flows.some(({ from, to, via }) => from === shipper && to === other && via.kind === 'localhost');
  if (sends === ships) return undefined;
  return sends ? 'sends' : 'ships';
}

/** Whether it would come too late for somebody's files at the end of the list. */
function shipsAny(pod: Pod, shipper: ContainerView, natives: readonly ContainerView[]): boolean {
  return natives.some((each) => relationOf(pod, shipper, each) === 'ships');
}

/** Whether annotations keep some traffic out of the mesh, which may be the shipper's. */
function leavesOut({ spec }: Pod): boolean {
  return [...spec.annotations.keys()].some((key) => /exclude|skip|opaque/i.test(key));
}

/** Whether it only prints what it reads. */
function prints({ command, args }: ContainerView): boolean {
  return [...command, ...args].some(({ value }) => /stdout|console/.test(value));
}

function moveToEnd(pod: Pod, container: ContainerView): readonly Fix<'move'>[] {
  const { document } = pod.manifest;
  const cut = cutItem(document, container.listNode, container.index, []);
  return cut
    ? makeFix(pod, { message: { id: 'move', args: { shipper: container.label } }, kubernetes: NATIVE_SIDECARS }, [
        cut.removal,
        pasteItem(document, container.listNode, cut),
      ])
    : [];
}
