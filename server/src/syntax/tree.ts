import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar } from 'yaml';
import { endsBranch } from './actions.js';
import { compose } from './compose.js';
import { lastNotAbove } from './lines.js';
import { unmask } from './mask.js';
import type { SyntaxProblem, YamlAlias, YamlContent, YamlMap, YamlPair, YamlScalar, YamlSeq } from './nodes.js';
import { resolveScalar, resolveTagged } from './scalars.js';
import type { Span } from './span.js';

/** What was parsed: the text itself, or one of the same length in which something was hidden from the parser. */
export interface ParsedText {
  readonly original: string;
  readonly parsed: string;
  /** Template actions, in order. */
  readonly actions: readonly Span[];
}

export interface Tree {
  readonly root: YamlContent | undefined;
  /** What the parser itself does not look for: duplicate keys, aliases without an anchor, too deep nesting. */
  readonly problems: readonly SyntaxProblem[];
  readonly tooDeep: boolean;
}

/** No manifest is nested as deeply; readers of the tree may recurse. */
const MAX_DEPTH = 200;

interface Anchored {
  readonly start: number;
  readonly content: YamlContent | undefined;
}

interface Builder extends ParsedText {
  readonly anchors: Map<string, Anchored[]>;
  readonly aliases: YamlAlias[];
  readonly problems: SyntaxProblem[];
  tooDeep: boolean;
}

/** Builds our own tree from the parser's, which can be forgotten then. Aliases are not followed. */
export function buildTree(document: Document, text: ParsedText): Tree {
  const builder: Builder = { ...text, anchors: new Map(), aliases: [], problems: [], tooDeep: false };
  const root = contentOf(document.contents, 0, builder);
  for (const { name, span } of builder.aliases) {
    if (name !== '' && !anchoredBefore(builder.anchors, name, span.start))
      builder.problems.push({ code: 'BAD_ALIAS', message: `No anchor &${name} before this alias`, span });
  }
  return { root, problems: builder.problems, tooDeep: builder.tooDeep };
}

function contentOf(node: unknown, depth: number, builder: Builder): YamlContent | undefined {
  if (isScalar(node)) return anchored(node, scalarOf(node, builder), builder);
  if (depth > MAX_DEPTH) {
    builder.tooDeep = true;
    return undefined;
  }
  if (isMap(node)) return anchored(node, mapOf(node, depth, builder), builder);
  if (isSeq(node)) return anchored(node, seqOf(node, depth, builder), builder);
  return isAlias(node) ? aliasOf(node, builder) : undefined;
}

function mapOf(node: { readonly items: readonly Pair[]; flow?: boolean }, depth: number, builder: Builder): YamlMap {
  const pairs: YamlPair[] = [];
  const known = new Map<string, number>();
  for (const item of node.items) {
    const pair = pairOf(item, depth, builder);
    if (pair.key !== undefined && pair.key !== '<<') checkUnique(pair.key, pair.keySpan, known, builder);
    pairs.push(pair);
  }
  const block = !node.flow;
  const last = node.items.at(-1);
  const span = block ? blockSpan(node, last?.value ?? last?.key, pairs.at(-1)?.value) : spanOf(node);
  return { kind: 'map', span, block, pairs };
}

function pairOf({ key, value }: Pair, depth: number, builder: Builder): YamlPair {
  const keySpan = spanOf(key);
  const content =
    contentOf(value, depth + 1, builder) ?? (value ? templatedValue(spanOf(value).start, builder) : undefined);
  if (!isScalar(key)) return { key: undefined, keySpan, value: content };
  anchored(key, key.anchor === undefined ? undefined : scalarOf(key, builder), builder);
  return { key: textOf(key, keySpan, builder), keySpan, value: content };
}

function seqOf(node: { readonly items: readonly unknown[]; flow?: boolean }, depth: number, builder: Builder): YamlSeq {
  const items = node.items.map((item) => contentOf(item, depth + 1, builder));
  const block = !node.flow;
  const span = block ? blockSpan(node, node.items.at(-1), items.at(-1)) : spanOf(node);
  return { kind: 'seq', span, block, items };
}

const STYLES = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
} as const;

