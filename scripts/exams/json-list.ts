import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.js';

/** An entry of a list, with fields of any type; without any where something else than an object stands there. */
export type ListEntry = Readonly<Record<string, unknown>>;

/** The entries of a file that holds a list of `what` as JSON. Throws a `UsageError` for anything else. */
export function readList(path: string, what: string): readonly ListEntry[] {
  const list = parsed(readText(path), path);
  if (!Array.isArray(list)) throw new UsageError(`${path} is no list of ${what}`);
  return list.map((entry: unknown) => (isEntry(entry) ? entry : {}));
}

/** The text of a file. Throws a `UsageError` where it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is no JSON`);
  }
}

function isEntry(value: unknown): value is ListEntry {
  return typeof value === 'object' && value !== null;
}
