import { oncePer } from '../../syntax/once-per.js';
import type { Located, Span } from '../../syntax/span.js';
import { type Flag, flagsOf } from '../commands/flags.js';
import { isPort } from '../commands/local-addresses.js';
import { openPortsOf } from '../commands/open-ports.js';
import type { ContainerView, ProbeView } from '../model/model.js';
import { isPlaceholder } from '../model/placeholder.js';
import type { Pod } from '../pod.js';
import { loopbackDefaults } from './loopback-defaults.js';
import { portNumber } from './service-targets.js';
import { runningContainers } from './workload.js';

/** A port that a container opens on localhost alone: nobody outside of the pod reaches it, the kubelet neither. */
export interface LoopbackListener {
  readonly port: number;
  /** The text that says so; undefined where it is the product's default. */
  readonly word: Located<string> | undefined;
  /** What `word` becomes, or the flag to add, so that it listens on all addresses; undefined where it better does not. */
  readonly remedy: string | undefined;
}

/** Flags that say where a program itself listens. */
const LISTENING =
  /^(?!.*(?:advertise|upstream|remote|target|backend|allow))(?:[\w.-]*(?:listen|bind)[\w.-]*|(?:(?:http|https|metrics|health|health-probe|probe|telemetry|grpc|web|admin|pprof|debug)-)?addr(?:ess)?)$/;
const LOOPBACK = /^((?:https?:\/\/)?)(?:127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/;
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|::1)$/;
/** Flags with a host, whose port stands in another one: `--telemetry-host` and `--telemetry-port`. */
const HOST_FLAG = /^((?:(?:bind|listen|telemetry|metrics|health|http|web|grpc|admin)-)?)(?:host|address|addr|ip)$/;

/**
 * The port of a container, if it is open on localhost alone: as its flags say, or as its product does where they say
 * nothing of it. Undefined where the same port may be open to everybody, by this container or another one, and in a mesh,
 * whose proxy may pass requests on to localhost.
 */
export function loopbackListenerAt(pod: Pod, container: ContainerView, port: number): LoopbackListener | undefined {
  const listener = loopbackListeners(container).find((each) => each.port === port);
  if (!listener || isInMesh(pod)) return undefined;
  const others = runningContainers(pod.spec).filter((each) => each !== container);
  return others.some((each) => openPortsOf(each).some((open) => open.port === port)) ? undefined : listener;
}

/** A probe that asks a port which its container opens on localhost alone. */
export interface UnreachedProbe {
  readonly kind: ProbeView['kind'];
  /** Where the probe says its port. */
  readonly span: Span;
  readonly listener: LoopbackListener;
}

/** The probes that the kubelet asks in vain. One with a host of its own may well ask localhost, on the node's network. */
export function unreachedProbes(pod: Pod, container: ContainerView): readonly UnreachedProbe[] {
  return container.probes.flatMap(({ kind, handler }) => {
    const port = handler?.host ? undefined : handler?.port;
    const number = port && portNumber(container, port.value);
    const listener = number === undefined ? undefined : loopbackListenerAt(pod, container, number);
    return port && listener ? [{ kind, span: port.span, listener }] : [];
  });
}

const loopbackListeners = oncePer((container: ContainerView): readonly LoopbackListener[] => {
  const flags = flagsOf(container);
  const defaults = mayHaveMoreFlags(container)
    ? []
    : loopbackDefaults(container).map((each) => ({ ...each, word: undefined }));
  const found = [...byAddress(flags), ...byHost(flags), ...defaults];
  return found.filter(({ port }) => !flags.some((flag) => opensToAll(flag, port)));
});

/** Whether a placeholder stands among the arguments, for which any flag may be put in. */
function mayHaveMoreFlags({ command, args }: ContainerView): boolean {
  return [...command, ...args].some(({ value }) => !value.startsWith('-') && isPlaceholder(value));
}

/** `--http-address=127.0.0.1:4180`. */
function byAddress(flags: readonly Flag[]): LoopbackListener[] {
  return flags.flatMap(({ name, value, word }) => {
    const [, scheme, digits] = (LISTENING.test(name) && LOOPBACK.exec(value ?? '')) || [];
    const port = Number(digits);
    if (value === undefined || !isPort(port)) return [];
    return [{ port, word, remedy: replaced(word, value, `${scheme}0.0.0.0:${port}`) }];
  });
}

/** `--telemetry-host=127.0.0.1`, `--telemetry-port=8082`. */
function byHost(flags: readonly Flag[]): LoopbackListener[] {
  return flags.flatMap(({ name, value, word }) => {
    const [, stem] = HOST_FLAG.exec(name) ?? [];
    const port = Number(stem === undefined ? undefined : flags.find((each) => each.name === `${stem}port`)?.value);
    if (value === undefined || !LOOPBACK_HOST.test(value) || !isPort(port)) return [];
    return [{ port, word, remedy: replaced(word, value, '0.0.0.0') }];
  });
}

/** The text with another value; undefined in a script, whose lines are not rewritten. */
function replaced({ value: text }: Located<string>, value: string, other: string): string | undefined {
  const stem = text.slice(0, text.length - value.length);
  return text.endsWith(value) && /^(?:--?[\w.-]+=)?$/.test(stem) ? stem + other : undefined;
}

function opensToAll({ name, value = '' }: Flag, port: number): boolean {
  return LISTENING.test(name) && value.endsWith(`:${port}`) && !LOOPBACK.test(value);
}

function isInMesh(pod: Pod): boolean {
  const isProxy = (purpose: string) => purpose === 'mesh-proxy';
  return (
    pod.injected.some((each) => isProxy(each.function)) ||
    pod.spec.containers.some((each) => isProxy(pod.verdictOf(each).function))
  );
}
