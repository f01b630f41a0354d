import { type Case, type CaseOutcome, OUTCOME_MARK } from './case.js';

const CASE_MILLISECONDS = 60_000;

/**
 * Runs one case after another and reports each on the console, from where the test outside reads it. A loop of our
 * own, because the web worker host has no `node:test`.
 */
export async function runCases(cases: readonly Case[]): Promise<void> {
  let failures = 0;
  for (const each of cases) {
    const outcome = await runCase(each);
    if (outcome.error !== undefined) failures += 1;
    console.log(OUTCOME_MARK + JSON.stringify(outcome));
  }
  if (failures > 0) throw new Error(`${failures} of ${cases.length} cases failed`);
}

async function runCase({ name, run }: Case): Promise<CaseOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${CASE_MILLISECONDS / 1000} s`)), CASE_MILLISECONDS);
  });
  try {
    await Promise.race([run(), timeout]);
    return { name };
  } catch (error) {
    return { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
