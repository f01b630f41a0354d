import { resolve } from '../../syntax/access.js';
import type { YamlContent, YamlMap, YamlNode, YamlPair, YamlSeq } from '../../syntax/nodes.js';
import { isPlaceholder, isPlaceholderEntry, isUnsettled } from '../model/placeholder.js';
import type { Fault, Place, Step, Wanted } from './fault.js';
import { scalarFits } from './scalar-fits.js';
import type { FieldType, ObjectType, ScalarType } from './types.js';

const MERGE = '<<';
/** SOPS encrypts values in their places, and keeps what it needs for that in a field of its own beside them. */
const ENCRYPTED = /^ENC\[/;
const SOPS = 'sops';
/** `REPLICAS`: where no text fits, a placeholder to people. */
const CAPITALS = /^[A-Z][A-Z0-9]{2,}$/;
const NO_STEPS: readonly Step[] = [];

interface Walk {
  readonly faults: Fault[];
  /** Types that the target of an alias was looked at as: an alias in an alias would take for ever otherwise. */
  readonly followed: Map<YamlNode, Set<ObjectType>>;
}

/** Where a value stands: below which object, and what holds it. */
interface Spot {
  readonly place: Place;
  readonly map: YamlMap | undefined;
  readonly pair: YamlPair | undefined;
}

/**
 * What in a map the API server cannot decode as an object of a type, in source order. Values that a template or somebody
 * else puts in later count as fitting, and so do directives of a patch (`$patch`). Never throws.
 */
export function faultsIn(map: YamlMap, type: ObjectType): readonly Fault[] {
  const walk: Walk = { faults: [], followed: new Map() };
  walkObject(map, { type, map, parent: undefined, steps: NO_STEPS }, walk);
  return walk.faults;
}

function walkObject(map: YamlMap, place: Place, walk: Walk): void {
  for (const pair of map.pairs) {
    const { key, value } = pair;
    if (key === undefined) continue;
    const field = place.type.fields.get(key);
    if (field) {
      if (value && !fitsAtOnce(value, field)) walkField(value, field, { place, map, pair }, walk);
    } else if (key === MERGE) {
      walkMerged(value, place, walk);
    } else if (!isDirective(key) && !mayBeFilled(pair, place) && !(key === SOPS && !place.parent)) {
      walk.faults.push({ kind: 'unknown-field', place, pair, key });
    }
  }
}

/** Whether a scalar stands where one is wanted, as behind most keys. */
function fitsAtOnce(content: YamlContent, { shape, value }: FieldType): boolean {
  return shape === 'one' && typeof value === 'string' && content.kind === 'scalar' && scalarFits(content, value);
}

function walkMerged(content: YamlContent | undefined, place: Place, walk: Walk): void {
  const node = resolve(content);
  const merged = node?.kind === 'seq' ? node.items.map(resolve) : [node];
  for (const each of merged) {
    if (each?.kind === 'map' && isNew(each, place.type, walk)) walkObject(each, { ...place, map: each }, walk);
  }
}

function walkField(content: YamlContent, { shape, value }: FieldType, spot: Spot, walk: Walk): void {
  if (shape === 'one') {
    walkValue(content, value, spot, NO_STEPS, walk);
    return;
  }
  const node = resolve(content);
  if (!node || isOpen(node)) return;
  if (shape === 'list' && node.kind === 'seq') walkItems(node, value, spot, walk);
  else if (shape === 'map' && node.kind === 'map') walkEntries(node, value, spot, walk);
  else addWrongType(node, { shape, value }, spot, NO_STEPS, walk);
}

function walkItems(seq: YamlSeq, value: ScalarType | ObjectType, { place, pair }: Spot, walk: Walk): void {
  for (const [index, item] of seq.items.entries()) {
    if (item) walkValue(item, value, { place, map: undefined, pair }, [index], walk);
  }
}

function walkEntries(map: YamlMap, value: ScalarType | ObjectType, { place, pair: field }: Spot, walk: Walk): void {
  for (const pair of map.pairs) {
    if (pair.key === undefined || !pair.value) continue;
    if (pair.key === MERGE) {
      const merged = resolve(pair.value);
      if (merged?.kind === 'map' && merged !== map && !merged.pairs.some(({ key }) => key === MERGE))
        walkEntries(merged, value, { place, map, pair: field }, walk);
    } else if (!isDirective(pair.key)) {
      walkValue(pair.value, value, { place, map, pair }, [field?.key ?? '', pair.key], walk);
    }
  }
}

function walkValue(
  content: YamlContent,
  value: ScalarType | ObjectType,
  spot: Spot,
  inner: readonly Step[],
  walk: Walk,
): void {
  if (value === 'any') return;
  const node = resolve(content);
  if (!node) return;
  if (typeof value === 'string') {
    if (node.kind !== 'scalar' || !scalarFits(node, value)) {
      if (!isOpen(node)) addWrongType(node, { shape: 'one', value }, spot, inner, walk);
    }
  } else if (node.kind === 'map') {
    if (content.kind === 'alias' && !isNew(node, value, walk)) return;
    walkObject(node, { type: value, map: node, parent: spot.place, steps: stepsOf(spot, inner) }, walk);
  } else if (!isOpen(node)) {
    addWrongType(node, { shape: 'one', value }, spot, inner, walk);
  }
}

function addWrongType(node: YamlNode, wanted: Wanted, spot: Spot, inner: readonly Step[], walk: Walk): void {
  const { place, map, pair } = spot;
  const holder = map && pair && { map, pair };
  walk.faults.push({ kind: 'wrong-type', place, steps: stepsOf(spot, inner), wanted, node, holder });
}

/** The field's own key, and the index or key in it; the entries of a map bring the field's key along. */
function stepsOf({ pair }: Spot, inner: readonly Step[]): readonly Step[] {
  if (inner.length === 2) return inner;
  return [pair?.key ?? '', ...inner];
}

/** Whether a node has not been looked at as this type by way of another alias. */
function isNew(node: YamlNode, type: ObjectType, { followed }: Walk): boolean {
  const types = followed.get(node);
  if (types?.has(type)) return false;
  if (types) types.add(type);
  else followed.set(node, new Set([type]));
  return true;
}

/** What looks like a placeholder and is a capability of Linux: those that manifests name. */
const CAPABILITY =
  /^(?:CAP_)?(?:ALL|NET_(?:ADMIN|RAW|BIND_SERVICE)|SYS_(?:ADMIN|PTRACE|TIME|CHROOT|NICE|RESOURCE|MODULE)|IPC_LOCK|DAC_OVERRIDE|AUDIT_WRITE|CHOWN|SETUID|SETGID|SETPCAP|FOWNER|FSETID|KILL|MKNOD|BPF|PERFMON|SYSLOG)$/;

/** Whether nobody knows the value yet, or it is null, which any field takes. */
function isOpen(node: YamlNode): boolean {
  if (node.kind === 'seq') return isBracketed(node);
  if (node.kind === 'map') return false;
  if (ENCRYPTED.test(node.source)) return true;
  if (CAPABILITY.test(node.source)) return false;
  return node.value === null || isUnsettled(node) || (typeof node.value === 'string' && CAPITALS.test(node.source));
}

/** `[IMAGE_URL]`, `[[ port ]]`: placeholders to people and lists to YAML. */
function isBracketed({ block, items }: YamlSeq): boolean {
  const only = resolve(items[0]);
  if (block || items.length !== 1) return false;
  if (only?.kind === 'seq') return !only.block && only.items.length === 1;
  return only?.kind === 'scalar' && /^[A-Z][A-Z0-9_]+$/.test(only.source) && !CAPABILITY.test(only.source);
}

/** Whether a key may be a placeholder; an entry of variables that is all `LOG_LEVEL: debug` has none. */
function mayBeFilled(pair: YamlPair, { type, map }: Place): boolean {
  const isVariable = type.name === 'EnvVar' && !map.pairs.some(({ key }) => key !== undefined && type.fields.has(key));
  if (isVariable) return isPlaceholderEntry(pair);
  return pair.key !== undefined && isPlaceholder(pair.key);
}

/** `$patch`, `$retainKeys`, `$setElementOrder/containers`: words of a strategic merge patch. */
function isDirective(key: string): boolean {
  return key.startsWith('$');
}
