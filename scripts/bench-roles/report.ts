import type { FoldResult } from './folds.js';
import type { Labelled } from './judged.js';
import { type Answer, accuracy, type Confident, macroF1, reliability, scoreRoles, summaryFrom } from './scores.js';

/** From here on a verdict is shown without doubt, and has to be right. */
const CONFIDENT = 0.9;

/** The figures of a folder with labels, as text for a terminal. */
export function reportText(labelled: readonly Labelled[], wrongShown: number): string {
  const sure = labelled.filter(({ label }) => !label.doubt);
  const doubtful = labelled.filter(({ label }) => label.doubt);
  const answers = sure.map(answerOf);
  return [
    ...roleTable(answers),
    '',
    `${labelled.length} labels: ${sure.length} counted, ${doubtful.length} of doubt, ${labelled.filter(({ found }) => !found).length} without an answer`,
    `macro-F1 ${decimal(macroF1(answers))}`,
    `role right ${share(sure, isRight)}; of those of doubt ${share(doubtful, isRight)}`,
    `function right ${share(
      sure.filter(({ label }) => label.function !== undefined),
      ({ label, found }) => found?.pod.verdictOf(found.container).function === label.function,
    )}`,
    `native right ${share(sure, ({ label, found }) => found?.pod.verdictOf(found.container).native === label.native)}`,
    '',
    ...reliabilityTable(sure.flatMap(confidentOf)),
    ...wrongLines(sure, wrongShown),
  ].join('\n');
}

/** The figures of a cross-validation over owners, as text for a terminal. */
export function foldsText(folds: readonly FoldResult[]): string {
  const rows = folds.map((fold, at) => row(String(at + 1), String(fold.owners.length), fold));
  const all = {
    asSet: folds.flatMap(({ asSet }) => asSet),
    refitted: folds.flatMap(({ refitted }) => refitted),
    unseenProducts: folds.flatMap(({ unseenProducts }) => unseenProducts),
  };
  const owners = folds.reduce((sum, fold) => sum + fold.owners.length, 0);
  return [
    'Held-out owners, role right: with the weights as set, fitted to the other owners, and without products that no other owner uses',
    columns(['fold', 'owners', 'containers', 'as set', 'refitted', 'unseen']),
    ...rows,
    row('all', String(owners), all),
    columns([
      '',
      '',
      'macro-F1',
      ...[all.asSet, all.refitted, all.unseenProducts].map((each) => decimal(macroF1(each))),
    ]),
    '',
    'As set, without products that no other owner uses:',
    ...roleTable(all.unseenProducts),
  ].join('\n');
}

function row(name: string, owners: string, fold: Omit<FoldResult, 'owners'>): string {
  const shares = [fold.asSet, fold.refitted, fold.unseenProducts].map((answers) => decimal(accuracy(answers)));
  return columns([name, owners, String(fold.asSet.length), ...shares]);
}

function roleTable(answers: readonly Answer[]): string[] {
  const rows = scoreRoles(answers).map(({ role, precision, recall, f1, labels }) =>
    columns([role, decimal(precision), decimal(recall), decimal(f1), String(labels)]),
  );
  return [columns(['role', 'precision', 'recall', 'F1', 'labels']), ...rows];
}

function reliabilityTable(verdicts: readonly Confident[]): string[] {
  const rows = reliability(verdicts).map(({ from, to, count, meanConfidence, rightShare }) =>
    columns([`${from} to ${to}`, String(count), decimal(meanConfidence), decimal(rightShare)]),
  );
  const { count, meanConfidence, rightShare } = summaryFrom(verdicts, CONFIDENT);
  return [
    columns(['confidence', 'verdicts', 'mean', 'right']),
    ...rows,
    columns([`from ${CONFIDENT}`, String(count), decimal(meanConfidence), decimal(rightShare)]),
  ];
}

function wrongLines(sure: readonly Labelled[], shown: number): string[] {
  const wrong = sure.filter((each) => !isRight(each)).slice(0, shown);
  const lines = wrong.map(({ label, found }) => {
    const verdict = found?.pod.verdictOf(found.container);
    const given = verdict ? `${verdict.role} ${decimal(verdict.confidence)}` : 'no answer';
    return `${label.file}: '${label.container}' is ${label.role}/${label.function ?? '-'}, not ${given}`;
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function answerOf({ label, found }: Labelled): Answer {
  return { expected: label.role, given: found?.pod.verdictOf(found.container).role };
}

function isRight(labelled: Labelled): boolean {
  const { expected, given } = answerOf(labelled);
  return expected === given;
}

function confidentOf(labelled: Labelled): Confident[] {
  const { found } = labelled;
  return found ? [{ confidence: found.pod.verdictOf(found.container).confidence, right: isRight(labelled) }] : [];
}

function share(labelled: readonly Labelled[], holds: (labelled: Labelled) => boolean): string {
  const count = labelled.filter(holds).length;
  return `${count}/${labelled.length} (${decimal(labelled.length === 0 ? 0 : count / labelled.length)})`;
}

function columns(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at === 0 ? cell.padEnd(14) : cell.padStart(12)))
    .join('')
    .trimEnd();
}

function decimal(value: number): string {
  return value.toFixed(3);
}
