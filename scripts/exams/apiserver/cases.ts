import { join } from 'node:path';
import { type ListEntry, readList, readText } from '../json-list.js';
import { UsageError } from '../usage-error.js';

/** What an API server says about an object: rejected, accepted with a warning, accepted. */
export type Verdict = 'error' | 'warning' | 'clean';

/** A manifest of one object with the verdict of a real API server. docs/testing.md describes the file. */
export interface Case {
  readonly id: string;
  readonly text: string;
  readonly verdict: Verdict;
  /** What it is about, `volumes.subpath`: the part before the dot is its row in the table. */
  readonly concept: string;
  /** The field that the API server names, `spec.containers[0].name`; undefined where it names none. */
  readonly field: string | undefined;
}

/** Reads `<id>.yaml` of each verdict. Throws a `UsageError` for what cannot be read. */
export function readCases(folder: string, verdicts: string): readonly Case[] {
  return readList(verdicts, 'verdicts').map((entry, index) => readCase(entry, index, folder));
}

function readCase({ id, verdict, concept, field }: ListEntry, index: number, folder: string): Case {
  if (typeof id !== 'string' || !isVerdict(verdict)) {
    throw new UsageError(`verdict ${index + 1} needs an id, and the verdict error, warning or clean`);
  }
  return {
    id,
    text: readText(join(folder, `${id}.yaml`)),
    verdict,
    concept: typeof concept === 'string' ? concept : 'other',
    field: typeof field === 'string' ? field : undefined,
  };
}

function isVerdict(value: unknown): value is Verdict {
  return value === 'error' || value === 'warning' || value === 'clean';
}
