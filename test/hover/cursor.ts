import assert from 'node:assert/strict';
import { type Hover, type HoverOptions, hoverAt } from '../../server/src/features/hover/hover.js';
import { openSource } from '../../server/src/syntax/source.js';

const CURSOR = '$0';

export interface HoverInText {
  readonly hover: Hover | undefined;
  /** What the hover is about; empty without one. */
  readonly subject: string;
  /** The Markdown, by line, without the marks of hard line breaks. */
  readonly lines: readonly string[];
}

/** The hover at the only `$0` of a text, which is taken out first. */
export function hoverIn(marked: string, options?: HoverOptions): HoverInText {
  const [before = '', after, ...more] = marked.split(CURSOR);
  assert.ok(after !== undefined && more.length === 0, 'the text has one cursor');
  const text = before + after;
  const hover = hoverAt(openSource('file:///test.yaml', 1, text), before.length, options);
  return {
    hover,
    subject: hover ? text.slice(hover.span.start, hover.span.end) : '',
    lines: hover ? hover.markdown.split('\n').map((line) => line.trimEnd()) : [],
  };
}

/** Asserts that some line of the hover holds every one of the fragments. */
export function assertSays({ lines }: HoverInText, ...fragments: readonly string[]): void {
  const text = lines.join('\n');
  for (const fragment of fragments) assert.ok(text.includes(fragment), `“${fragment}” in\n${text}`);
}
