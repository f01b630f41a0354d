import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Translation } from '../features/messages.js';
import { plainUri } from '../features/uri-path.js';
import { createWorkspaceIndex } from '../features/workspace-index.js';
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
 * Looks at every file that the arguments name, one after the other, each in the light of the others. A file that cannot
 * be read or analyzed is complained about and left out; then `complete` is false.
 */
export async function visitSources<T>(
  paths: readonly string[],
  host: Host,
  translation: Translation | undefined,
  isExcluded: (file: string) => Promise<boolean>,
  visit: (source: SourceDocument, file: string, complain: (problem: Problem) => void) => T | Promise<T>,
): Promise<{ readonly visited: readonly Visited<T>[]; readonly complete: boolean }> {
  if (paths.length === 0) throw new UsageError('a PATH is missing');
  const visited: Visited<T>[] = [];
  let complete = true;
  const complain = (file: string, { id, args }: Problem) => {
    complete = false;
    host.complain(`pod-patterns: ${file}: ${cliText(id, translation, args)}\n`);
  };
  const index = createWorkspaceIndex();
  const excluded = new Set<string>();
  const texts: { readonly file: string; readonly text: string }[] = [];
  for await (const input of readInputs(paths, host.standardInput)) {
    if ('problem' in input) {
      complain(input.file, input.problem);
    } else {
      texts.push(input);
      index.put(uriOf(input.file), input.text);
      if (await isExcluded(input.file)) excluded.add(plainUri(uriOf(input.file)));
    }
  }
  if (index.leftOut > 0) {
    host.complain(`pod-patterns: ${cliText('leftOut', translation, { count: String(index.leftOut) })}\n`);
  }
  for (const { file, text } of texts) {
    try {
      const uri = uriOf(file);
      const around = { related: index.relatedTo(uri, (each) => excluded.has(each)), partial: index.isPatch(uri) };
      visited.push({
        file,
        result: await visit(openSource(file, 0, text, around), file, (problem) => complain(file, problem)),
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

/** Standard input lies in the current folder, where nothing has its name. */
function uriOf(file: string): string {
  return pathToFileURL(resolve(file)).href;
}
