import { openSource, type SourceDocument } from '../syntax/source.js';
import { type Host, UsageError } from './host.js';
import { readInputs } from './inputs.js';

/** A file with what one of the commands found in it. */
export interface Visited<T> {
  readonly file: string;
  readonly result: T;
}

/**
 * Looks at every file that the arguments name, one after the other. A file that cannot be read or analyzed is
 * complained about and left out; then `complete` is false.
 */
export async function visitSources<T>(
  paths: readonly string[],
  host: Host,
  visit: (source: SourceDocument, file: string) => T,
): Promise<{ readonly visited: readonly Visited<T>[]; readonly complete: boolean }> {
  if (paths.length === 0) throw new UsageError('a PATH is missing');
  const visited: Visited<T>[] = [];
  let complete = true;
  const complain = (file: string, problem: string) => {
    complete = false;
    host.complain(`pod-patterns: ${file}: ${problem}\n`);
  };
  for await (const input of readInputs(paths, host.standardInput)) {
    const { file } = input;
    if ('problem' in input) {
      complain(file, input.problem);
      continue;
    }
    try {
      visited.push({ file, result: visit(openSource(file, 0, input.text), file) });
    } catch (error) {
      // A defect of ours that one file brings to light must not keep the others from being reported.
      complain(file, `cannot be analyzed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  if (complete && visited.length === 0) {
    host.complain(`pod-patterns: no *.yaml, *.yml or *.json in ${paths.join(', ')}\n`);
  }
  return { visited, complete };
}
