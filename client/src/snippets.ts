/** An entry of snippets/pod-patterns.code-snippets. */
export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** A snippet with the text before the cursor that it replaces. */
export interface OfferedSnippet {
  readonly snippet: Snippet;
  readonly typed: string;
}

/** Nothing but indentation, dashes of list items and one word. */
const BEGINNING = /^[ \t]*(?<dashes>(?:-[ \t]+)*)(?<word>[\w-]*)$/;
const TRIGGER = 'pod';

/**
 * The snippets that fit the text of a line before the cursor: those that begin with the typed word, and for `pod-git`
 * those that have `git` anywhere. None inside a value, and none before `pod` is typed, unless the line is empty so far.
 * A dash before the word is replaced as well where the snippet brings its own.
 */
export function offeredSnippets(snippets: readonly Snippet[], before: string): readonly OfferedSnippet[] {
  const { dashes = '', word = '' } = BEGINNING.exec(before)?.groups ?? {};
  if (!BEGINNING.test(before) || (word !== '' && !word.startsWith(TRIGGER))) return [];
  const rest = word.slice(TRIGGER.length).replace(/^-/, '');
  return snippets
    .filter(({ prefix }) => prefix.startsWith(word) || (rest !== '' && prefix.includes(`-${rest}`)))
    .map((snippet) => ({ snippet, typed: snippet.body[0]?.startsWith('- ') ? lastDash(dashes) + word : word }));
}

function lastDash(dashes: string): string {
  return /-[ \t]+$/.exec(dashes)?.[0] ?? '';
}
