// Runs the tests: `npm test` runs all, `node scripts/test.mjs STAGE…` some. Needs only Node and npm at first and installs
// the rest. The last line is `N passed, N failed`.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from './process/cleanup.mjs';
import { Failure, runMain } from './process/failure.mjs';
import { runNpm } from './process/npm.mjs';
import { run } from './process/run.mjs';
import { installDependencies } from './project/dependencies.mjs';
import { projectRoot } from './project/root.mjs';

/** Several times what the longest stage takes: one that hangs must not hold up a build machine. */
const STAGE_MILLISECONDS = 600_000;

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string} output
 */

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {boolean} [inVSCode] whether it needs the embedded VS Code and a browser
 * @property {() => Promise<Outcome>} run
 */

/** In this order: what is quick and fails most often comes first. @type {Readonly<Record<string, Stage>>} */
const STAGES = {
  check: { title: 'Format, lint and types', run: () => runScript('check') },
  unit: { title: 'Unit tests', run: runUnitTests },
  package: { title: 'Package: content and sizes', run: () => runTests(['test/e2e/package.test.ts']) },
  'extension-host': {
    title: 'In VS Code, Node extension host',
    inVSCode: true,
    run: () => runTests(['test/e2e/extension-host.test.ts']),
  },
  'web-host': {
    title: 'In VS Code, web worker extension host',
    inVSCode: true,
    run: () => runTests(['test/e2e/web-host.test.ts']),
  },
  ui: { title: 'In VS Code, by mouse and keyboard', inVSCode: true, run: () => runTests(['test/e2e/ui.test.ts']) },
  start: { title: 'npm start', inVSCode: true, run: () => runTests(['test/e2e/start.test.ts']) },
  samples: { title: 'In VS Code, every sample', inVSCode: true, run: () => runTests(['test/e2e/samples.test.ts']) },
  electron: {
    title: 'Desktop VS Code, or its stand-in',
    inVSCode: true,
    run: () => runTests(['test/e2e/electron.test.ts']),
  },
};

runMain(async () => {
  const stages = chosenStages(process.argv.slice(2));
  await installDependencies();
  if (stages.some((stage) => stage.inVSCode)) await prepareVSCode();
  const totals = { passed: 0, failed: 0 };
  // All that the tests write for a while goes below one folder, which is removed even if they are killed.
  const temporary = temporaryFolder('pod-test-');
  for (const variable of ['TMPDIR', 'TMP', 'TEMP']) process.env[variable] = temporary.path;
  for (const stage of stages) {
    const { passed, failed } = await runStage(stage);
    totals.passed += passed;
    totals.failed += failed;
  }
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 ? 0 : 1;
});

/** @param {readonly string[]} names none for all */
function chosenStages(names) {
  if (names.length === 0) return Object.values(STAGES);
  return names.map((name) => {
    const stage = STAGES[name];
    if (stage === undefined) throw new Failure(`No stage ${name}; there are ${Object.keys(STAGES).join(', ')}.`);
    return stage;
  });
}

/** Before the tests, so that a machine without a network or a browser hears of it at once. */
async function prepareVSCode() {
  const { installHost } = await import('./host/install-host.mjs');
  const { findOrInstallBrowser } = await import('./host/install-browser.mjs');
  await installHost();
  console.log(`Browser: ${await findOrInstallBrowser()}`);
}

/** @param {Stage} stage */
async function runStage(stage) {
  console.log(`\n▸ ${stage.title}`);
  const start = Date.now();
  let outcome = await stage.run();
  if (stage.inVSCode && outcome.failed > 0) {
    // A browser and three processes on a busy machine: what fails twice is broken, and what fails once is still shown.
    console.log(`${outcome.output}\n  Note: failed once and is run again`);
    outcome = await stage.run();
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  for (const note of outcome.output.match(/^Note: .*$/gm) ?? []) console.log(`  ${note}`);
  if (outcome.failed > 0) console.log(outcome.output);
  const count = outcome.failed > 0 ? `✗ ${outcome.failed} failed, ${outcome.passed}` : `✓ ${outcome.passed}`;
  console.log(`  ${count} passed (${seconds} s)`);
  return outcome;
}

/**
 * A script of package.json, which counts as one test.
 * @param {string} name
 * @returns {Promise<Outcome>}
 */
async function runScript(name) {
  const { status, output } = await runNpm(['run', '--silent', name], { cwd: projectRoot });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
}

/** Thousands of tests: only the failures of them are worth printing. */
async function runUnitTests() {
  const outcome = await runTests(unitTests(), availableParallelism());
  return { ...outcome, output: failuresIn(outcome.output) };
}

/**
 * @param {readonly string[]} files
 * @param {number} [concurrency]
 * @returns {Promise<Outcome>}
 */
async function runTests(files, concurrency = 1) {
  const args = ['--import', 'tsx', '--test', '--test-reporter=spec', `--test-concurrency=${concurrency}`, ...files];
  const { status, output } = await run(process.execPath, args, { cwd: projectRoot, timeout: STAGE_MILLISECONDS });
  const failed = countOf('fail', output) + countOf('cancelled', output);
  // A skipped test proves nothing, and a runner that broke down counts nothing.
  const unproved = countOf('skipped', output) + countOf('todo', output);
  const passed = countOf('pass', output);
  return {
    passed,
    failed: Math.max(failed + unproved, status === 0 && passed > 0 ? 0 : 1),
    output,
  };
}

/**
 * @param {string} what as the spec reporter names it
 * @param {string} output
 */
function countOf(what, output) {
  return Number(new RegExp(`^ℹ ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
}

/**
 * The reporter's own list of failures, which repeats them at the end; everything where it has none.
 * @param {string} output
 */
function failuresIn(output) {
  const list = output.lastIndexOf('✖ failing tests:');
  return list < 0 ? output : output.slice(list);
}

function unitTests() {
  return readdirSync(join(projectRoot, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !/^e2e[/\\]/.test(file))
    .map((file) => join('test', file))
    .sort();
}
