import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { roleHints } from '../features/inlay-hints.js';
import type { SourceDocument } from '../syntax/source.js';
import { offsetAt, positionAt } from '../syntax/source.js';
import { toSpan } from './convert.js';
import { hoverText } from './hover.js';
import type { Answer, Session } from './session.js';

/** The role of each container after its name; the explanation comes when the client asks for that one hint. */
export const inlayHints: Answer<InlayHintParams, InlayHint[]> = (source, { range }, { settings, translation }) => {
  if (!settings.inlayHints) return [];
  return roleHints(source, toSpan(source, range), translation).map(({ offset, label }) => ({
    position: positionAt(source, offset),
    label,
    paddingLeft: true,
    data: { uri: source.uri },
  }));
};

/** The document that a hint belongs to; undefined for a hint that is not ours. */
export function hintDocument({ data }: InlayHint): string | undefined {
  const holds = typeof data === 'object' && data !== null && 'uri' in data;
  return holds && typeof data.uri === 'string' ? data.uri : undefined;
}

/** The hint with what a hover on the name would say. */
export function explainedHint(source: SourceDocument, hint: InlayHint, session: Session): InlayHint {
  const text = hoverText(source, offsetAt(source, hint.position), session);
  return text ? { ...hint, tooltip: text.contents } : hint;
}
