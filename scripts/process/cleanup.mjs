// What must not outlive this process: child processes and temporary folders.
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<() => unknown>} */
const undos = new Set();
let ending = false;

/** Whether a signal has told this process to end: nothing may be started any more. */
export function isEnding() {
  return ending;
}

/**
 * Has `undo` called when this process ends, by itself or by a signal. What it does before its first `await` happens in
 * any case; the rest is waited for only after a signal.
 * @param {() => unknown} undo
 * @returns {() => void} takes it back
 */
export function atExit(undo) {
  undos.add(undo);
  return () => undos.delete(undo);
}

/**
 * A new folder for temporary files, gone when this process ends or when `remove` is called.
 * @param {string} prefix
 */
export function temporaryFolder(prefix) {
  const path = mkdtempSync(join(tmpdir(), prefix));
  // A process that was just killed may still be writing, hence the retries.
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = atExit(remove);
  return {
    path,
    remove: () => {
      forget();
      remove();
    },
  };
}

/** Latest first, since a folder is made before the process that writes into it. */
function undoAll() {
  const all = [...undos].reverse();
  undos.clear();
  return all.map(async (undo) => undo());
}

/** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
async function endBy(signal) {
  ending = true;
  await Promise.allSettled(undoAll());
  process.exit(128 + constants.signals[signal]);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, endBy);
process.once('exit', undoAll);
