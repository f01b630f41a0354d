/** Longest name, path or value that is shown whole; a hover is read at a glance. */
const MAX_CODE_LENGTH = 80;

/** Characters with a meaning in Markdown or HTML, wherever they stand in a line. */
const SPECIAL = /[\\`*_[\]<>&~|#!$@]/g;

/** Plain text as Markdown that shows exactly it: nothing in it becomes a link, a tag, an emphasis or a line of its own. */
export function escaped(text: string): string {
  return oneLine(text)
    .replace(SPECIAL, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, '$&\\')
    .replace(/^(?=[-+=])/, '\\')
    .replace(/^(\d+)(?=[.)])/, '$1\\');
}

/** Plain text as a code span, cut where it is long. A longer fence than any in the text keeps backticks inside. */
export function code(text: string): string {
  const characters = [...oneLine(text)];
  const shown =
    characters.length > MAX_CODE_LENGTH ? `${characters.slice(0, MAX_CODE_LENGTH).join('')}…` : oneLine(text);
  if (shown.trim() === '') return "`''`";
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${fence}${gap}${shown}${gap}${fence}`;
}

/** A link on Markdown text; what would end the target early is encoded. */
export function link(text: string, target: string): string {
  const safe = target.replace(
    /[()<>\\\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `[${text}](${safe})`;
}

/** Lines that stay lines, in paragraphs; empty paragraphs are left out. */
export function paragraphs(sections: readonly (readonly string[])[]): string {
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('  \n'))
    .join('\n\n');
}

/** Without line breaks, control characters and marks that turn the direction of text. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
