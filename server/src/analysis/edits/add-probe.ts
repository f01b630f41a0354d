import { entryOf, resolve } from '../../syntax/access.js';
import { insertEntry } from '../../syntax/edit.js';
import type { YamlContent } from '../../syntax/nodes.js';
import type { TextEdit } from '../../syntax/span.js';
import type { YamlData } from '../../syntax/write.js';
import { productOf } from '../catalogue/catalogue.js';
import { healthEndpointOf } from '../catalogue/health-endpoints.js';
import { isInboundProxy } from '../conditions/inbound-proxies.js';
import { loopbackListenerAt } from '../conditions/loopback-listeners.js';
import type { ContainerPort, ContainerView, ProbeKind } from '../model/model.js';
import type { Pod } from '../pod.js';

/** A container may take a minute to start; the API server's own defaults would restart it after half of that. */
const STARTUP_TIMING = { periodSeconds: 2, failureThreshold: 30 };

/**
 * Adds a probe that asks as another probe of the container does, as its product is asked, or else at `port`; undefined
 * where there is nothing of it. `loopbackOnly` is for one that listens on localhost alone, where only a command can ask.
 */
export function addProbe(
  pod: Pod,
  container: ContainerView,
  kind: ProbeKind,
  port: ContainerPort | number | undefined,
  loopbackOnly = false,
): TextEdit | undefined {
  const number = typeof port === 'number' ? port : port?.port.value;
  const unreached = loopbackOnly || (number !== undefined && loopbackListenerAt(pod, container, number) !== undefined);
  const known = handlerOfAnotherProbe(container) ?? handlerOfProduct(container, port, unreached);
  return insertProbe(pod, container, kind, known ?? (unreached ? undefined : handlerAt(container, port)));
}

/** Adds a probe with this handler behind the container's ports and probes; undefined where it has such a probe. */
export function insertProbe(
  pod: Pod,
  container: ContainerView,
  kind: ProbeKind,
  handler: Handler | undefined,
): TextEdit | undefined {
  if (!handler || entryOf(container.node, kind)) return undefined;
  const probe = kind === 'startupProbe' ? { ...handler, ...STARTUP_TIMING } : handler;
  return insertEntry(pod.manifest.document, container.node, kind, probe, [
    'ports',
    'startupProbe',
    'livenessProbe',
    'readinessProbe',
  ]);
}

/** A probe's way to ask, as data. */
export type Handler = Readonly<Record<string, YamlData>>;

/** A copy of the handler of a probe that is there already. */
function handlerOfAnotherProbe({ probes }: ContainerView): Handler | undefined {
  for (const { node, handler } of probes) {
    const data = handler && dataOf(entryOf(node, handler.kind)?.value);
    if (handler && data !== undefined) return { [handler.kind]: data };
  }
  return undefined;
}

/** As the product's manual says, where nothing shows that it has been told to serve another port. */
function handlerOfProduct(
  container: ContainerView,
  port: ContainerPort | number | undefined,
  loopbackOnly: boolean,
): Handler | undefined {
  const endpoint = healthEndpointOf(container);
  const number = typeof port === 'number' ? port : port?.port.value;
  const usual = number !== undefined && productOf(container)?.ports.includes(number) === true;
  if (!endpoint) return undefined;
  if ('command' in endpoint) return usual ? { exec: { command: endpoint.command } } : undefined;
  if (loopbackOnly) return undefined;
  const { path, port: own } = endpoint;
  if (own !== undefined) return { httpGet: { path, port: own } };
  const reference = typeof port === 'number' ? port : (port?.name?.value ?? number);
  const tls = number === 443 || /^(?:https|tls)/.test(String(reference));
  return usual && !tls && reference !== undefined ? { httpGet: { path, port: reference } } : undefined;
}

/**
 * By the port's name: HTTP and gRPC where that is what it says, a TCP connection otherwise. A proxy that checks who asks
 * would turn the kubelet away, so a connection has to do.
 */
function handlerAt(container: ContainerView, port: ContainerPort | number | undefined): Handler | undefined {
  if (port === undefined) return undefined;
  if (typeof port === 'number') return { tcpSocket: { port } };
  const name = port.name?.value;
  const reference = name ?? port.port.value;
  if (isInboundProxy(container)) return { tcpSocket: { port: reference } };
  if (name?.startsWith('https')) return { httpGet: { path: '/', port: reference, scheme: 'HTTPS' } };
  if (name?.startsWith('http')) return { httpGet: { path: '/', port: reference } };
  if (name?.startsWith('grpc')) return { grpc: { port: port.port.value } };
  return { tcpSocket: { port: reference } };
}

/** Deeper than any handler; ends aliases that contain themselves. */
const MAX_DEPTH = 6;

/** A value as data to be written again; undefined where it holds something that cannot be. */
function dataOf(content: YamlContent | undefined, depth = 0): YamlData | undefined {
  const node = resolve(content);
  if (!node || depth > MAX_DEPTH) return undefined;
  if (node.kind === 'scalar') return node.templated || node.value === null ? undefined : node.value;
  if (node.kind === 'seq') {
    const items = node.items.map((item) => dataOf(item, depth + 1));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const entries = node.pairs.map(({ key, value }) => [key, dataOf(value, depth + 1)] as const);
  const known = entries.flatMap(([key, value]) =>
    key === undefined || value === undefined ? [] : [[key, value] as const],
  );
  return known.length === entries.length ? Object.fromEntries(known) : undefined;
}
