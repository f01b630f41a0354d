import type { YamlDocument } from '../syntax/nodes.js';
import { fieldNames } from './model/field-names.js';
import type { Rule } from './rules/rule.js';

/** Finds the rules that may have something to say about a document, in their own order. */
export type RuleFinder<Check> = (document: YamlDocument) => readonly RuleCheck<Check>[];

/** A rule with one of its checks. */
export interface RuleCheck<Check> {
  readonly rule: Rule;
  readonly check: Check;
}

/**
 * Sorts the rules that have a kind of check by the fields that they are about, once; what a document has then finds its
 * rules. All of them run on every key, and most have nothing to say about most documents.
 */
export function ruleFinder<Check>(
  rules: readonly Rule[],
  checkOf: (rule: Rule) => Check | undefined,
): RuleFinder<Check> {
  const checks = rules.flatMap((rule): RuleCheck<Check>[] => {
    const check = checkOf(rule);
    return check ? [{ rule, check }] : [];
  });
  const always = checks.map(({ rule }) => rule.fields === undefined);
  const placesByField = new Map<string, number[]>();
  for (const [place, { rule }] of checks.entries()) {
    for (const field of rule.fields ?? []) {
      const places = placesByField.get(field);
      if (places) places.push(place);
      else placesByField.set(field, [place]);
    }
  }
  return (document) => {
    const concerned = [...always];
    for (const name of fieldNames(document)) {
      for (const place of placesByField.get(name) ?? NOWHERE) concerned[place] = true;
    }
    return checks.filter((_, place) => concerned[place]);
  };
}

const NOWHERE: readonly number[] = [];
