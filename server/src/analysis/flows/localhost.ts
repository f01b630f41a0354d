import type { Span } from '../../syntax/span.js';
import { configuredAddressesOf } from '../commands/configured-addresses.js';
import { type LocalAddress, localAddressesOf } from '../commands/local-addresses.js';
import { openPortsOf, probedPortsOf } from '../commands/open-ports.js';
import type { ConfigMapView, ContainerView, PodSpecView } from '../model/model.js';
import type { DataFlow } from './flow.js';

/** Who listens on a port, and the text that says so. */
interface Listener {
  readonly container: ContainerView;
  readonly span: Span;
  readonly declared: boolean;
}

/** Connections over localhost: one container names an address of the pod, another one has that port. */
export function readLocalhostFlows(spec: PodSpecView, configMaps: readonly ConfigMapView[]): DataFlow[] {
  const running = spec.containers.filter(({ lifecycle }) => lifecycle === 'app' || lifecycle === 'sidecar');
  const dialing = spec.containers.flatMap((from) => {
    const addresses = [...localAddressesOf(from), ...configuredAddressesOf(from, spec, configMaps)];
    return addresses.length > 0 ? [{ from, addresses }] : [];
  });
  if (running.length === 0 || dialing.length === 0) return [];
  const listeners = listenersByPort(running);
  return dialing.flatMap(({ from, addresses }) => flowsFrom(from, addresses, running, listeners));
}

function flowsFrom(
  from: ContainerView,
  addresses: readonly LocalAddress[],
  running: readonly ContainerView[],
  listeners: ReadonlyMap<number, readonly Listener[]>,
): DataFlow[] {
  const flows = new Map<string, DataFlow>();
  for (const { ports, value } of addresses) {
    const found = findListener(from, ports, running, listeners);
    if (!found) continue;
    const { listener, port } = found;
    const key = `${running.indexOf(listener.container)}:${port}`;
    if (flows.has(key)) continue;
    const via = { kind: 'localhost' as const, port, declared: listener.declared };
    flows.set(key, { from, to: listener.container, directed: true, via, spans: [value.span, listener.span] });
  }
  return [...flows.values()];
}

/** The container that has one of the ports: it says so, or no other one can. Undefined where the dialer has it itself. */
function findListener(
  from: ContainerView,
  ports: readonly number[],
  running: readonly ContainerView[],
  listeners: ReadonlyMap<number, readonly Listener[]>,
): { listener: Listener; port: number } | undefined {
  for (const port of ports) {
    if (openPortsOf(from).some((own) => own.port === port && own.from !== 'default')) return undefined;
    const listener = listeners.get(port)?.find(({ container }) => container !== from);
    if (listener && startsBefore(listener.container, from)) return { listener, port };
  }
  const [port] = ports;
  if (port === undefined || from.lifecycle === 'init' || openPortsOf(from).some((own) => ports.includes(own.port))) {
    return undefined;
  }
  const silent = running.filter((container) => container !== from && container.ports.length === 0);
  const [only] = silent;
  if (!only || silent.length > 1) return undefined;
  return { listener: { container: only, span: only.anchor, declared: false }, port };
}

/** A plain init container can only reach the sidecar containers before it. */
function startsBefore(server: ContainerView, client: ContainerView): boolean {
  return client.lifecycle !== 'init' || (server.lifecycle === 'sidecar' && server.index < client.index);
}

/** The surest first: declared ports, flags, probes, product defaults. */
function listenersByPort(running: readonly ContainerView[]): ReadonlyMap<number, readonly Listener[]> {
  const listeners = new Map<number, Listener[]>();
  for (const origin of ['declared', 'flag', 'probe', 'default'] as const) {
    for (const container of running) {
      const open =
        origin === 'probe' ? probedPortsOf(container) : openPortsOf(container).filter(({ from }) => from === origin);
      for (const { port, span } of open) {
        const listener = { container, span, declared: origin === 'declared' };
        const others = listeners.get(port);
        if (others) others.push(listener);
        else listeners.set(port, [listener]);
      }
    }
  }
  return listeners;
}
