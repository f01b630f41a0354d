import { asMap } from '../../syntax/access.js';
import type { YamlDocument, YamlMap, YamlScalar, YamlSeq } from '../../syntax/nodes.js';
import type { TextEdit } from '../../syntax/span.js';
import { permissionsOf } from '../conditions/file-mode.js';
import type { Message } from '../message.js';
import type { WrongType } from '../schema/fault.js';
import { scalarFits } from '../schema/scalar-fits.js';
import type { ObjectType, ScalarType } from '../schema/types.js';
import { intoList, intoNamedList, nameItem, onlyItem, overwrite, quote, withoutLevel, writePlain } from './retype.js';

/** A way to write a value so that its field takes it. */
export interface FittingValue {
  readonly message: Message<'quote' | 'change' | 'wrap' | 'unwrap' | 'level' | 'name'>;
  /** Whether nothing else can have been meant. */
  readonly safe: boolean;
  readonly edit: TextEdit | undefined;
}

/** The ways to repair a value of the wrong type, the likeliest first; none where it says too little. */
export function fittingValues(document: YamlDocument, fault: WrongType): readonly FittingValue[] {
  const { wanted, node } = fault;
  if (wanted.shape === 'list') return asList(document, fault);
  if (node.kind === 'seq') return fromList(document, fault, node);
  if (wanted.shape === 'map') return [];
  const { value } = wanted;
  if (typeof value !== 'string') return node.kind === 'scalar' ? asObject(document, node, value) : [];
  return node.kind === 'scalar' ? asScalar(document, node, value, fault.holder?.pair.key) : asText(document, fault);
}

/** Text in quotes, numbers and booleans without. */
function asScalar(
  document: YamlDocument,
  node: YamlScalar,
  type: ScalarType,
  field: string | undefined,
): readonly FittingValue[] {
  if (type === 'string' || type === 'time' || type === 'bytes')
    return [{ message: { id: 'quote', args: {} }, safe: true, edit: quote(document, node) }];
  const meant = type === 'boolean' ? booleanIn(node) : (modeIn(document, node, field) ?? numberIn(node, type));
  if (!meant) return [];
  const { value, safe } = meant;
  const message = { id: 'change' as const, args: { replacement: String(value) } };
  return [{ message, safe, edit: writePlain(document, node, value) }];
}

function booleanIn({ value }: YamlScalar) {
  const word = String(value).trim().toLowerCase();
  if (word === 'true' || word === 'false') return { value: word === 'true', safe: true };
  if (/^(?:yes|on|1|enabled?)$/.test(word)) return { value: true, safe: false };
  return /^(?:no|off|0|disabled?)$/.test(word) ? { value: false, safe: false } : undefined;
}

const MODES: readonly string[] = ['mode', 'defaultMode'];

/** Permissions are octal, but `420` may well be the decimal number for `0644`: then it stays what it says. */
function modeIn(document: YamlDocument, { source }: YamlScalar, field: string | undefined) {
  if (field === undefined || !MODES.includes(field)) return undefined;
  const octal = permissionsOf(document, source);
  if (octal === undefined) return undefined;
  const mayBeDecimal = !source.startsWith('0') && Number(source) <= 0o777;
  return mayBeDecimal ? { value: Number(source), safe: false } : { value: octal, safe: true };
}

function numberIn(node: YamlScalar, type: ScalarType) {
  const [, digits, unit] = /^([-+]?\d{1,18})\s*(s|secs?|seconds?|m|mins?|minutes?)?$/i.exec(node.source.trim()) ?? [];
  if (digits === undefined) return undefined;
  const value = Number(digits) * (/^m/i.test(unit ?? '') ? 60 : 1);
  // Out of quotes a leading zero would make the digits octal: nobody knows whether that was meant.
  const safe = unit === undefined && !/^[-+]?0\d/.test(digits);
  return scalarFits({ ...node, value }, type) && value !== node.value ? { value, safe } : undefined;
}

/** `80` as a port: the one field that an item of the list cannot be without. */
const MAIN_FIELDS: Readonly<Record<string, readonly [field: string, type: ScalarType]>> = {
  ContainerPort: ['containerPort', 'int32'],
  ServicePort: ['port', 'int32'],
  LocalObjectReference: ['name', 'string'],
};

function asObject(document: YamlDocument, node: YamlScalar, { name }: ObjectType): readonly FittingValue[] {
  const [variable, value] = name === 'EnvVar' ? splitVariable(node) : [];
  if (variable !== undefined && value !== undefined) {
    const edit = overwrite(document, node, { name: variable, value });
    return [{ message: { id: 'change', args: { replacement: `{name: ${variable}, value: …}` } }, safe: false, edit }];
  }
  const [field, type] = MAIN_FIELDS[name] ?? [];
  if (field === undefined || type === undefined || !scalarFits(node, type)) return [];
  return [{ message: { id: 'name', args: { field } }, safe: false, edit: nameItem(document, node, field) }];
}

/** `LOG_LEVEL=debug`, as a shell has it. */
function splitVariable({ value }: YamlScalar): readonly string[] {
  return (typeof value === 'string' && /^([A-Za-z_]\w*)=(.*)$/s.exec(value)?.slice(1)) || [];
}

/** `selector: {matchLabels: {app: web}}` where the labels themselves are wanted. */
function asText(document: YamlDocument, { node, holder }: WrongType): readonly FittingValue[] {
  const inner = asMap(node);
  const key = holder?.pair.key;
  if (!inner || !holder || key !== 'matchLabels') return [];
  return [{ message: { id: 'level', args: { key } }, safe: false, edit: withoutLevel(document, holder.map, inner) }];
}

function asList(document: YamlDocument, { wanted, node, holder }: WrongType): readonly FittingValue[] {
  const message = { id: 'wrap' as const, args: {} };
  if (node.kind === 'scalar' && wanted.value === 'string')
    return [{ message, safe: false, edit: wrapped(document, node) }];
  if (node.kind !== 'map' || !holder || typeof wanted.value === 'string') return [];
  const edit = isItem(node, wanted.value)
    ? intoList(document, holder.pair, node)
    : wanted.value.name === 'EnvVar'
      ? intoNamedList(document, holder.pair, node)
      : undefined;
  return edit ? [{ message, safe: false, edit }] : [];
}

/** Words go apart as a shell would part them; what a shell does more for is left to one. */
function wrapped(document: YamlDocument, node: YamlScalar): TextEdit | undefined {
  const text = String(node.value).trim();
  const isSimple = /^[\w./:=@%+, -]*$/.test(text);
  return overwrite(document, node, isSimple ? text.split(/\s+/) : ['sh', '-c', text]);
}

function isItem({ pairs }: YamlMap, { fields }: ObjectType): boolean {
  return pairs.length > 0 && pairs.every(({ key }) => key !== undefined && fields.has(key));
}

function fromList(document: YamlDocument, { holder, wanted }: WrongType, node: YamlSeq): readonly FittingValue[] {
  const wantsMap = wanted.shape === 'map' || typeof wanted.value !== 'string';
  if (!holder || (wantsMap && !asMap(node.items[0]))) return [];
  const message = { id: 'unwrap' as const, args: {} };
  return [{ message, safe: false, edit: onlyItem(document, holder.pair, node) }];
}
