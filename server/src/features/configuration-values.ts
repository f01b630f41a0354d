import { nearestName } from '../analysis/conditions/nearest-name.js';
import type { Message } from '../analysis/message.js';
import type { DataPath } from '../syntax/data.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';

/** What a configuration says in vain, with the way to it; `key` where the key itself is wrong. */
export interface ConfigurationProblem {
  readonly path: DataPath;
  readonly what: 'key' | 'value';
  readonly message: Message;
}

const CONFIGURATION = {
  id: 'configuration',
  messages: {
    syntax: 'no valid YAML, so a part of this configuration may not count: {reason}',
    notMap: 'a configuration is a map of settings',
    unknownKey: "there is no setting '{key}'",
    unknownKeyMeant: "there is no setting '{key}'; did you mean '{nearest}'?",
    unknownRule: "there is no rule '{key}'",
    unknownRuleMeant: "there is no rule '{key}'; did you mean '{nearest}'?",
    oneOf: "'{key}' is one of: {values}",
    truth: "'{key}' is true or false",
    map: "'{key}' is a map",
    list: "'{key}' is a list",
    texts: "'{key}' is a text or a list of texts",
    count: "'{key}' is a whole number above zero",
    port: 'a port is a number from 1 to 65535',
    version: "'{key}' is latest or a version such as 1.34",
    quantity: "'{key}' is a quantity such as 16 or 64Gi",
    noRules: 'an override sets the severity of `rules`, which are missing',
    noRole: 'what is said of an image begins with its `role`',
    repository: "'{key}' is no image repository: leave out tag, digest and blanks",
    functionOfRole: "'{function}' is no function of this role; those are: {values}",
  },
};

/** The table of this file, for tests of translations. */
export const configurationMessages: MessageOwner = CONFIGURATION;

/** What is wrong with a configuration, in the translation's language. */
export function configurationText({ message }: ConfigurationProblem, translation?: Translation): string {
  return textOf(CONFIGURATION, message, translation);
}

/** A value somewhere in a configuration; what is wrong in it is added to `problems`. */
export interface Place {
  readonly value: unknown;
  readonly path: DataPath;
  readonly problems: ConfigurationProblem[];
}

/** The value under a key. */
export function under(place: Place, key: string): Place {
  const { value } = place;
  return { ...place, value: isRecord(value) ? value[key] : undefined, path: [...place.path, key] };
}

/** Says what is wrong with a value, or with its key. */
export function complain(
  { path, problems }: Place,
  id: keyof typeof CONFIGURATION.messages,
  args: Message['args'] = {},
  what: ConfigurationProblem['what'] = 'value',
): undefined {
  problems.push({ path, what, message: { id, args: { key: keyOf(path), ...args } } });
}

/** Says that a key is none of those that are known, and which one was probably meant. */
export function complainOfKey(place: Place, known: readonly string[], kind: 'Key' | 'Rule'): undefined {
  const key = keyOf(place.path);
  const likely = known.filter((each) => Math.abs(each.length - key.length) <= key.length / 3);
  const nearest = nearestName(key, likely);
  if (nearest === undefined) complain(place, `unknown${kind}`, {}, 'key');
  else complain(place, `unknown${kind}Meant`, { nearest }, 'key');
}

/*
 * What a value is, each undefined where it is missing or null, and where it is something else, which is complained about.
 */

export function truth(place: Place): boolean | undefined {
  return parsed(place, (value) => (typeof value === 'boolean' ? value : undefined), 'truth');
}

/** The value that `read` makes; where it makes none, `problem` says what is expected. */
export function parsed<T>(
  place: Place,
  read: (value: unknown) => T | undefined,
  problem: keyof typeof CONFIGURATION.messages,
): T | undefined {
  if (isMissing(place)) return undefined;
  return read(place.value) ?? complain(place, problem);
}

export function oneOf<T extends string>(place: Place, values: readonly T[]): T | undefined {
  if (isMissing(place)) return undefined;
  return values.find((each) => each === place.value) ?? complain(place, 'oneOf', { values: values.join(', ') });
}

/** The values of a map, of which only the keys `known` are expected. */
export function map<Key extends string>(place: Place, known: readonly Key[]): ((key: Key) => Place) | undefined {
  const entries = entriesOf(place);
  for (const each of entries ?? [])
    if (!known.some((key) => key === keyOf(each.path))) complainOfKey(each, known, 'Key');
  return entries && ((key) => under(place, key));
}

/** The entries of a map with keys of any name. */
export function entriesOf(place: Place): readonly Place[] | undefined {
  if (isMissing(place)) return undefined;
  if (!isRecord(place.value)) return complain(place, place.path.length === 0 ? 'notMap' : 'map');
  return Object.keys(place.value).map((key) => under(place, key));
}

export function list(place: Place): readonly Place[] | undefined {
  if (isMissing(place)) return undefined;
  if (!Array.isArray(place.value)) return complain(place, 'list');
  return place.value.map((value: unknown, index) => ({ ...place, value, path: [...place.path, index] }));
}

/** A list of texts; a single text stands for a list of one. */
export function texts(place: Place): readonly string[] | undefined {
  return parsed(
    place,
    (value) => {
      const all: readonly unknown[] = Array.isArray(value) ? value : [value];
      const read = all.filter((each) => typeof each === 'string');
      return read.length === all.length ? read : undefined;
    },
    'texts',
  );
}

/** The last key on the way to a value. */
export function keyOf(path: DataPath): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

function isMissing({ value }: Place): boolean {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
