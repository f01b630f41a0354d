import { nodeOf } from '../../../syntax/access.js';
import { insertEntry } from '../../../syntax/edit.js';
import type { YamlMap, YamlScalar } from '../../../syntax/nodes.js';
import { isAbsent } from '../../conditions/given.js';
import { type Handler, handlerOwners } from '../../conditions/handlers.js';
import { isMisread } from '../../conditions/misread.js';
import { isPortName, nearestPortName } from '../../conditions/names.js';
import { nearestWord } from '../../conditions/nearest-name.js';
import { isOutsidePorts, portEntries } from '../../conditions/port-entries.js';
import { rejection } from '../../conditions/rejection.js';
import { isKnative, isWhole } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import { writePlain } from '../../edits/retype.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const invalidProbePort = defineRule({
  id: 'invalid-probe-port',
  meta: {
    title: 'Probe or hook without a valid port',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`httpGet\` and \`tcpSocket\` need a port: a number between 1 and 65535, or the name of one of the container's
      ports; \`grpc\` takes a number only. A number in quotes is text, and a name needs a letter, so the API server
      rejects \`port: "8080"\`.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
      'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    ],
    messages: {
      missing: "The {field} of '{container}' has no port to ask at",
      range: "The {field} of '{container}' asks at port {port}, and ports go from 1 to 65535",
      quoted: 'The {field} of \'{container}\' asks at "{port}", which is text in quotes and no number',
      name: "The {field} of '{container}' asks at '{port}', which is neither a number nor a valid name of a port",
      unquote: 'Remove the quotes',
      change: "Change to '{nearest}'",
      add: 'Add port {port}',
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
    ports:
    - name: http
      containerPort: 8080
    readinessProbe:
      httpGet:
        path: /
        port: "8080"
#             ^^^^^^ invalid-probe-port
    livenessProbe:
      tcpSocket: {}
#     ^^^^^^^^^ invalid-probe-port
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
    ports:
    - name: http
      containerPort: 8080
    readinessProbe:
      httpGet:
        path: /
        port: 8080
    livenessProbe:
      tcpSocket: {port: http}
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
    ports:
    - name: http
      containerPort: 8080
    readinessProbe:
      httpGet:
        path: /
        port: http
    livenessProbe:
      tcpSocket:
        port: 8080
`,
        },
      ],
    },
  },

  fields: ['httpGet', 'tcpSocket', 'grpc'],
  *check(pod) {
    for (const container of pod.spec.containers) {
      for (const { field, handlers } of handlerOwners(container)) {
        for (const handler of handlers) {
          if (handler.kind === 'exec' || handler.kind === 'sleep' || !handler.node) continue;
          yield* faultsOf(pod, container, field, handler, handler.node);
        }
      }
    }
  },
});

type Ids = 'missing' | 'range' | 'quoted' | 'name' | 'unquote' | 'change' | 'add';

function* faultsOf(
  pod: Pod,
  container: ContainerView,
  field: string,
  { kind, entry }: Handler,
  node: YamlMap,
): Iterable<Problem<Ids>> {
  const port = nodeOf(node, 'port');
  const shared = { ...rejection(pod), container };
  const args = { container: container.label, field };
  if (isAbsent(node, 'port')) {
    if (!isWhole(pod) || isKnative(pod) || isMisread(pod.manifest, node.span)) return;
    const message = { id: 'missing' as const, args };
    yield { ...shared, span: entry.pair.keySpan, message, fixes: () => addition(pod, container, kind, node) };
  } else if (port?.kind === 'scalar' && typeof port.value === 'number') {
    const message = { id: 'range' as const, args: { ...args, port: String(port.value) } };
    const isDefault = port.value === 0 && isKnative(pod);
    if (isOutsidePorts(port.value) && !isDefault) yield { ...shared, span: port.span, message };
  } else if (port?.kind === 'scalar' && typeof port.value === 'string' && kind !== 'grpc') {
    if (isFine(container, port.value)) return;
    const id = /^\d+$/.test(port.value) ? 'quoted' : 'name';
    const message = { id, args: { ...args, port: port.value } } as const;
    yield { ...shared, span: port.span, message, fixes: () => repairs(pod, container, port, port.value) };
  }
}

/** A name that a port of the container has as well is that port's fault. */
function isFine(container: ContainerView, port: string): boolean {
  return isPortName(port) || isPlaceholder(port) || portEntries(container).some(({ name }) => name?.value === port);
}

function repairs(pod: Pod, container: ContainerView, port: YamlScalar, text: unknown): readonly Fix<Ids>[] {
  const { document } = pod.manifest;
  const written = String(text).trim();
  const number = /^\d{1,5}$/.test(written) ? Number(written) : 0;
  if (number > 0 && !isOutsidePorts(number)) {
    const words = { message: { id: 'unquote' as const, args: {} }, applicability: 'safe' as const, evenIfShared: true };
    return makeFix(pod, words, [writePlain(document, port, number)]);
  }
  const names = portEntries(container).flatMap(({ name }) => name?.value ?? []);
  const nearest = /^\d+$/.test(written) ? undefined : (nearestWord(written, names) ?? nearestPortName(written));
  return changeText(pod, port, nearest, { id: 'change', evenIfShared: true });
}

/** The port of a container that has only one. */
function addition(pod: Pod, container: ContainerView, kind: string, node: YamlMap): readonly Fix<Ids>[] {
  const [only, ...others] = portEntries(container);
  const name = kind !== 'grpc' && only?.name && isPortName(only.name.value) ? only.name.value : undefined;
  const port = name ?? only?.containerPort?.value;
  if (port === undefined || others.length > 0 || nodeOf(node, 'port')) return [];
  const message = { id: 'add' as const, args: { port: String(port) } };
  return makeFix(pod, { message }, [insertEntry(pod.manifest.document, node, 'port', port)]);
}
