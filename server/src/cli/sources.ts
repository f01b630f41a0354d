import { openSource, type SourceDocument } from '../syntax/source.js';
import { type Host, UsageError } from './host.js';
import { readInputs } from './inputs.js';

/** A file with what one of the commands found in it. */
export interface Visited<T> {
  readonly file: string;
  readonly result: T;
}

/**
 * Looks at every file that the arguments name, one after the other. A file that cannot be read is complained about and
 * left out; then `complete` is false.
 */
export async function visitSources<T>(
  paths: readonly string[],
  host: Host,
  visit: (source: SourceDocument, file: string) => T,
): Promise<{ readonly visited: readonly Visited<T>[]; readonly complete: boolean }> {
  if (paths.length === 0) throw new UsageError('a PATH is missing');
  const visited: Visited<T>[] = [];
  let complete = true;
  for await (const input of readInputs(paths, host.standardInput)) {
    if ('problem' in input) {
      complete = false;
      host.complain(`pod-patterns: ${input.file}: ${input.problem}\n`);
    } else {
      visited.push({ file: input.file, result: visit(openSource(input.file, 0, input.text), input.file) });
    }
  }
  if (complete && visited.length === 0)
    host.complain(`pod-patterns: no *.yaml, *.yml or *.json in ${paths.join(', ')}\n`);
  return { visited, complete };
}
