import { type LocalAddress, localAddressesOf } from '../../commands/local-addresses.js';
import { openPortsOf } from '../../commands/open-ports.js';
import { isDatabasePort, isTelemetryPort } from '../../conditions/protocols.js';
import { startsServer } from '../../conditions/starts-server.js';
import { isWhole } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const initNeedsLaterContainer = defineRule({
  id: 'init-needs-later-container',
  meta: {
    title: 'Init container that dials a container which starts after it',
    severity: 'error',
    since: '0.1.0',
    patterns: ['init', 'ambassador'],
    docs: `
      Init containers run one after the other, and the entries of \`containers\` start when the last of them has ended.
      An init container that waits for one of these on localhost waits for ever. Native sidecars are there earlier, but
      only for the init containers listed behind them.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#understanding-init-containers',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    ],
    messages: {
      app: "'{container}' dials port {port} of '{other}', which starts only after '{container}' has ended",
      sidecar: "'{container}' dials port {port} of '{other}', which is listed behind it and so starts later",
      opens: "'{other}' opens port {port}",
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
  - name: wait
    image: busybox:1.37
    command: [sh, -c, "until nc -z localhost 8080; do sleep 1; done"]
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ init-needs-later-container
  containers:
  - name: web
    image: registry.example/shop:1.4
    ports:
    - containerPort: 8080
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
    image: registry.example/db-proxy:1.4
    restartPolicy: Always
    ports:
    - containerPort: 5432
    startupProbe:
      tcpSocket: {port: 5432}
  - name: migrate
    image: registry.example/shop:1.4
    command: [migrate]
    env:
    - {name: DB_HOST, value: localhost}
    - {name: DB_PORT, value: "5432"}
  containers:
  - name: web
    image: registry.example/shop:1.4
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'init' || startsServer(container)) continue;
      for (const address of localAddressesOf(container)) {
        if (isDispensable(pod, address)) continue;
        const later = laterListener(pod, container, address);
        if (!later) continue;
        const { other, port, span } = later;
        const args = { container: container.label, other: other.label, port: String(port) };
        yield {
          span: address.value.span,
          container,
          message: { id: other.lifecycle === 'app' ? 'app' : 'sidecar', args },
          related: [{ span, message: { id: 'opens', args } }],
        };
        break;
      }
    }
  },
});

/** Whether the container can do without: telemetry, or an environment variable that it shares with later containers. */
function isDispensable({ spec }: Pod, { through, value, ports }: LocalAddress): boolean {
  if (ports.some(isTelemetryPort)) return true;
  if (ports.some(isDatabasePort)) return false;
  const same = (each: ContainerView) =>
    each.env.some(({ name, value: given }) => name.value === through && given?.value === value.value);
  return spec.containers.some((each) => each.lifecycle === 'app' && same(each));
}

/** The one that opens the port by its own word, if nobody who is there in time may have it. */
function laterListener({ spec, injected }: Pod, container: ContainerView, { ports }: LocalAddress) {
  const [port] = ports;
  if (port === undefined || ports.length > 1 || injected.length > 0) return undefined;
  const here = spec.containers.filter(
    (each) => each === container || (each.lifecycle === 'sidecar' && each.index < container.index),
  );
  // A sidecar that declares no port may open any; so may the init container, where it runs the same program as the other.
  if (here.some((each) => each !== container && each.ports.length === 0)) return undefined;
  if (here.some((each) => openPortsOf(each).some((own) => own.port === port))) return undefined;
  for (const other of spec.containers) {
    if (here.includes(other) || other.lifecycle === 'init' || other.lifecycle === 'ephemeral') continue;
    const opened = openPortsOf(other).find((each) => each.port === port && each.from !== 'default');
    if (opened && other.image?.value !== container.image?.value) return { other, port, span: opened.span };
  }
  return undefined;
}
