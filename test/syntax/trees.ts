import type { YamlContent, YamlDocument } from '../../server/src/syntax/nodes.js';
import { parseDocument } from '../../server/src/syntax/parse.js';
import type { SourceDocument } from '../../server/src/syntax/source.js';

export type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain };

/** A document's values alone; an alias as `*name`, a templated scalar as `?` and its text. */
export function valuesOf(text: string): Plain {
  return plain(parseDocument(text).root);
}

export function plain(content: YamlContent | undefined): Plain {
  if (!content) return undefined;
  if (content.kind === 'alias') return `*${content.name}`;
  if (content.kind === 'seq') return content.items.map(plain);
  if (content.kind === 'map') return Object.fromEntries(content.pairs.map(({ key, value }) => [key, plain(value)]));
  return content.templated ? `?${content.source}` : content.value;
}

export function codesOf(text: string): string[] {
  return parseDocument(text).problems.map(({ code }) => code);
}

/** The text under each problem's span. */
export function problemTexts(text: string): string[] {
  return parseDocument(text).problems.map(({ span }) => text.slice(span.start, span.end));
}

/** Everything about a version of a file that can be compared; an alias is followed by one step. */
export function snapshot({ parts }: SourceDocument): unknown {
  return parts.map(({ start, startLine, document }) => ({ start, startLine, ...documentSnapshot(document) }));
}

function documentSnapshot({ text, root, problems, templated }: YamlDocument): object {
  return { text, root: treeOf(root), problems, templated };
}

function treeOf(content: YamlContent | undefined): unknown {
  if (content?.kind === 'alias') return { ...content, target: content.target()?.span };
  if (content?.kind === 'seq') return { ...content, items: content.items.map(treeOf) };
  if (content?.kind !== 'map') return content;
  return { ...content, pairs: content.pairs.map((pair) => ({ ...pair, value: treeOf(pair.value) })) };
}
