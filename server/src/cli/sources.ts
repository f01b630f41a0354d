import type { Translation } from '../features/messages.js';
import { openSource, type SourceDocument } from '../syntax/source.js';
import { type Host, UsageError } from './host.js';
import { type Problem, readInputs } from './inputs.js';
import { cliText } from './messages.js';

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
  translation: Translation | undefined,
  visit: (source: SourceDocument, file: string, complain: (problem: Problem) => void) => T | Promise<T>,
): Promise<{ readonly visited: readonly Visited<T>[]; readonly complete: boolean }> {
  if (paths.length === 0) throw new UsageError('a PATH is missing');
  const visited: Visited<T>[] = [];
  let complete = true;
  const complain = (file: string, { id, args }: Problem) => {
    complete = false;
    host.complain(`pod-patterns: ${file}: ${cliText(id, translation, args)}\n`);
  };
  for await (const input of readInputs(paths, host.standardInput)) {
    const { file } = input;
    if ('problem' in input) {
      complain(file, input.problem);
      continue;
    }
    try {
      visited.push({
        file,
        result: await visit(openSource(file, 0, input.text), file, (problem) => complain(file, problem)),
      });
    } catch (error) {
      // A defect of ours that one file brings to light must not keep the others from being reported.
      const reason = (error instanceof Error && error.stack) || String(error);
      complain(file, { id: 'defect', args: { reason } });
    }
  }
  if (complete && visited.length === 0) {
    host.complain(`pod-patterns: ${cliText('noManifests', translation, { paths: paths.join(', ') })}\n`);
  }
  return { visited, complete };
}
