import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { atExit, isEnding } from './cleanup.mjs';

const WINDOWS = process.platform === 'win32';

/** How long a process may take to clean up after itself before it is killed. */
const GRACE_MILLISECONDS = 4000;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] in place of this process's own
 * @property {boolean} [show] pass the output on while it comes
 * @property {number} [timeout] milliseconds, then the process is killed and its status is not 0
 */

/**
 * Runs a program to its end, in a process group of its own, which ends with this process.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ readonly status: number, readonly output: string }>} status 127 where there is no such program;
 * output is what it wrote to standard output and standard error, in that order of arrival
 */
export function run(command, args, { cwd, env = process.env, show = false, timeout } = {}) {
  return new Promise((resolve) => {
    // Whoever waits for this must not go on to the next thing while the process cleans up.
    if (isEnding()) return;
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: !WINDOWS });
    const closed = new Promise((done) => child.once('close', done));
    const forget = atExit(() => endGroup(child, closed));
    const timer = timeout === undefined ? undefined : setTimeout(() => signalGroup(child, 'SIGKILL'), timeout);
    /** @type {string[]} */
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output.push(text);
        if (show) process.stdout.write(text);
      });
    }
    const end = (/** @type {number} */ status) => {
      forget();
      clearTimeout(timer);
      if (!isEnding()) resolve({ status, output: output.join('') });
    };
    child.once('error', (error) => {
      output.push(error.message);
      end('code' in error && error.code === 'ENOENT' ? 127 : 126);
    });
    child.once('close', (status) => end(status ?? 1));
  });
}

/**
 * Ends a process and what it started: politely, then by force.
 * @param {import('node:child_process').ChildProcess} child started with `detached`
 * @param {Promise<unknown>} closed
 */
export async function endGroup(child, closed) {
  signalGroup(child, 'SIGTERM');
  await Promise.race([closed, delay(GRACE_MILLISECONDS, undefined, { ref: false })]);
  signalGroup(child, 'SIGKILL');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (WINDOWS) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
