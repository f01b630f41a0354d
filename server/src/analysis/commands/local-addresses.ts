import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import { itemOfWord, programOf } from './program.js';

/** A place where a container names a port of its own pod as something to connect to. */
export interface LocalAddress {
  /** The ports that are meant; more than one where the text names a kind of server and no port. */
  readonly ports: readonly number[];
  /** The text that says so, with its place. */
  readonly value: Located<string>;
  /** Name of the environment variable, or the flag or program. */
  readonly through: string;
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];
/** `[::1]`. */
const SHORTEST_MENTION = 5;
const PART_OF_A_NAME = /[\w.-]/;
/** Default ports of URL schemes, client programs and what variables are named after. */
const PORT_OF_KIND: readonly (readonly [kind: RegExp, ports: readonly number[]])[] = [
  [/^https$/, [443]],
  [/^(?:http|curl|wget)$/, [80]],
  [/postgres|^pg|psql/, [5432]],
  [/mysql|maria/, [3306]],
  [/redis|valkey/, [6379]],
  [/mongo/, [27017]],
  [/memcache/, [11211]],
  [/rabbit|amqp/, [5672]],
  [/kafka/, [9092]],
  [/elastic/, [9200]],
  [/statsd|dogstatsd/, [8125]],
  [/dd_?(?:agent|trace)|datadog/, [8126, 8125]],
  [/jaeger/, [6831, 6832, 5778]],
  [/otel|otlp/, [4317, 4318]],
  [/ldap/, [389]],
  [/vault/, [8200]],
  [/(?:^|_)(?:db|database|sql|instance)(?:_|$)/, [5432, 3306, 1433]],
];
/** Flags and variables whose address is the container's own: where it listens, what it allows or announces. */
const OWN_ADDRESS =
  /listen|bind|admin|health|advertise|allow|origin|trusted|no_?proxy|cors|redirect|metrics-?_?addr|^-*https?-?_?addr|external-?_?url|self/i;
const LISTENING_FLAG = /^--?(?:address|addr|http|grpc|serve|server-address|host-ip)$/i;

/** The addresses on localhost that the container dials, from env, arguments and scripts; read once. */
export const localAddressesOf = oncePer((container: ContainerView): readonly LocalAddress[] => [
  ...inEnvironment(container),
  ...inArguments(container),
]);

/** Default ports of a URL scheme, a client program, or a variable's stem; none where it says nothing. */
export function portsOfKind(kind: string): readonly number[] {
  const lower = kind.toLowerCase();
  return PORT_OF_KIND.find(([pattern]) => pattern.test(lower))?.[1] ?? [];
}

function inEnvironment({ env }: ContainerView): LocalAddress[] {
  if (!env.some(({ value }) => value && mentionsLocalhost(value.value))) return [];
  const variables = env.map(({ name, value }) => [name.value, value?.value ?? ''] as const);
  return env.flatMap(({ name, value }) => (value ? inVariable(name.value, value.value, value, variables) : []));
}

/** The addresses on localhost in environment variables that come from elsewhere; `place` is where the manifest says so. */
export function addressesInVariables(variables: Variables, place: Located<string>): LocalAddress[] {
  return variables.flatMap(([name, value]) => inVariable(name, value, place, variables));
}

type Variables = readonly (readonly [name: string, value: string])[];

function inVariable(name: string, text: string, place: Located<string>, variables: Variables): LocalAddress[] {
  if (!mentionsLocalhost(text) || OWN_ADDRESS.test(name)) return [];
  return hostsIn(text).flatMap(({ scheme, port, ownFlag }) => {
    if (ownFlag) return [];
    const stem = /^(.*?)_?(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT|IP)$/i.exec(name)?.[1];
    const ports =
      port ?? (stem === undefined ? undefined : siblingPort(variables, stem)) ?? portsOfKind(scheme ?? stem ?? name);
    return [{ ports: typeof ports === 'number' ? [ports] : ports, value: place, through: name }];
  });
}

