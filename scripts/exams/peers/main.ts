// Compares the rules with what other linters say about the files of their own tests:
// `npm run exam:peers -- FOLDER CASES [--tier core] [--min SHARE]`. docs/testing.md describes both.
import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error.js';
import { answer } from './answer.js';
import { readCases } from './cases.js';
import { reportText } from './report.js';

const USAGE = 'usage: npm run exam:peers -- FOLDER CASES [--tier core] [--min SHARE]';

try {
  const { folder, file, tier, least } = readArguments(process.argv.slice(2));
  const answers = readCases(folder, file)
    .filter((each) => tier === undefined || each.tier === tier)
    .flatMap((each) => answer(each) ?? []);
  if (answers.length === 0)
    throw new UsageError(`there is nothing to compare: ${file} asks nothing that a rule answers`);
  console.log(reportText(answers));
  if (answers.filter(({ agrees }) => agrees).length < least * answers.length) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parsed(args);
  const [folder, file, extra] = positionals;
  if (folder === undefined || file === undefined || extra !== undefined) {
    throw new UsageError(`a folder of files and a list of cases are expected; ${USAGE}`);
  }
  const least = Number(values.min);
  if (!(least >= 0 && least <= 1)) throw new UsageError(`--min takes a share from 0 to 1; ${USAGE}`);
  return { folder, file, tier: values.tier, least };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { tier: { type: 'string' }, min: { type: 'string', default: '1' } },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
}
