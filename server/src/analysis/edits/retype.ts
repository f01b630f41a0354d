import { resolve } from '../../syntax/access.js';
import { colonEnd, columnOf, contentEnd, dashesOf, nextLine } from '../../syntax/layout.js';
import type {
  YamlContent,
  YamlDocument,
  YamlMap,
  YamlNode,
  YamlPair,
  YamlScalar,
  YamlSeq,
} from '../../syntax/nodes.js';
import type { TextEdit } from '../../syntax/span.js';
import { isJson, styleOf, writeFlow, writeScalar, type YamlData } from '../../syntax/write.js';
import { indentedBelow } from './indentation.js';

/*
 * Edits that make one kind of value another one, and keep what it says. Undefined where the layout is too unusual.
 */

/** Puts a plain scalar in quotes, so that it is the text that stands there. */
export function quote({ text }: YamlDocument, { span, style, source }: YamlScalar): TextEdit | undefined {
  if (style !== 'plain' || text.slice(span.start, span.end) !== source) return undefined;
  return { span, newText: JSON.stringify(source) };
}

/** Writes a number, as such or as it is spelt, or a boolean for text in quotes or out of them. */
export function writePlain(
  { text }: YamlDocument,
  { span }: YamlScalar,
  value: number | boolean | string,
): TextEdit | undefined {
  if (/!\S*\s*$/.test(text.slice(Math.max(0, span.start - 40), span.start))) return undefined;
  return { span, newText: String(value) };
}

/** Writes data over a scalar: on its line, in flow style where more than one value is meant. */
export function overwrite(document: YamlDocument, { span, style }: YamlScalar, data: YamlData): TextEdit | undefined {
  if (style === 'literal' || style === 'folded') return undefined;
  return { span, newText: writeFlow(data, isJson(document)) };
}

/** Gives an item of a block list that is a scalar a field name; flow style gets a map in braces. */
export function nameItem(document: YamlDocument, scalar: YamlScalar, field: string): TextEdit | undefined {
  const { text } = document;
  const { span, value, style } = scalar;
  if (value === null || style === 'literal' || style === 'folded') return undefined;
  const inBlock = /(?:^|\n)[ \t]*(?:-[ \t]+)+$/.test(text.slice(0, span.start).slice(-200));
  if (!inBlock) return { span, newText: writeFlow({ [field]: value }, isJson(document)) };
  return { span: { start: span.start, end: span.start }, newText: `${field}: ` };
}

/** Makes a block map the only item of a list. */
export function intoList(document: YamlDocument, { keySpan }: YamlPair, map: YamlMap): TextEdit | undefined {
  const { text } = document;
  const first = map.pairs[0];
  if (!first || !map.block) return undefined;
  const { dashOffset, itemOffset } = styleOf(document);
  const from = columnOf(text, first.keySpan.start);
  const dash = columnOf(text, keySpan.start) + dashOffset;
  const before = text.slice(0, first.keySpan.start).search(/[ \t]*$/);
  const span = { start: before, end: contentEnd(text, map) };
  if (before > 0 && text[before - 1] !== '\n') return undefined;
  const inner = indentedBelow(text.slice(first.keySpan.start, span.end), dash + itemOffset - from);
  return { span, newText: `${' '.repeat(dash)}-${' '.repeat(itemOffset - 1)}${inner}` };
}

/** Makes the entries of a block map of scalars a list of names and values, as environment variables have them. */
export function intoNamedList(document: YamlDocument, { keySpan }: YamlPair, map: YamlMap): TextEdit | undefined {
  const { text } = document;
  const first = map.pairs[0];
  const values = map.pairs.map(({ key, value }) => ({ name: key, value: textValue(resolve(value)) }));
  if (!first || !map.block || text.slice(map.span.start, map.span.end).includes('#')) return undefined;
  const { newline, dashOffset } = styleOf(document);
  const start = text.slice(0, first.keySpan.start).search(/[ \t]*$/);
  if (start > 0 && text[start - 1] !== '\n') return undefined;
  const dash = ' '.repeat(columnOf(text, keySpan.start) + dashOffset);
  const items = values.flatMap(({ name, value }) =>
    name === undefined || value === undefined
      ? []
      : [`${dash}- name: ${writeScalar(name)}${newline}${dash}  value: ${writeScalar(value)}`],
  );
  if (items.length < values.length) return undefined;
  return { span: { start, end: contentEnd(text, map) }, newText: items.join(newline) };
}

/** Makes the only entry of a map, `LOG_LEVEL: debug`, a name and a value, as an environment variable has them. */
export function intoNamed(document: YamlDocument, map: YamlMap): TextEdit | undefined {
  const { text } = document;
  const [only] = map.pairs;
  const value = textValue(resolve(only?.value));
  if (only?.key === undefined || value === undefined || map.pairs.length > 1) return undefined;
  if (!map.block) {
    const hasComment = text.slice(map.span.start, map.span.end).includes('#');
    return hasComment ? undefined : { span: map.span, newText: writeFlow({ name: only.key, value }, isJson(document)) };
  }
  const { start } = only.keySpan;
  const below = `${styleOf(document).newline}${' '.repeat(columnOf(text, start))}`;
  const newText = `name: ${writeScalar(only.key)}${below}value: ${writeScalar(value)}`;
  return { span: { start, end: contentEnd(text, map) }, newText };
}

/** Makes the only item of a list the value of the field itself. */
export function onlyItem(document: YamlDocument, { keySpan }: YamlPair, seq: YamlSeq): TextEdit | undefined {
  const { text } = document;
  const [item] = seq.items;
  if (!item || seq.items.length > 1 || item.kind === 'alias') return undefined;
  const span = { start: seq.span.start, end: contentEnd(text, seq) };
  const inner = text.slice(item.span.start, contentEnd(text, item));
  if (!seq.block || item.kind === 'scalar') return seq.block ? undefined : { span, newText: inner };
  const dash = dashesOf(text, seq)?.[0];
  if (dash === undefined || item.kind !== 'map' || !item.block) return undefined;
  const from = columnOf(text, item.span.start);
  const wanted = columnOf(text, keySpan.start) + styleOf(document).step;
  const start = text.slice(0, dash).search(/[ \t]*$/);
  if (start > 0 && text[start - 1] !== '\n') return undefined;
  return { span: { start, end: span.end }, newText: ' '.repeat(wanted) + indentedBelow(inner, wanted - from) };
}

/** Takes away the level of an only entry of a block map, whose entries become the map's own. */
export function withoutLevel({ text }: YamlDocument, map: YamlMap, inner: YamlMap): TextEdit | undefined {
  const [only] = map.pairs;
  const first = inner.pairs[0];
  if (!only || !first || map.pairs.length > 1 || !map.block || !inner.block) return undefined;
  const { start, end } = only.keySpan;
  const below = nextLine(text, start);
  const by = columnOf(text, start) - columnOf(text, first.keySpan.start);
  if (below > first.keySpan.start || text.slice(colonEnd(text, end), below).trim() !== '') return undefined;
  const span = { start, end: contentEnd(text, inner) };
  return { span, newText: indentedBelow(text.slice(below, span.end).trimStart(), by) };
}

function textValue(node: YamlNode | YamlContent | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.source : undefined;
}
