import { nearestName, nearestWord } from '../analysis/conditions/nearest-name.js';
import type { Message } from '../analysis/message.js';
import { readManifests } from '../analysis/model/read.js';
import { unusedSuppression } from '../analysis/rules/directives/unused-suppression.js';
import { rules } from '../analysis/rules/index.js';
import type { Finding, Fix, Problem } from '../analysis/rules/rule.js';
import {
  type Directive,
  directivesOf,
  isSuppressed,
  type MisspeltDirective,
  misspeltDirectivesOf,
  type Suppressible,
} from '../analysis/suppressions.js';
import { lineEnd, lineStart, nextLine } from '../syntax/layout.js';
import { lastNotAbove, lineStartsOf } from '../syntax/lines.js';
import type { YamlDocument } from '../syntax/nodes.js';
import type { SourcePart } from '../syntax/source.js';
import type { Span } from '../syntax/span.js';
import type { AnalyzedPart } from './analyzed-source.js';

/** A finding about a directive, in the document that it stands in. */
export interface UnusedSuppression {
  readonly part: SourcePart;
  readonly finding: Finding;
}

/**
 * Directives of a file that turn nothing off, whatever the settings turn off beside them: a rule that is off now may be
 * on tomorrow. Files without a manifest, templates and what cannot be parsed are left alone.
 */
export function unusedSuppressions(parts: readonly AnalyzedPart[]): readonly UnusedSuppression[] {
  const speaking = parts.filter(
    ({ part: { document } }) => directivesOf(document).length > 0 || misspeltDirectivesOf(document).length > 0,
  );
  if (speaking.length === 0 || !parts.some(({ part }) => readManifests(part.document).length > 0)) return [];
  if (parts.some(({ part }) => part.document.templated || part.document.problems.length > 0)) return [];
  const everywhere = parts.flatMap(suppressibleIn);
  const wholeFile = speaking.flatMap(({ part }) => directivesOf(part.document).filter(({ scope }) => scope === 'file'));
  return speaking.flatMap((analyzed) => {
    const { part } = analyzed;
    const here = suppressibleIn(analyzed);
    const directives = directivesOf(part.document);
    const excused = [...directives, ...wholeFile].filter((each) => each.rules.includes(unusedSuppression.id));
    return [
      ...directives.flatMap((each) => problemsOf(each, each.scope === 'file' ? everywhere : here, part.document)),
      ...misspeltDirectivesOf(part.document).map(misspelling),
    ]
      .filter(({ span }) => !excused.some(({ line }) => line === -1 || line === lineOf(part.document, span.start)))
      .map((problem) => ({
        part,
        finding: { ...problem, rule: unusedSuppression, pod: undefined, manifest: undefined },
      }));
  });
}

function suppressibleIn({ part, analysis }: AnalyzedPart): readonly Suppressible[] {
  return analysis.findings.map(({ rule, container, span }) => ({
    rule: rule.id,
    container: container?.name?.value,
    line: lineOf(part.document, span.start),
  }));
}

function problemsOf(
  directive: Directive,
  findings: readonly Suppressible[],
  document: YamlDocument,
): readonly Problem[] {
  const suppresses = (limited: Directive) =>
    findings.some((each) => isSuppressed(limited.scope === 'file' ? { ...each, line: limited.line } : each, [limited]));
  const whole = { span: directive.span, unnecessary: true, fixes: () => [removal(directive, document)] };
  if (directive.rules.length === 0)
    return suppresses(directive) ? [] : [{ ...whole, message: { id: 'unused', args: {} } }];
  const idle = directive.rules.filter((rule) => isKnown(rule) && !suppresses({ ...directive, rules: [rule] }));
  if (idle.length === directive.rules.length) return [{ ...whole, message: { id: 'unused', args: {} } }];
  const reason = reasonWithoutMark(directive, document);
  return directive.rules.flatMap((rule, index) => {
    const span = directive.ruleSpans[index];
    if (!span || (reason && span.start > reason.span.start)) return [];
    if (reason?.span.start === span.start) return [reason];
    if (!isKnown(rule)) return [unknownRule(rule, span, directive, document)];
    if (!idle.includes(rule)) return [];
    const fixes = () => [removalOfRule(rule, span, directive, document)];
    return [{ span, unnecessary: true, message: { id: 'unusedRule', args: { rule } }, fixes }];
  });
}

