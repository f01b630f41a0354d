import { type CST, Parser } from 'yaml';

/** More levels than any file has that is read for what it says, and far fewer than use up a stack. */
const MOST_LEVELS = 500;
/** What begins levels at the start of a line. */
const LEAD = ' -?\t';

/**
 * Whether a text is nested so deeply that composing it, which is recursive, might use up the stack. That cannot be left to
 * a `catch`: a regular expression that is compiled where the stack ends takes the whole process down.
 */
export function isTooDeep(text: string): boolean {
  return text.length > MOST_LEVELS && mayBeDeep(text) && levelsOf(text) > MOST_LEVELS;
}

/** Brackets that are open at once, in texts and comments as well, or a line that begins far to the right. */
function mayBeDeep(text: string): boolean {
  let open = 0;
  let lead = 0;
  let isLead = true;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') {
      lead = 0;
      isLead = true;
      continue;
    }
    isLead &&= LEAD.includes(character);
    if (isLead) lead++;
    if (character === '[' || character === '{') open++;
    else if ((character === ']' || character === '}') && open > 0) open--;
    if (open > MOST_LEVELS || lead > MOST_LEVELS) return true;
  }
  return false;
}

/** How deep collections stand in each other, as the parser's tokens, which it makes without recursion, have it. */
function levelsOf(text: string): number {
  let deepest = 0;
  const waiting: (readonly [token: CST.Token | null | undefined, level: number])[] = [];
  for (const token of new Parser().parse(text)) waiting.push([token, 0]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [token, level] = next;
    if (token?.type === 'document') waiting.push([token.value, level]);
    if (!token || !('items' in token)) continue;
    deepest = Math.max(deepest, level + 1);
    for (const { key, value } of token.items) waiting.push([key, level + 1], [value, level + 1]);
  }
  return deepest;
}
