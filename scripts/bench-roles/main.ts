// Measures role inference on a folder of manifests whose containers a person has labelled:
// `npm run bench:roles -- DIR LABELS [--folds N] [--wrong N]`. docs/calibration.md describes labels and figures.
import { parseArgs } from 'node:util';
import { crossValidate } from './folds.js';
import { findLabelled, readManifests } from './judged.js';
import { readLabels } from './labels.js';
import { foldsText, reportText } from './report.js';
import { UsageError } from './usage-error.js';

const USAGE = 'usage: npm run bench:roles -- DIR LABELS [--folds N] [--wrong N]';

try {
  const { folder, file, folds, wrong } = readArguments(process.argv.slice(2));
  const labels = readLabels(file);
  const texts = readManifests(folder);
  const labelled = findLabelled(texts, labels);
  console.log(reportText(labelled, wrong));
  if (folds !== undefined) console.log(`\n${foldsText(crossValidate(texts, labelled, folds))}`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parsed(args);
  const [folder, file, extra] = positionals;
  if (folder === undefined || file === undefined || extra !== undefined) {
    throw new UsageError(`a folder of manifests and a file of labels are expected; ${USAGE}`);
  }
  return {
    folder,
    file,
    folds: values.folds === undefined ? undefined : countOf('--folds', values.folds, 2),
    wrong: countOf('--wrong', values.wrong, 0),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { folds: { type: 'string' }, wrong: { type: 'string', default: '20' } },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
}

function countOf(option: string, text: string, least: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least) {
    throw new UsageError(`${option} takes a whole number from ${least} on, not '${text}'; ${USAGE}`);
  }
  return count;
}
