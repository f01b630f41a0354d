import type { Located } from '../../syntax/span.js';
import { isPort } from '../commands/local-addresses.js';
import type { ContainerView } from '../model/model.js';
import { isPlaceholder } from '../model/placeholder.js';

/** A literal address outside the pod that a setting of a container names. */
export interface RemoteAddress {
  readonly host: string;
  /** Undefined where neither the address nor a variable beside it says one. */
  readonly port: number | undefined;
  /** The text that says so, with its place. */
  readonly value: Located<string>;
  /** Where the host begins in the text. */
  readonly offset: number;
  /** Name of the variable or flag. */
  readonly through: string;
}

/** Longer texts are no addresses. */
const MAX_LENGTH = 500;
/** Settings that can hold an address. */
const ADDRESS_SETTING =
  /(?:host|hostname|url|uri|dsn|addr|address|server|endpoint|connection[_-]?string|data_source_name)s?$/i;
/** `scheme://user:password@host:port`, `user@tcp(host:port)`, `host=… port=…`, `host:port`, `host`. */
const HOST =
  /(?:^[a-z][\w+.:-]*:\/\/(?:[^\s/]*@)?|@(?:tcp)?\(|(?:^|\s)host=|^)([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?(?=$|[/?,;)\s])/i;
/** What settings of such names hold as well. */
const NO_HOST = /^(?:\d*|true|false|yes|no|on|off|none|null|default|auto|disabled?|enabled?)$/i;
const LOCAL = /^(?:localhost(?:\.localdomain)?|127(?:\.\d+){3}|0\.0\.0\.0|0|host\.docker\.internal)$/i;

/** The addresses of other hosts in a container's variables and flags, without what a placeholder or a variable gives. */
export function remoteAddressesOf({ env, command, args }: ContainerView): readonly RemoteAddress[] {
  const words = [...command, ...args];
  const flags = words.map((word, index) => ({ name: flagOf(word.value, words[index - 1]?.value), value: word }));
  const variables = env.map(({ name, value }) => ({ name: name.value, value }));
  return [...variables, ...flags].flatMap(({ name, value }) => {
    if (!name || !value || value.value.length > MAX_LENGTH || !ADDRESS_SETTING.test(name)) return [];
    const start = value.value.startsWith(`${name}=`) ? name.length + 1 : 0;
    const match = HOST.exec(value.value.slice(start));
    const [whole = '', host = '', digits] = match ?? [];
    if (!match || LOCAL.test(host) || NO_HOST.test(host) || isPlaceholder(host)) return [];
    const own = digits === undefined ? portBeside(name, variables) : Number(digits);
    const offset = start + match.index + whole.length - host.length - (digits === undefined ? 0 : digits.length + 1);
    return [{ host, port: own !== undefined && isPort(own) ? own : undefined, value, offset, through: name }];
  });
}

/** The flag that a word is the value of: its own beginning, or the word before it. */
function flagOf(word: string, before = ''): string | undefined {
  return (
    /^(--?[\w.-]+)=/.exec(word)?.[1] ?? (/^--?[\w.-]+$/.test(before) && !word.startsWith('-') ? before : undefined)
  );
}

/** Whether settings that the manifest does not show may name addresses: those of a ConfigMap, a Secret or a variable. */
export function hidesAddresses({ env, envFrom }: ContainerView): boolean {
  const isHidden = (value: string | undefined) => value === undefined || value.startsWith('$(');
  return (
    envFrom.length > 0 || env.some(({ name, value }) => ADDRESS_SETTING.test(name.value) && isHidden(value?.value))
  );
}

/** `DB_PORT` beside `DB_HOST`. */
function portBeside(
  name: string,
  variables: readonly { readonly name: string; readonly value: Located<string> | undefined }[],
): number | undefined {
  const stem = name.replace(/_?(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|ENDPOINT)$/i, '').toLowerCase();
  const beside = variables.find((each) => [`${stem}_port`, `${stem}port`].includes(each.name.toLowerCase()));
  return beside?.value && /^\d+$/.test(beside.value.value) ? Number(beside.value.value) : undefined;
}
