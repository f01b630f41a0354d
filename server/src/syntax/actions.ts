import type { Span } from './span.js';

/** No action is longer; keeps a text full of opening braces from costing more than its length. */
const MAX_LENGTH = 10_000;
/** Looks like a line of YAML: such text between far braces is no action. */
const YAML_LINE = /\n[ \t]*(?:-[ \t]|[\w./-]+:(?:[ \t\r]|\n|$))/;
const COMMENT_START = /\{\{-?[ \t\r\n]*\/\*/y;
const COMMENT_END = /\*\/[ \t\r\n]*-?\}\}/g;
const CONTROL =
  /^(?:\{[%#]|#@|%\{~?\s*(?:if|else|endif|for|endfor)\b|\{\{-?\s*(?:\/\*|(?:if|else|end|range|with|define)\b|\$\w*\s*:?=))/;
const BLOCK_START = /^\{\{-?\s*(?:if|range|with|define|block)\b/;
const BLOCK_END = /^\{\{-?\s*end\b/;
const BRANCH_END = /^\{\{-?\s*(?:\/\*|(?:else|end)\b)/;

/**
 * The template actions (`{{ … }}`, as in Helm charts) of a text, in order. Braces in an action's strings do not end it;
 * two opening braces before the closing ones are no action.
 */
export function findActions(text: string): readonly Span[] {
  const actions: Span[] = [];
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const end = actionEnd(text, start);
    if (end !== undefined) actions.push({ start, end });
    start = text.indexOf('{{', end ?? start + 2);
  }
  return actions;
}

/** Whether an action writes nothing itself: a branch, a loop, a definition, a comment, an assignment. */
export function isControl(action: string): boolean {
  return CONTROL.test(action);
}

/** Whether an action opens what an `end` closes. */
export function beginsBlock(action: string): boolean {
  return BLOCK_START.test(action);
}

/** Whether an action is an `end`. */
export function endsBlock(action: string): boolean {
  return BLOCK_END.test(action);
}

/** Whether nothing can follow from this action but the end of a branch. */
export function endsBranch(action: string): boolean {
  return BRANCH_END.test(action);
}

function actionEnd(text: string, start: number): number | undefined {
  COMMENT_START.lastIndex = start;
  if (COMMENT_START.test(text)) {
    COMMENT_END.lastIndex = start;
    return COMMENT_END.test(text) ? COMMENT_END.lastIndex : undefined;
  }
  const limit = Math.min(text.length, start + MAX_LENGTH);
  for (let at = start + 2; at < limit; at++) {
    const character = text[at];
    if (character === '"' || character === '`' || (character === "'" && !/\w/.test(text[at - 1] ?? '')))
      at = quoteEnd(text, at, limit, character);
    else if (character === '{' && text[at + 1] === '{') return undefined;
    else if (character === '}' && text[at + 1] === '}')
      return YAML_LINE.test(text.slice(start, at)) ? undefined : at + 2;
  }
  return undefined;
}

/** Offset of the closing quote; of the opening one where the line has no other, as in a word with an apostrophe. */
function quoteEnd(text: string, start: number, limit: number, quote: string): number {
  for (let at = start + 1; at < limit; at++) {
    const character = text[at];
    if (character === quote) return at;
    if (character === '\\' && quote !== '`') at++;
    else if (character === '\n' && quote !== '`') return start;
  }
  return start;
}
