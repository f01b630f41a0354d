import type { Span } from './span.js';

/**
 * `#{name}#` where a value begins is a comment to YAML, as `#@ name` of ytt is everywhere; `[[name]]` is a list.
 * What must stand before a token is asked behind its first characters, or each blank of a long run would ask for it.
 */
const MISREAD_TOKEN = new RegExp(
  [
    String.raw`#\{(?<=(?:[:,[{-][ \t]+|[[{,])#\{)[\w.: -]+\}#?`,
    String.raw`\[\[(?<=[:,[{-][ \t]+\[\[)[ \t]*[A-Za-z_][\w.-]*[ \t]*\]\](?=[ \t\r]*(?:$|[,}\]]))`,
    String.raw`#@(?<=(?:^[ \t]*|[:-][ \t]+)#@)[^\r\n]*`,
  ].join('|'),
  'gm',
);

/**
 * What other programs than Helm, or people, put something in for, and YAML cannot read where it stands: `[[name]]`,
 * `%name%` and `@name@` at the start of a value, `${name}` between brackets, tags of Jinja, ERB, ytt and Terraform, and
 * lines that are nothing but a placeholder.
 */
const TOKEN = new RegExp(
  [
    String.raw`\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}|<%(?:(?!<%).)*?%>|\(@(?:(?!\(@).)*?@\)|%\{[^{}\n]*\}`,
    String.raw`\$\{[^{}\n]*\}|\[\[[^[\]\n]*\]\]|%[\w.-]+%|@[\w.-]+@`,
    String.raw`(?=[<$_A-Z.…])(?<=^[ \t]*)(?:<[^<>\n]+>|\$\w+|\$\([^()\n]*\)|__\w+__|[A-Z][A-Z0-9_]{2,}|\.{3}|…)(?=[ \t\r]*$)`,
  ].join('|'),
  'gm',
);

/** The placeholders of a text that YAML takes for something else, in order. */
export function findMisreadTokens(text: string): readonly Span[] {
  return /#[{@]|\[\[/.test(text) ? spansOf(text, MISREAD_TOKEN) : [];
}

/** Those, and the placeholders that YAML stumbles over in some places, in no particular order; some may overlap. */
export function findTokens(text: string): readonly Span[] {
  return [...findMisreadTokens(text), ...spansOf(text, TOKEN)];
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ index, 0: token }) => ({ start: index, end: index + token.length }));
}