function scalarOf(node: Scalar, builder: Builder): YamlScalar | undefined {
  const span = spanOf(node);
  const style = STYLES[node.type as keyof typeof STYLES] ?? 'plain';
  const source = textOf(node, span, builder);
  if (node.tag !== undefined) return { kind: 'scalar', span, source, style, value: resolveTagged(node.tag, source) };
  if (style === 'plain' && span.start === span.end) return undefined;
  if (isTemplated(span, builder)) return { kind: 'scalar', span, source, style, value: source, templated: true };
  return { kind: 'scalar', span, source, style, value: style === 'plain' ? resolveScalar(source) : source };
}

/** The scalar's text; what was hidden from the parser is put back. */
function textOf(node: Scalar, { start, end }: Span, builder: Builder): string {
  const source = node.source ?? '';
  if (builder.parsed === builder.original) return source;
  const original = builder.original.slice(start, end);
  const parsed = builder.parsed.slice(start, end);
  if (parsed === original) return source;
  if (isTemplated({ start, end }, builder)) return unmask(source, original, parsed);
  const { contents } = compose(original);
  return isScalar(contents) ? (contents.source ?? source) : source;
}

function isTemplated({ start, end }: Span, builder: Builder): boolean {
  const action = actionFrom(start, builder);
  return action !== undefined && action.start < end;
}

/** A key with nothing behind it but a line that writes its value has a value, if an unknown one. */
function templatedValue(start: number, builder: Builder): YamlScalar | undefined {
  const action = actionFrom(start, builder);
  if (!action || builder.original.slice(start, action.start).trim() !== '') return undefined;
  const source = builder.original.slice(action.start, action.end);
  if (endsBranch(source)) return undefined;
  return { kind: 'scalar', span: action, source, style: 'plain', value: source, templated: true };
}

function aliasOf(node: { readonly source: string }, builder: Builder): YamlAlias {
  const span = spanOf(node);
  const alias: YamlAlias = {
    kind: 'alias',
    span,
    name: node.source,
    target: () => anchoredBefore(builder.anchors, node.source, span.start)?.content,
  };
  builder.aliases.push(alias);
  return alias;
}

/** An anchor may be set again: the latest before the alias counts. */
function anchoredBefore(
  anchors: ReadonlyMap<string, readonly Anchored[]>,
  name: string,
  offset: number,
): Anchored | undefined {
  let latest: Anchored | undefined;
  for (const each of anchors.get(name) ?? [])
    if (each.start < offset && (latest === undefined || each.start >= latest.start)) latest = each;
  return latest;
}

function anchored<T extends YamlContent | undefined>(
  node: { readonly anchor?: string | undefined },
  content: T,
  { anchors }: Builder,
): T {
  if (node.anchor === undefined) return content;
  const same = anchors.get(node.anchor);
  const entry = { start: spanOf(node).start, content };
  if (same) same.push(entry);
  else anchors.set(node.anchor, [entry]);
  return content;
}

/** Template branches may give a key twice, so that an action in between is an excuse. */
function checkUnique(key: string, span: Span, known: Map<string, number>, builder: Builder): void {
  const first = known.get(key);
  known.set(key, span.start);
  if (first === undefined || isTemplated({ start: first, end: span.end }, builder)) return;
  builder.problems.push({ code: 'DUPLICATE_KEY', message: `The key '${key}' stands in this map already`, span });
}

/** Of a block, as the parser's own span goes on over the blanks and comments behind it. */
function blockSpan(node: unknown, lastNode: unknown, lastContent: YamlContent | undefined): Span {
  const { start, end } = spanOf(node);
  return { start, end: lastContent?.span.end ?? (lastNode ? spanOf(lastNode).end : end) };
}

/** The first action that ends behind `offset`. */
function actionFrom(offset: number, { actions }: Builder): Span | undefined {
  if (actions.length === 0) return undefined;
  const index = lastNotAbove(actions, offset, ({ start }) => start);
  const action = actions[index];
  return action && action.end > offset ? action : actions[index + 1];
}

function spanOf(node: unknown): Span {
  const [start, end] = (node as ParsedNode | undefined)?.range ?? [0, 0];
  return { start, end };
}
