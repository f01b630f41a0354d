import { commentsOf } from '../syntax/comments.js';
import type { YamlDocument } from '../syntax/nodes.js';
import { oncePer } from '../syntax/once-per.js';
import type { Span } from '../syntax/span.js';

/** `# pod-patterns-disable-…`: findings that the author does not want to see. */
export interface Directive {
  readonly scope: 'line' | 'file';
  /** Zero-based line of the document that it speaks of; -1 for the whole file. */
  readonly line: number;
  /** Ids; empty for every rule. */
  readonly rules: readonly string[];
  /** Where each of them stands. */
  readonly ruleSpans: readonly Span[];
  /** Only findings about the container of this name, where one is given. */
  readonly container: string | undefined;
  readonly reason: string | undefined;
  /** The comment. */
  readonly span: Span;
}

/** What a directive is asked about. */
export interface Suppressible {
  readonly rule: string;
  readonly container: string | undefined;
  readonly line: number;
}

const MARK = 'pod-patterns-disable';
const DIRECTIVE = /^#\s*pod-patterns-disable-(next-line|line|file)(?=\s|$)(.*)$/;
const MISSPELT = /^#\s*(pod-patterns-disable(?!-(?:next-line|line|file)(?:\s|$))\S*)/;

/** The directives of a document in source order; text that is no directive is a comment like any other. */
export const directivesOf = oncePer((document: YamlDocument): readonly Directive[] =>
  document.text.includes(MARK) ? readDirectives(document) : [],
);

/** A word that was meant to be a directive and is none, such as `pod-patterns-disable-nextline`. */
export interface MisspeltDirective {
  readonly word: string;
  readonly span: Span;
}

/** What begins comments of a document as a directive would, in source order. */
export function misspeltDirectivesOf(document: YamlDocument): readonly MisspeltDirective[] {
  if (!document.text.includes(MARK)) return [];
  return commentsOf(document).flatMap(({ span }) => {
    const [whole, word] = MISSPELT.exec(document.text.slice(span.start, span.end)) ?? [];
    if (whole === undefined || word === undefined) return [];
    const end = span.start + whole.length;
    return [{ word, span: { start: end - word.length, end } }];
  });
}

export function isSuppressed(finding: Suppressible, directives: readonly Directive[]): boolean {
  return directives.some(
    ({ line, rules, container }) =>
      line === finding.line &&
      (rules.length === 0 || rules.includes(finding.rule)) &&
      (container === undefined || container === finding.container),
  );
}

function readDirectives(document: YamlDocument): Directive[] {
  const lines = document.text.split('\n');
  return commentsOf(document).flatMap(({ span }) => {
    const [, kind, rest] = DIRECTIVE.exec(document.text.slice(span.start, span.end)) ?? [];
    if (kind === undefined || rest === undefined) return [];
    const own = document.text.slice(0, span.start).split('\n').length - 1;
    const line = kind === 'file' ? -1 : kind === 'line' ? own : nextLineWithContent(lines, own);
    const scope = kind === 'file' ? 'file' : 'line';
    return [{ scope, line, span, ...readTarget(rest, span.end - rest.length) } satisfies Directive];
  });
}

/** `rule-a, rule-b container=web -- reason`, which begins at an offset. */
function readTarget(text: string, offset: number): Pick<Directive, 'rules' | 'ruleSpans' | 'container' | 'reason'> {
  const [target = '', reason] = splitAt(text, /(?:^|\s)--(?:\s|$)/);
  const container = /(?:^|\s)container=(["']?)(\S+)\1(?=\s|$)/.exec(target)?.[2];
  const names = target.replace(/(?:^|\s)container=\S+/, (taken) => ' '.repeat(taken.length)).matchAll(/[^\s,]+/g);
  const found = [...names].map(({ 0: rule, index }) => {
    const start = offset + index;
    return { rule, span: { start, end: start + rule.length } };
  });
  return {
    rules: found.map(({ rule }) => rule),
    ruleSpans: found.map(({ span }) => span),
    container,
    reason: reason?.trim() || undefined,
  };
}

function splitAt(text: string, separator: RegExp): [string, string | undefined] {
  const match = separator.exec(text);
  return match ? [text.slice(0, match.index), text.slice(match.index + match[0].length)] : [text, undefined];
}

/** Directives may stand one above the other: lines of comments and empty lines are passed over. */
function nextLineWithContent(lines: readonly string[], after: number): number {
  const found = lines.findIndex((line, index) => index > after && !/^\s*(?:#|$)/.test(line));
  return found < 0 ? after + 1 : found;
}
