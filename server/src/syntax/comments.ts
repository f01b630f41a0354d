import { Lexer } from 'yaml';
import type { YamlComment, YamlDocument } from './nodes.js';

/** Marks that the lexer puts between the pieces of the text; they take no room in it. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);

/** Every comment of a document in source order, each without its `#` and the blank after it. Never throws. */
export function commentsOf(document: YamlDocument): readonly YamlComment[] {
  const comments: YamlComment[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(document.text)) {
    if (MARKS.has(token)) continue;
    const end = offset + token.length;
    if (token.startsWith('#')) comments.push({ value: token.replace(/^# ?/, ''), span: { start: offset, end } });
    offset = end;
  }
  return comments;
}
