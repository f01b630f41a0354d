import { oncePer } from '../../syntax/once-per.js';
import type { Manifest } from '../model/model.js';
import { decode } from './decoding.js';
import type { Place, UnknownField } from './fault.js';
import { type Home, homeOf, takes } from './homes.js';
import { likelyName, possibleName, sameLetters } from './spelling.js';
import type { FieldType } from './types.js';

/** Why a field is unknown. */
export type Cause = Misspelt | Misplaced | Unknown;

export interface Misspelt {
  readonly kind: 'misspelt';
  readonly fault: UnknownField;
  readonly name: string;
  /** Whether nothing but upper case and dashes differ. */
  readonly sure: boolean;
  /** Whether the two are one letter apart, or people often take the one word for the other. */
  readonly likely: boolean;
}

export interface Misplaced {
  readonly kind: 'misplaced';
  /** All of one object that belong to the same place, in source order. */
  readonly faults: readonly [UnknownField, ...UnknownField[]];
  readonly home: Home;
}

export interface Unknown {
  readonly kind: 'unknown';
  readonly fault: UnknownField;
}

/** A map with keys of any name is no object. */
const NO_FIELDS: ReadonlyMap<string, FieldType> = new Map();

/** The causes of an object's unknown fields, one for all that have the same. Cached by manifest; never throws. */
export const causesOf = oncePer((manifest: Manifest): readonly Cause[] =>
  [...placesOf(manifest).values()].flatMap(causesAt),
);

function placesOf(manifest: Manifest): ReadonlyMap<Place, readonly UnknownField[]> {
  const places = new Map<Place, UnknownField[]>();
  for (const fault of decode(manifest).faults) {
    if (fault.kind !== 'unknown-field') continue;
    const group = places.get(fault.place);
    if (group) group.push(fault);
    else places.set(fault.place, [fault]);
  }
  return places;
}

function causesAt(faults: readonly UnknownField[]): readonly Cause[] {
  const first = faults.map(causeOf);
  const homes = first.flatMap((cause) => (cause.kind === 'misplaced' ? [cause.home] : []));
  const joined = new Map<string, [UnknownField, ...UnknownField[]]>();
  return first.flatMap((cause): Cause[] => {
    const [fault] = cause.kind === 'misplaced' ? cause.faults : [cause.fault];
    // `port` alone may belong to several handlers of a probe; beside `path` it belongs where that does.
    const home =
      cause.kind === 'misplaced' ? cause.home : cause.kind === 'unknown' && homes.find((each) => takes(each, fault));
    if (!home) return [cause];
    const key = identityOf(home);
    const group = joined.get(key);
    if (group) {
      group.push(fault);
      return [];
    }
    const own: [UnknownField, ...UnknownField[]] = [fault];
    joined.set(key, own);
    return [{ kind: 'misplaced', faults: own, home }];
  });
}

function causeOf(fault: UnknownField): Cause {
  const same = sameLetters(fault);
  if (same !== undefined) return { kind: 'misspelt', fault, name: same, sure: true, likely: true };
  const likely = likelyName(fault);
  if (likely !== undefined) return { kind: 'misspelt', fault, name: likely, sure: false, likely: true };
  const home = entryHome(fault) ?? homeOf(fault);
  if (home) return { kind: 'misplaced', faults: [fault], home };
  const name = possibleName(fault);
  return name === undefined
    ? { kind: 'unknown', fault }
    : { kind: 'misspelt', fault, name, sure: false, likely: false };
}

/** A label right below a selector, a resource right below `resources`: their field with keys of any name is left out. */
function entryHome({ place, key, pair }: UnknownField): Home | undefined {
  if (pair.value?.kind !== 'scalar') return undefined;
  const { name } = place.type;
  const isResource = /^(?:cpu|memory|storage|ephemeral-storage|hugepages-.+|.+\/.+)$/.test(key);
  const field =
    name === 'LabelSelector'
      ? 'matchLabels'
      : isResource && /ResourceRequirements$/.test(name)
        ? 'requests'
        : undefined;
  return field === undefined
    ? undefined
    : { from: place, steps: [field], type: { name: field, fields: NO_FIELDS }, inList: false };
}

function identityOf({ from, steps }: Home): string {
  let depth = 0;
  for (let place = from.parent; place; place = place.parent) depth++;
  return `${depth} ${steps.join('.')}`;
}
