import { openPortsOf } from '../../commands/open-ports.js';
import { closedTargets } from '../../conditions/closed-targets.js';
import { mismatchedDials } from '../../conditions/mismatched-ambassador.js';
import { isDatabasePort } from '../../conditions/protocols.js';
import { isMeantToDial, isSetting, type UnansweredDial, unansweredDials } from '../../conditions/unanswered-dials.js';
import { runningContainers } from '../../conditions/workload.js';
import { dialedPortPlace } from '../../edits/dialed-port.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const dialsUnopenedLocalhost = defineRule({
  id: 'dials-unopened-localhost',
  meta: {
    title: 'Address on localhost that no container opens',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['main', 'ambassador'],
    docs: `
      The containers of a Pod share localhost, so what one of them dials there another one has to open. This port stands
      nowhere else in the Pod: no container declares it, is told to listen on it or has it by default. Add the
      ambassador that is meant, dial a Service instead, or declare the port where it is open after all.

      Ports need not be declared to work, so this is a hint, and only where every other container tells its ports. Dials
      of scripts, addresses for people's browsers, and what an ambassador or exporter of the Pod is known to miss are
      left out; the latter are reported by \`ambassador-port-mismatch\` and \`exporter-target-closed\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
    ],
    messages: {
      unopened: "'{container}' dials localhost:{port}, but no container of the Pod is known to open that port",
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
    ports:
    - containerPort: 8080
    env:
    - name: REDIS_URL
      value: redis://localhost:6379
#            ^^^^^^^^^^^^^^^^^^^^^^ dials-unopened-localhost
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
    ports:
    - containerPort: 8080
    env:
    - name: REDIS_URL
      value: redis://localhost:6379
  - name: redis
    image: redis:7.4
`,
        },
      ],
    },
  },

  *check(pod) {
    if (runningContainers(pod.spec).length < 2) return;
    for (const { container, address, port } of ownDials(pod)) {
      const args = { container: container.label, port: String(port) };
      yield {
        span: dialedPortPlace(container, address, port).span,
        container,
        message: { id: 'unopened', args },
      };
    }
  },
});

/** Of Istio, Linkerd, Dapr, Kuma and Consul, which whole namespaces may have injected. */
const PORTS_OF_MESHES: ReadonlySet<number> = new Set([
  15000, 15001, 15004, 15006, 15008, 15020, 15021, 15090, 4140, 4143, 4190, 4191, 3500, 3501, 50001, 9901, 19000, 20000,
]);

/** What main containers dial by their settings, less what is told as another mistake; one per container and port. */
function ownDials(pod: Pod): Iterable<UnansweredDial> {
  const dials = unansweredDials(pod).filter((dial) => isMeantForThePod(pod, dial));
  if (dials.length === 0) return [];
  const told = new Set([...mismatchedDials(pod), ...closedTargets(pod)].map(({ address }) => address));
  const firsts = new Map<string, UnansweredDial>();
  for (const dial of dials) {
    const key = `${dial.container.list}[${dial.container.index}]:${dial.port}`;
    if (!told.has(dial.address) && !firsts.has(key)) firsts.set(key, dial);
  }
  return firsts.values();
}

function isMeantForThePod(pod: Pod, dial: UnansweredDial): boolean {
  const { container, port } = dial;
  if (pod.verdictOf(container).role !== 'main' || !isSetting(dial) || PORTS_OF_MESHES.has(port)) return false;
  // A container that says none of its ports may mean one of them, unless it is a database's.
  return isDatabasePort(port) || (openPortsOf(container).length > 0 && isMeantToDial(dial));
}
