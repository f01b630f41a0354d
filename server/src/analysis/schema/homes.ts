import { asMap, asSeq, entryOf } from '../../syntax/access.js';
import type { YamlContent, YamlMap } from '../../syntax/nodes.js';
import type { Place, UnknownField } from './fault.js';
import { scalarFits } from './scalar-fits.js';
import type { FieldType, ObjectType } from './types.js';

/** The object that a misplaced field belongs to. */
export interface Home {
  /** An object around the field, or the one that has it. */
  readonly from: Place;
  /** The fields that lead down from there to the home; none where `from` is the home itself. */
  readonly steps: readonly string[];
  readonly type: ObjectType;
  /** Whether a list is on the way down. */
  readonly inList: boolean;
}

/** Fields that so many objects have that their name says nothing about where they belong. */
const COMMON: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'kind',
  'apiVersion',
  'key',
  'path',
  'port',
  'host',
  'type',
  'value',
  'items',
  'optional',
  'driver',
  'user',
]);

/** How many objects down a field may belong: from its own object, from that one's parent, from those further out. */
const DEPTHS = [3, 2] as const;
const OUTER_DEPTH = 1;

/** Lists of containers are alike; what belongs to a container is looked for in the first of them. */
const OTHER_CONTAINERS: ReadonlySet<string> = new Set(['initContainers', 'ephemeralContainers']);

/**
 * Where an unknown field belongs, if its name and value say so: to an object around it, to one inside the object that has
 * it, or to one beside that. Undefined where there is no such place, or more than one as likely.
 */
export function homeOf(fault: UnknownField): Home | undefined {
  return outerHome(fault) ?? innerHome(fault);
}

/** Whether a home has a field of this name that is still free and takes the value. */
export function takes(home: Home, { key, pair }: UnknownField): boolean {
  const field = home.type.fields.get(key);
  return field !== undefined && fits(pair.value, field) && !isSet(mapAt(home), key);
}

/** As `takes`, but a field with a name that hardly any other object has may be set there as well. */
function couldTake(home: Home, fault: UnknownField): boolean {
  const { key, pair } = fault;
  const field = home.type.fields.get(key);
  return field !== undefined && fits(pair.value, field) && (!COMMON.has(key) || takes(home, fault));
}

/** The map of a home; undefined where the YAML does not have it, or has several. */
export function mapAt({ from, steps }: Home): YamlMap | undefined {
  return steps.reduce<YamlMap | undefined>((map, step) => {
    const value = entryOf(map, step)?.value;
    const list = asSeq(value);
    return list ? asMap(list.items.length === 1 ? list.items[0] : undefined) : asMap(value);
  }, from.map);
}

/** Whether a field could hold a value, as far as one can see without looking into it. */
export function fits(content: YamlContent | undefined, { shape, value }: FieldType): boolean {
  if (!content || content.kind === 'alias' || value === 'any') return true;
  if (content.kind === 'scalar' && content.value === null) return true;
  if (shape !== 'one') return content.kind === (shape === 'list' ? 'seq' : 'map');
  if (typeof value !== 'string') return content.kind === 'map';
  return content.kind === 'scalar' && scalarFits(content, value);
}

function outerHome(fault: UnknownField): Home | undefined {
  const { key, pair, place } = fault;
  for (let from = place.parent; from; from = from.parent) {
    const field = from.type.fields.get(key);
    if (!field || !fits(pair.value, field)) continue;
    if (!isSet(from.map, key) || !COMMON.has(key)) return { from, steps: [], type: from.type, inList: false };
  }
  return undefined;
}

function innerHome(fault: UnknownField): Home | undefined {
  let outward = 0;
  for (let from: Place | undefined = fault.place; from; from = from.parent, outward++) {
    if (outward > 0 && COMMON.has(fault.key)) return undefined;
    const found = lookDown({ from, steps: [], type: from.type, inList: false }, DEPTHS[outward] ?? OUTER_DEPTH, fault);
    if (found) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** The homes that are the fewest objects down. */
function lookDown(start: Home, depth: number, fault: UnknownField): readonly Home[] | undefined {
  let level: readonly Home[] = [start];
  for (let down = 0; down < depth; down++) {
    level = level.flatMap(innerObjects);
    const homes = level.filter((home) => couldTake(home, fault));
    const given = homes.filter((home) => mapAt(home));
    if (homes.length > 0) return given.length > 0 ? given : homes;
  }
  return undefined;
}

function innerObjects({ from, steps, type, inList }: Home): Home[] {
  return [...type.fields].flatMap(([name, { shape, value }]) =>
    typeof value === 'string' || shape === 'map' || OTHER_CONTAINERS.has(name)
      ? []
      : [{ from, steps: [...steps, name], type: value, inList: inList || shape === 'list' }],
  );
}

function isSet(map: YamlMap | undefined, key: string): boolean {
  return entryOf(map, key) !== undefined;
}