/** What comes without a comma behind a rule and is none itself: words for people. */
function reasonWithoutMark({ rules: ids, ruleSpans, span }: Directive, { text }: YamlDocument): Problem | undefined {
  const index = ids.findIndex((id, at) => {
    const [before, own] = [ruleSpans[at - 1], ruleSpans[at]];
    return before && own && !isKnown(id) && !nearestRule(id) && !text.slice(before.end, own.start).includes(',');
  });
  const [first, last] = [ruleSpans[index], ruleSpans.at(-1)];
  // A container that is named behind the mark would no longer limit the directive.
  if (!first || !last || text.slice(first.end, span.end).includes(' container=')) return undefined;
  const dash = /^[-\u2013\u2014]*\s*/.exec(text.slice(first.start, last.end))?.[0].length ?? 0;
  const edits = [{ span: { start: first.start, end: first.start + dash }, newText: '-- ' }];
  return {
    span: { start: first.start, end: last.end },
    severity: 'information',
    message: { id: 'reason', args: {} },
    fixes: () => [{ message: { id: 'markReason', args: {} }, applicability: 'safe', edits }],
  };
}

const KINDS = ['next-line', 'line', 'file'];

function misspelling({ word, span }: MisspeltDirective): Problem {
  const kind = nearestWord(word.replace(/^pod-patterns-disable|[-:]+$/g, '').replace(/^[-:]+/, ''), KINDS);
  const known = { span, severity: 'information' } as const;
  if (kind === undefined) return { ...known, message: { id: 'misspelt', args: { directive: word } } };
  const nearest = `pod-patterns-disable-${kind}`;
  const fix: Fix = {
    message: { id: 'respell', args: { nearest } },
    applicability: 'suggestion',
    edits: [{ span, newText: nearest }],
  };
  return { ...known, message: { id: 'misspeltMeant', args: { directive: word, nearest } }, fixes: () => [fix] };
}

function nearestRule(rule: string): string | undefined {
  const likely = rules.filter(({ id }) => Math.abs(id.length - rule.length) <= rule.length / 3);
  return nearestName(
    rule,
    likely.map(({ id }) => id),
  );
}

function isKnown(id: string): boolean {
  return rules.some((rule) => rule.id === id);
}

function unknownRule(rule: string, span: Span, directive: Directive, document: YamlDocument): Problem {
  const nearest = nearestRule(rule);
  const removed = () => removalOfRule(rule, span, directive, document);
  if (nearest === undefined)
    return { span, severity: 'information', message: { id: 'unknown', args: { rule } }, fixes: () => [removed()] };
  const args = { rule, nearest };
  const renamed: Fix = {
    message: { id: 'rename', args },
    applicability: 'suggestion',
    edits: [{ span, newText: nearest }],
  };
  const message: Message = { id: 'unknownMeant', args };
  return { span, severity: 'information', message, fixes: () => [renamed, removed()] };
}

/** A comment on a line of its own goes with its line, another one with the blanks before it. */
function removal({ span }: Directive, { text }: YamlDocument): Fix {
  const line = lineStart(text, span.start);
  const alone = text.slice(line, span.start).trim() === '';
  const start = text.slice(0, span.start).trimEnd().length;
  const whole = alone ? { start: line, end: nextLine(text, span.end) } : { start, end: lineEnd(text, span.end) };
  return { message: { id: 'remove', args: {} }, applicability: 'safe', edits: [{ span: whole, newText: '' }] };
}

/** Its comma goes with it; the last rule of a directive takes the directive along, which would be about all rules then. */
function removalOfRule(rule: string, span: Span, directive: Directive, document: YamlDocument): Fix {
  if (directive.rules.length === 1) return removal(directive, document);
  const isFirst = directive.ruleSpans[0] === span;
  const behind = /^\s*,?\s*/.exec(document.text.slice(span.end))?.[0].length ?? 0;
  const before = /\s*,?\s*$/.exec(document.text.slice(0, span.start))?.[0].length ?? 0;
  const whole = isFirst ? { start: span.start, end: span.end + behind } : { start: span.start - before, end: span.end };
  return {
    message: { id: 'removeRule', args: { rule } },
    applicability: 'safe',
    edits: [{ span: whole, newText: '' }],
  };
}

function lineOf(document: YamlDocument, offset: number): number {
  return lastNotAbove(lineStartsOf(document), offset, (start) => start);
}
