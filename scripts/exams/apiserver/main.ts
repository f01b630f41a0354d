// Compares the rules with what a real API server said about small manifests:
// `npm run exam:apiserver -- CASES VERDICTS [--kubernetes-version V] [--min SHARE]`. docs/testing.md describes both.
import { parseArgs } from 'node:util';
import { readKubernetesVersion } from '../../../server/src/features/read-configuration.js';
import { UsageError } from '../usage-error.js';
import { readCases } from './cases.js';
import { outcomeOf } from './outcome.js';
import { reportText } from './report.js';

const USAGE = 'usage: npm run exam:apiserver -- CASES VERDICTS [--kubernetes-version V] [--min SHARE]';

try {
  const { folder, file, version, least } = readArguments(process.argv.slice(2));
  const outcomes = readCases(folder, file).map((each) => outcomeOf(each, version));
  if (outcomes.length === 0) throw new UsageError(`there is nothing to compare: ${file} holds no verdict`);
  console.log(reportText(outcomes));
  if (outcomes.filter(({ agrees }) => agrees).length < least * outcomes.length) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parsed(args);
  const [folder, file, extra] = positionals;
  if (folder === undefined || file === undefined || extra !== undefined) {
    throw new UsageError(`a folder of cases and a file of verdicts are expected; ${USAGE}`);
  }
  const version = readKubernetesVersion(values['kubernetes-version']);
  if (version === undefined)
    throw new UsageError(`--kubernetes-version is a version such as 1.34, or latest; ${USAGE}`);
  const least = Number(values.min);
  if (!(least >= 0 && least <= 1)) throw new UsageError(`--min takes a share from 0 to 1; ${USAGE}`);
  return { folder, file, version, least };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'kubernetes-version': { type: 'string', default: 'latest' },
        min: { type: 'string', default: '1' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; ${USAGE}`);
  }
}
