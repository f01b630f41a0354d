import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument as parseYaml } from 'yaml';
import type { YamlContent, YamlDocument, YamlPair } from './nodes.js';
import { resolveScalar } from './scalars.js';
import type { Span } from './span.js';

/** Parses the text of one YAML document. Never throws; broken text gives problems and what could be read. */
export function parseDocument(text: string): YamlDocument {
  const document = parseYaml(text, {
    schema: 'failsafe',
    strict: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return {
    text,
    root: convert(document.contents, document),
    problems: document.errors.map(({ code, message, pos }) => ({
      code,
      message,
      span: { start: pos[0], end: pos[1] },
    })),
    templated: text.includes('{{'),
  };
}

const STYLES = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
} as const;

function convert(node: unknown, document: Document): YamlContent | undefined {
  if (isAlias(node))
    return {
      kind: 'alias',
      span: spanOf(node),
      name: node.source,
      target: () => convert(node.resolve(document), document),
    };
  if (isMap(node)) {
    const pairs = node.items.map(
      ({ key, value }): YamlPair => ({
        key: isScalar(key) ? String(key.value) : undefined,
        keySpan: spanOf(key),
        value: convert(value, document),
      }),
    );
    return { kind: 'map', span: spanOf(node), block: !node.flow, pairs };
  }
  if (isSeq(node))
    return {
      kind: 'seq',
      span: spanOf(node),
      block: !node.flow,
      items: node.items.map((item) => convert(item, document)),
    };
  if (!isScalar(node)) return undefined;
  const style = STYLES[node.type as keyof typeof STYLES] ?? 'plain';
  const source = String(node.value ?? '');
  const span = spanOf(node);
  if (style === 'plain' && span.start === span.end) return undefined;
  return { kind: 'scalar', span, source, style, value: style === 'plain' ? resolveScalar(source) : source };
}

function spanOf(node: unknown): Span {
  const [start, end] = (node as ParsedNode | undefined)?.range ?? [0, 0];
  return { start, end };
}
