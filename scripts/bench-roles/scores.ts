import { ROLES, type Role } from '../../server/src/analysis/roles/role.js';

/** A role that was given, and the one that a person says; `given` is undefined where there was no answer. */
export interface Answer {
  readonly expected: Role;
  readonly given: Role | undefined;
}

export interface RoleScore {
  readonly role: Role;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How many labels have the role. */
  readonly labels: number;
}

/** Precision, recall and F1 of each role that a label has or an answer gives; no answer misses its role. */
export function scoreRoles(answers: readonly Answer[]): RoleScore[] {
  return ROLES.flatMap((role) => {
    const labels = answers.filter(({ expected }) => expected === role).length;
    const given = answers.filter((answer) => answer.given === role);
    if (labels + given.length === 0) return [];
    const right = given.filter(({ expected }) => expected === role).length;
    const precision = ratio(right, given.length);
    const recall = ratio(right, labels);
    return [{ role, precision, recall, f1: ratio(2 * precision * recall, precision + recall), labels }];
  });
}

/** The mean of the roles' F1: a rare role counts as much as a frequent one. */
export function macroF1(answers: readonly Answer[]): number {
  const scores = scoreRoles(answers);
  return ratio(
    scores.reduce((sum, { f1 }) => sum + f1, 0),
    scores.length,
  );
}

export function accuracy(answers: readonly Answer[]): number {
  return ratio(answers.filter(({ expected, given }) => expected === given).length, answers.length);
}

/** A verdict's confidence, and whether the verdict is right. */
export interface Confident {
  readonly confidence: number;
  readonly right: boolean;
}

export interface ConfidenceBin {
  /** From `from` to below `to`; the last one holds 1 as well. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly rightShare: number;
}

const BIN_EDGES = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];

/** What confidence is worth: of the verdicts of each bin, how many are right. Bins that nobody is in are left out. */
export function reliability(verdicts: readonly Confident[]): ConfidenceBin[] {
  return BIN_EDGES.slice(1).flatMap((to, at) => {
    const from = BIN_EDGES[at] ?? 0;
    const within = verdicts.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    return within.length === 0 ? [] : [{ from, to, ...summary(within) }];
  });
}

/** How many verdicts are at least this confident, and the share of them that is right. */
export function summaryFrom(verdicts: readonly Confident[], least: number): Omit<ConfidenceBin, 'from' | 'to'> {
  return summary(verdicts.filter(({ confidence }) => confidence >= least));
}

function summary(verdicts: readonly Confident[]): Omit<ConfidenceBin, 'from' | 'to'> {
  const count = verdicts.length;
  return {
    count,
    meanConfidence: ratio(
      verdicts.reduce((sum, { confidence }) => sum + confidence, 0),
      count,
    ),
    rightShare: ratio(verdicts.filter(({ right }) => right).length, count),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