/** `DB_PORT` beside `DB_HOST`. */
function siblingPort(variables: Variables, stem: string): number | undefined {
  const names = [`${stem}_PORT`, `${stem}PORT`, `${stem}_PORT_NUMBER`].map((name) => name.toLowerCase());
  const port = Number(variables.find(([name]) => names.includes(name.toLowerCase()))?.[1]);
  return isPort(port) ? port : undefined;
}

function* inArguments(container: ContainerView): Iterable<LocalAddress> {
  const runs = programOf(container);
  if (!runs.words.some(({ value }) => mentionsLocalhost(value))) return;
  for (const command of runs.commands) {
    const { program, words: texts } = command;
    for (const [index, text] of texts.entries()) {
      if (!mentionsLocalhost(text)) continue;
      const before = texts[index - 1] ?? '';
      const flag = /^(--?[\w.-]+)=/.exec(text)?.[1] ?? (before.startsWith('-') && !before.includes('=') ? before : '');
      if (OWN_ADDRESS.test(flag) || LISTENING_FLAG.test(flag) || program === 'echo') continue;
      const value = itemOfWord(runs.words, command, index);
      for (const { scheme, port, variable, ownFlag } of hostsIn(text)) {
        if (ownFlag) continue;
        const named = port ?? Number(variable && runs.variables.get(variable));
        const ports = isPort(named)
          ? [named]
          : (portFlag(texts) ?? portBehind(text, texts[index + 1]) ?? portsOfKind(scheme ?? program));
        yield { ports, value, through: flag || program || text };
      }
    }
  }
}

/** `nc localhost 5432`. */
function portBehind(word: string, next: string | undefined): readonly number[] | undefined {
  const port = Number(next);
  return LOCAL_NAMES.includes(word) && isPort(port) ? [port] : undefined;
}

/** `--port 5432`, `--port=5432`, `-P 3306`, `-p6379`. */
function portFlag(words: readonly string[]): readonly number[] | undefined {
  for (const [index, word] of words.entries()) {
    const match = /^(?:--port|-[pP])=?(\d*)$/.exec(word);
    const port = Number(match && (match[1] || words[index + 1]));
    if (match && isPort(port)) return [port];
  }
  return undefined;
}

interface LocalHost {
  readonly scheme: string | undefined;
  readonly port: number | undefined;
  /** `localhost:$PORT`. */
  readonly variable: string | undefined;
  /** Whether the text before it is a flag for an own address, as in one long argument string. */
  readonly ownFlag: boolean;
}

/** Every mention of localhost in a text that can be an address. */
function hostsIn(text: string): LocalHost[] {
  const hosts: LocalHost[] = [];
  for (const name of LOCAL_NAMES) {
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length)) {
      const host = hostAt(text, start, start + name.length);
      if (host) hosts.push(host);
    }
  }
  return hosts;
}

function hostAt(text: string, start: number, end: number): LocalHost | undefined {
  if (start > 0 && PART_OF_A_NAME.test(text.charAt(start - 1))) return undefined;
  const after = text.slice(end, end + 40);
  if (/^[\w-]|^\.\w/.test(after)) return undefined;
  const port = Number(/^:(\d{1,5})\b/.exec(after)?.[1]);
  const before = text.slice(Math.max(0, start - 100), start);
  // A range of addresses is nobody to dial.
  if (/^\/(?:8|32)\b/.test(after) && !before.includes('://')) return undefined;
  const flag = before.includes('-') ? /(?:^|\s)(--?[\w.-]+)[= ]["']?(?:\w+:\/\/)?$/.exec(before)?.[1] : undefined;
  return {
    scheme: before.includes('://') ? /([a-z][a-z0-9+.-]*):\/\/(?:[^\s/]*@)?$/i.exec(before)?.[1] : undefined,
    port: isPort(port) ? port : undefined,
    variable: /^:\$[({]?(\w+)/.exec(after)?.[1],
    ownFlag: flag !== undefined && OWN_ADDRESS.test(flag),
  };
}

function mentionsLocalhost(text: string): boolean {
  return text.length >= SHORTEST_MENTION && LOCAL_NAMES.some((name) => text.includes(name));
}

export function isPort(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value < 65536;
}
