import { localAddressesOf } from '../../commands/local-addresses.js';
import { businessPorts } from '../../conditions/business-ports.js';
import { isAmbassador, mismatchedDials } from '../../conditions/mismatched-ambassador.js';
import { isDatabasePort, shareProtocol, speaksOf } from '../../conditions/protocols.js';
import { hidesAddresses, type RemoteAddress, remoteAddressesOf } from '../../conditions/remote-addresses.js';
import { mounts, passingVolumes } from '../../conditions/shared-volumes.js';
import { showsAllListeners } from '../../conditions/unanswered-dials.js';
import { hasUnseenConfig } from '../../conditions/unseen-config.js';
import { lastingContainers, runningContainers } from '../../conditions/workload.js';
import { dialLocally } from '../../edits/dialed-port.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const ambassadorUnused = defineRule({
  id: 'ambassador-unused',
  meta: {
    title: 'Ambassador that the main container passes by',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['ambassador', 'main'],
    docs: `
      An ambassador works only for connections that are made to it: on its port of localhost, or through a socket in a
      volume that both mount. Here nobody makes any, and the main container's settings name another host for the same
      protocol. Point them at the ambassador, or leave it out.

      Nothing is reported where settings come from ConfigMaps or Secrets, which may name the ambassador.`,
    references: [
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
      'https://learn.microsoft.com/azure/architecture/patterns/ambassador',
    ],
    messages: {
      passed: "'{container}' dials {host} itself, while nobody dials the ambassador '{ambassador}'",
      ambassador: "'{ambassador}' listens on {port}",
      dial: "Dial '{ambassador}' on localhost",
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
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - name: DATABASE_URL
      value: postgres://shop@orders.internal.example:5432/orders
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ambassador-unused
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args: [--port=5432, shop:europe-west1:orders]
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - name: DATABASE_URL
      value: postgres://shop@127.0.0.1:5432/orders
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args: [--port=5432, shop:europe-west1:orders]
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
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - name: DATABASE_URL
      value: postgres://shop@127.0.0.1:5432/orders
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args: [--port=5432, shop:europe-west1:orders]
`,
        },
      ],
    },
  },

  *check(pod) {
    const running = runningContainers(pod.spec);
    if (running.length < 2 || !showsAllListeners(pod)) return;
    for (const ambassador of running) {
      if (!isAmbassador(pod, ambassador) || isReached(pod, ambassador)) continue;
      const past = dialPast(pod, ambassador);
      if (!past) continue;
      const { container, address, port } = past;
      const args = {
        container: container.label,
        host: address.host,
        ambassador: ambassador.label,
        port: String(port),
      };
      yield {
        span: address.value.span,
        container,
        message: { id: 'passed', args },
        related: [{ span: ambassador.anchor, message: { id: 'ambassador', args } }],
        fixes: () => makeFix(pod, { message: { id: 'dial', args } }, [dialLocally(pod, address, port)]),
      };
    }
  },
});

/** Whether something leads to it, or may: a dial, a socket, a Service, or settings that the manifest does not show. */
function isReached(pod: Pod, ambassador: ContainerView): boolean {
  const others = lastingContainers(pod.spec).filter((each) => each !== ambassador);
  const ports = businessPorts(ambassador).map(({ port }) => port);
  return (
    pod.services.length > 0 ||
    pod.flows.some(({ to, via }) => to === ambassador && via.kind === 'localhost') ||
    mismatchedDials(pod).some((dial) => dial.ambassador === ambassador) ||
    passingVolumes(pod.spec, ambassador).some(({ volume }) => others.some((each) => mounts(each, volume))) ||
    others.some(
      (each) =>
        hidesAddresses(each) ||
        hasUnseenConfig(pod, each) ||
        localAddressesOf(each).some((own) => own.ports.some((port) => ports.includes(port))),
    )
  );
}

/** A main container's setting that names another host for the protocol of one of the ambassador's ports. */
function dialPast(pod: Pod, ambassador: ContainerView) {
  const ports = businessPorts(ambassador)
    .map(({ port }) => port)
    .filter(isDatabasePort);
  for (const container of runningContainers(pod.spec)) {
    const { role, certainty } = pod.verdictOf(container);
    if (role !== 'main' || certainty === 'low') continue;
    for (const address of remoteAddressesOf(container)) {
      const port = ports.find((each) => isFor(address, each));
      if (port !== undefined) return { container, address, port };
    }
  }
  return undefined;
}

function isFor({ through, value, port }: RemoteAddress, own: number): boolean {
  return port === undefined ? speaksOf(through, value.value, own) === true : shareProtocol(port, own);
}
