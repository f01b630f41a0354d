import { Lexer } from 'yaml';
import { maskActions } from './mask.js';
import type { YamlComment, YamlDocument } from './nodes.js';
import { oncePer } from './once-per.js';

/** The lexer's mark before the text of a scalar; like its other marks, it takes no room in the text. */
const SCALAR = '\u001f';
const OTHER_MARKS = new Set(['\u0002', '\u0018']);

/** Every comment of a document in source order, each without its `#` and the blank after it. Read when first asked for. */
export const commentsOf = oncePer((document: YamlDocument): readonly YamlComment[] =>
  document.text.includes('#') ? readComments(document.text) : [],
);

function readComments(text: string): YamlComment[] {
  const comments: YamlComment[] = [];
  let offset = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(maskActions(text)?.text ?? text)) {
    const isText: boolean = isScalar;
    isScalar = !isText && token === SCALAR;
    if (isScalar || (!isText && OTHER_MARKS.has(token))) continue;
    const span = { start: offset, end: offset + token.length };
    offset = span.end;
    if (!isText && token.startsWith('#') && text[span.start] === '#')
      comments.push({ value: text.slice(span.start, span.end).replace(/^# ?/, '').trimEnd(), span });
  }
  return comments;
}
