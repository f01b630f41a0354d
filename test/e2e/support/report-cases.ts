import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { runSuite } from '../../../scripts/host/workbench.mjs';
import { type CaseOutcome, OUTCOME_MARK } from '../suite/case.js';
import type { Started } from './hosts.js';

/** Opens a URL that runs the suite, and makes each case of it a test of ours. */
export async function reportCases(context: TestContext, { page, host, outgoing }: Started, url: string): Promise<void> {
  const outcomes: CaseOutcome[] = [];
  const log: string[] = [];
  const { passed, reason } = await runSuite(page, url, (line) => {
    log.push(line);
    if (line.startsWith(OUTCOME_MARK)) outcomes.push(JSON.parse(line.slice(OUTCOME_MARK.length)));
  });
  for (const { name, error } of outcomes) {
    await context.test(name, () => {
      if (error !== undefined) throw new Error(error);
    });
  }
  await context.test('the suite ran to its end', () => {
    assert.ok(passed === outcomes.every(({ error }) => error === undefined) && outcomes.length > 0, reason);
  });
  await context.test('no request left the machine', () => assert.deepEqual(outgoing(), []));
  if (!passed) console.log([...log, 'Server:', host.log()].join('\n'));
}
