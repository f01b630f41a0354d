import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { hoverAt } from '../features/hover/hover.js';
import { offsetAt, positionAt, type SourceDocument } from '../syntax/source.js';
import type { Span } from '../syntax/span.js';
import { toRange } from './convert.js';
import { plainText } from './plain-text.js';
import type { Answer, Session } from './session.js';

/** What a hover says, in the form that the client can show. */
export interface HoverText {
  readonly span: Span;
  readonly contents: { readonly kind: MarkupKind; readonly value: string };
}

/** What can be said about an offset of a document; null where that is nothing. */
export function hoverText(source: SourceDocument, offset: number, session: Session): HoverText | null {
  const { client, settings, translation } = session;
  const linkTo = client.markdown ? (span: Span) => lineAddress(source, span) : undefined;
  const found = hoverAt(source, offset, { settings, translation, linkTo });
  if (!found) return null;
  const contents = client.markdown
    ? { kind: MarkupKind.Markdown, value: found.markdown }
    : { kind: MarkupKind.PlainText, value: plainText(found.markdown) };
  return { span: found.span, contents };
}

export const hover: Answer<HoverParams, Hover | null> = (source, { position }, session) => {
  const text = hoverText(source, offsetAt(source, position), session);
  return text && { contents: text.contents, range: toRange(source, text.span) };
};

/** Editors open a file at the line that follows `#L`, counted from one. */
function lineAddress(source: SourceDocument, { start }: Span): string {
  return `${source.uri}#L${positionAt(source, start).line + 1}`;
}
