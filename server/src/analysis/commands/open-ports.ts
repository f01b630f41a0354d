import { oncePer } from '../../syntax/once-per.js';
import type { Span } from '../../syntax/span.js';
import { productOf } from '../catalogue/catalogue.js';
import type { ContainerView } from '../model/model.js';
import { isPort } from './local-addresses.js';
import { itemOfWord, programOf } from './program.js';

/** A port on which a container listens, and what says so. */
export interface OpenPort {
  readonly port: number;
  readonly span: Span;
  /** `declared` under `ports`; a `flag` or environment variable; a `default` of the product. */
  readonly from: 'declared' | 'flag' | 'default';
}

const LISTENING_FLAG =
  /^--?(?:[\w.-]*(?:listen|bind|serve(?!r)|http|https|grpc|web|proxy|secure)[\w.-]*|address|addr|port|p)$/i;
const LISTENING_VARIABLE = /^(?:\w+_)?(?:PORT|LISTEN|LISTEN_ADDR|LISTEN_ADDRESS|BIND_ADDR|BIND_ADDRESS|LISTEN_PORT)$/i;
/** `0.0.0.0:8080`, `127.0.0.1:8080`, `:8080`, `tcp:5432`, `TCP-LISTEN:80`, `8080`. */
const OWN_PORT =
  /(?:^|[=,]|(?:\b|(?<![\w.\]-]))(?:0\.0\.0\.0|127\.0\.0\.1|localhost|tcp|tcp4-listen|tcp-listen|\[::\]|\[::1\])?:)(\d{2,5})(?=$|[,\s])/i;
/** A database proxy's own port for an instance: `shop:europe:orders=tcp:5432,…`, `shop:europe:orders?port=5432`. */
const INSTANCE_PORT =
  /=tcp:(?:[\d.]+:)?(\d{2,5})(?=$|,)|^(?!\w+:\/\/)[\w.:/-]+\?(?:[\w-]+=[^&\s]*&)*port=(\d{2,5})(?=$|&)/g;
/** Without these a text names no port, and most words do without. */
const TWO_DIGITS = /\d\d/;
/** Programs whose `port` is the one that they dial. */
const CLIENTS = new Set([
  'psql',
  'pg_isready',
  'mysql',
  'mysqladmin',
  'redis-cli',
  'mongo',
  'mongosh',
  'curl',
  'wget',
  'ssh',
]);

/** The ports that a container opens, as far as the manifest or its product tells; the surest first. Read once. */
export const openPortsOf = oncePer((container: ContainerView): readonly OpenPort[] => [
  ...declaredPorts(container),
  ...flaggedPorts(container),
  ...variablePorts(container),
  ...defaultPorts(container),
]);

function declaredPorts({ ports }: ContainerView): OpenPort[] {
  return ports.map(({ port }) => ({ port: port.value, span: port.span, from: 'declared' }));
}

function flaggedPorts(container: ContainerView): OpenPort[] {
  const { commands, words } = programOf(container);
  const ports: OpenPort[] = [];
  for (const command of commands) {
    const { program, words: texts } = command;
    if (CLIENTS.has(program)) continue;
    for (const [index, text] of texts.entries()) {
      if (!TWO_DIGITS.test(text)) continue;
      const [flag = '', value] =
        text.startsWith('-') && text.includes('=') ? splitFlag(text) : [texts[index - 1] ?? '', text];
      for (const port of listeningPorts(program, flag, value)) {
        ports.push({ port, span: itemOfWord(words, command, index).span, from: 'flag' });
      }
    }
  }
  return ports;
}

function splitFlag(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function listeningPorts(program: string, flag: string, value: string): readonly number[] {
  const ofInstances = [...value.matchAll(INSTANCE_PORT)].map((match) => Number(match[1] ?? match[2]));
  if (ofInstances.length > 0) return ofInstances.filter(isPort);
  const listens = /^tcp4?-listen:/i.test(value) || (program === 'nc' && flag === '-p') || LISTENING_FLAG.test(flag);
  const port = listens ? portIn(value) : undefined;
  return port === undefined ? [] : [port];
}

function portIn(value: string): number | undefined {
  if (/:\/\/(?!0\.0\.0\.0|\[::\]|:)/.test(value)) return undefined;
  const port = Number(OWN_PORT.exec(value)?.[1]);
  return isPort(port) ? port : undefined;
}

function variablePorts({ env }: ContainerView): OpenPort[] {
  return env.flatMap(({ name, value }): OpenPort[] => {
    if (!value || !TWO_DIGITS.test(value.value) || !LISTENING_VARIABLE.test(name.value)) return [];
    const stem = name.value.replace(/_?PORT$/i, '').toLowerCase();
    const dials = stem !== '' && env.some((other) => isHostOf(stem, other.name.value.toLowerCase()));
    const port = dials ? undefined : portIn(value.value);
    return port === undefined ? [] : [{ port, span: value.span, from: 'flag' }];
  });
}

/** `DB_HOST` beside `DB_PORT`: that port is a server's, and dialed. */
function isHostOf(stem: string, name: string): boolean {
  return name.startsWith(stem) && /host|addr|address|server|url|endpoint/.test(name.slice(stem.length));
}

/**
 * The ports that the container's probes ask. A probe without a host asks the pod, and mostly the container that it belongs
 * to; that is less sure than what the container says of itself, so it is kept apart.
 */
export function probedPortsOf({ probes }: ContainerView): Omit<OpenPort, 'from'>[] {
  return probes.flatMap(({ handler }) => {
    const { port, host } = handler ?? {};
    return port && !host && typeof port.value === 'number' ? [{ port: port.value, span: port.span }] : [];
  });
}

function defaultPorts(container: ContainerView): OpenPort[] {
  const span = container.image?.span ?? container.anchor;
  return (productOf(container)?.ports ?? []).map((port) => ({ port, span, from: 'default' }));
}
