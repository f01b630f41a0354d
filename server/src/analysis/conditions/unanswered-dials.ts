import { oncePer } from '../../syntax/once-per.js';
import { productOf } from '../catalogue/catalogue.js';
import { type LocalAddress, localAddressesOf } from '../commands/local-addresses.js';
import { openPortsOf, probedPortsOf } from '../commands/open-ports.js';
import { programOf } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { businessPorts } from './business-ports.js';
import { hasUnseenConfig } from './unseen-config.js';
import { isWhole, runningContainers } from './workload.js';

/** An address on localhost that a running container dials and that nobody in its pod has, as far as the manifest shows. */
export interface UnansweredDial {
  readonly container: ContainerView;
  readonly address: LocalAddress;
  /** The port, or the first one of those that the address may mean. */
  readonly port: number;
}

const LOCAL_ADDRESS = /(?:localhost|127\.0\.0\.1|\[::1\]):\d+/g;
/** A flag for a port whose value nobody knows yet: `--port=$(PORT)`, `tcp:[PORT]`. */
const UNSETTLED_PORT = /(?:port|listen|bind|addr(?:ess)?)(?:=|\s)["']?(?:[$<{]|\[[A-Z])|tcp:(?:[\d.]+:)?[$<{[]/i;

/** Settings with addresses that a person's browser asks, and with the container's own. */
const FOR_OTHERS =
  /^(?:NEXT|NUXT|VITE|REACT|VUE|GATSBY)_|^NEXTAUTH_|CORS|ORIGINS?$|^HOST(?:NAME)?$|(?:^|_)(?:BASE|PUBLIC|APP|APPLICATION|SITE|WEB|WEBSITE|ROOT|FRONT_?END|UI|CLIENT|BROWSER|CALLBACK|ISSUER|LOGIN|LOGOUT|EXTERNAL)_?(?:URL|URI|ADDRESS|DOMAIN)$/i;
/** Flags and variables of what a program opens beside its work; a flag for a plain address may be where it listens. */
const OWN =
  /pprof|socks|debug|profil|metrics|telemetry|status|probe|expvar|inspect|jmx|jdwp|console|^-.*addr(?:ess)?$/i;

/**
 * The addresses on localhost that nobody answers. None where somebody unseen may: on the node's network, beside an
 * injected container, or beside a container of which neither the manifest nor the catalogue tells the ports.
 */
export const unansweredDials = oncePer(findDials);

function findDials(pod: Pod): readonly UnansweredDial[] {
  const running = runningContainers(pod.spec);
  const dialing = running.filter((container) => localAddressesOf(container).length > 0);
  if (dialing.length === 0 || !showsAllListeners(pod)) return [];
  const known = new Map<number, boolean>();
  const isOpen = (port: number) => {
    const open = known.get(port) ?? mayBeOpen(pod, port);
    known.set(port, open);
    return open;
  };
  return dialing.flatMap((container) => {
    const isSure = running.every((each) => each === container || tellsItsPorts(pod, each));
    return localAddressesOf(container).flatMap((address) => {
      const [port] = address.ports;
      if (
        !isSure ||
        port === undefined ||
        isUnsettled(container, address) ||
        isSwitchedOff(container, address) ||
        address.ports.some(isOpen)
      )
        return [];
      return [{ container, address, port }];
    });
  });
}

/** Whether the port comes from elsewhere: `localhost:$(PORT)`, or a `DB_PORT` beside `DB_HOST` that a Secret gives. */
function isUnsettled({ env, envFrom }: ContainerView, { value, through }: LocalAddress): boolean {
  if (/(?:localhost|127\.0\.0\.1|\[::1\])["']?:\D/.test(value.value)) return true;
  if (/(?:localhost|127\.0\.0\.1|\[::1\])["']?:\d/.test(value.value)) return false;
  const beside = env.find(({ name }) => isPortBeside(through, name.value));
  return beside ? !/^\d+$/.test(beside.value?.value ?? '') : envFrom.length > 0;
}

/** Whether another setting says that it is not in use: `REDIS_ENABLED=false` beside `REDIS_URL`. */
function isSwitchedOff({ env }: ContainerView, { through }: LocalAddress): boolean {
  const [stem = ''] = through.toUpperCase().split('_');
  return env.some(
    ({ name, value }) =>
      /ENABLE|USE_|ACTIVE/.test(name.value.toUpperCase()) &&
      name.value.toUpperCase().split('_').includes(stem) &&
      /^(?:false|0|no|off)$/i.test(value?.value ?? ''),
  );
}

/** Whether everybody who may listen on localhost stands in the manifest. */
export function showsAllListeners(pod: Pod): boolean {
  return isWhole(pod) && pod.injected.length === 0 && pod.spec.hostNetwork?.value !== true;
}

/** Whether the ports are known on which a container listens: it says them, or the catalogue does. */
function tellsItsPorts(pod: Pod, container: ContainerView): boolean {
  if (UNSETTLED_PORT.test(textOf(container))) return false;
  if (isToldToOpen(container)) return true;
  // A proxy's or collector's listeners stand in its configuration.
  if (hasUnseenConfig(pod, container)) return false;
  // Neither are variables seen that come from elsewhere, by which proxies in containers are told their ports.
  if (container.envFrom.length > 0 && productOf(container)?.role === 'ambassador') return false;
  const product = productOf(container);
  // A helper without a port reads files or watches the API; a tunnel without one may open any.
  return openPortsOf(container).length > 0 || product?.role === 'sidecar' || product?.role === 'adapter';
}

/** Whether a database's proxy says its ports by flags, which its files do not change. */
function isToldToOpen(container: ContainerView): boolean {
  return productOf(container)?.function === 'db-proxy' && businessPorts(container).some(({ from }) => from === 'flag');
}

/** Whether a running container has the port, or a text of the pod names it for something else than to dial it. */
function mayBeOpen(pod: Pod, port: number): boolean {
  const named = new RegExp(String.raw`(?<!\d)${port}(?!\d)`);
  return (
    runningContainers(pod.spec).some((container) => listensOn(container, port) || namesPort(container, port, named)) ||
    pod.configMaps.some(({ data }) => [...data.values()].some(({ value }) => named.test(value)))
  );
}

/** Whether a container declares the port, is told to open it or is probed on it, or has it by its product's default. */
function listensOn(container: ContainerView, port: number): boolean {
  const open = openPortsOf(container);
  const isTold = isToldToOpen(container);
  return (
    open.some((each) => each.port === port && !(isTold && each.from === 'default')) ||
    probedPortsOf(container).some((each) => each.port === port)
  );
}

/** Whether the address is a variable's or a flag's value: a script with one may start the server itself. */
export function isSetting({ container, address: { value, through } }: UnansweredDial): boolean {
  const isVariable = container.env.some((each) => each.value?.span.start === value.span.start);
  return isVariable || (through.startsWith('-') && !/\s/.test(value.value.trim()));
}

/** Whether the setting is for connecting to another program of the pod, as far as its name tells. */
export function isMeantToDial(dial: UnansweredDial): boolean {
  const { through } = dial.address;
  return isSetting(dial) && !FOR_OTHERS.test(through) && !OWN.test(through);
}

function namesPort(container: ContainerView, port: number, named: RegExp): boolean {
  const isDialed = (name: string) =>
    localAddressesOf(container).some(({ ports, through }) => ports.includes(port) && isPortBeside(through, name));
  const variables = container.env.filter(({ name }) => !isDialed(name.value)).map(({ value }) => value?.value ?? '');
  const texts = [...programOf(container).words.map(({ value }) => value), ...variables];
  return texts.some((text) => named.test(text.replace(LOCAL_ADDRESS, '')));
}

/** `DB_PORT` beside `DB_HOST`. */
export function isPortBeside(host: string, name: string): boolean {
  const stem = host.replace(/_?(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT|IP)$/i, '');
  return /port/i.test(name) && stem !== host && name.toLowerCase().startsWith(stem.toLowerCase());
}

function textOf(container: ContainerView): string {
  const variables = container.env.map(({ name, value }) => `${name.value}=${value?.value ?? '$'}`);
  return [...programOf(container).words.map(({ value }) => value), ...variables].join(' ');
}
