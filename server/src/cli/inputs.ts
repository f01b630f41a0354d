import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { Message } from '../analysis/message.js';
import { PROJECT_FILE } from '../features/project-file.js';
import type { CliMessageId } from './messages.js';
import { textOfBytes } from './text-of-bytes.js';

/** A file that was read, or the reason why it could not be. */
export type Input =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly problem: Problem };

/** Why a file could not be read. */
export type Problem = Message<CliMessageId>;

/** What folders are searched for. */
const MANIFESTS = '**/*.{yaml,yml,json}';
/** Links to folders are not followed: they may lead in circles, and what they lead to is searched where it stands. */
const SEARCH = {
  dot: true,
  followSymbolicLinks: false,
  ignore: ['**/node_modules/**', '**/.git/**', `**/${PROJECT_FILE}`],
};

/** The name that stands for standard input. */
export const STANDARD_INPUT = '-';

/**
 * Reads what the command line names: files, folders, globs, and `-` for standard input. Each file is read once, in the
 * order of the arguments, the files of a folder by name. Files keep the names that they were given.
 */
export async function* readInputs(
  paths: readonly string[],
  standardInput: () => Promise<Uint8Array>,
): AsyncIterable<Input> {
  const seen = new Set<string>();
  for (const path of paths) {
    for (const input of await filesOf(path)) {
      const place = input.file === STANDARD_INPUT ? input.file : resolve(input.file);
      if (seen.has(place)) continue;
      seen.add(place);
      yield 'problem' in input ? input : await read(input.file, standardInput);
    }
  }
}

type Named = { readonly file: string } | { readonly file: string; readonly problem: Problem };

async function filesOf(path: string): Promise<readonly Named[]> {
  if (path === STANDARD_INPUT) return [{ file: path }];
  const found = await stat(path).catch((error: unknown) => error);
  if (isStats(found)) return found.isDirectory() ? await filesIn(path) : [{ file: path }];
  if (!isDynamicPattern(path)) return [{ file: path, problem: reasonOf(found) }];
  const files = await glob(withSlashes(path), { ...SEARCH, absolute: isAbsolute(path), expandDirectories: false });
  return files.length > 0 ? named(files) : [{ file: path, problem: problem('noMatch') }];
}

async function filesIn(folder: string): Promise<readonly Named[]> {
  try {
    const files = await glob(MANIFESTS, { cwd: folder, ...SEARCH, caseSensitiveMatch: false });
    return named(files.map((file) => withSlashes(join(folder, file))));
  } catch (error) {
    return [{ file: folder, problem: reasonOf(error) }];
  }
}

function named(files: readonly string[]): readonly Named[] {
  return files.toSorted().map((file) => ({ file }));
}

async function read(file: string, standardInput: () => Promise<Uint8Array>): Promise<Input> {
  try {
    const text = textOfBytes(file === STANDARD_INPUT ? await standardInput() : await readFile(file));
    return text === undefined ? { file, problem: problem('notText') } : { file, text };
  } catch (error) {
    return { file, problem: reasonOf(error) };
  }
}

/** Globs are written with slashes everywhere; on Windows a shell completes paths with backslashes. */
function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

function isStats(value: unknown): value is Awaited<ReturnType<typeof stat>> {
  return typeof value === 'object' && value !== null && 'isDirectory' in value;
}

const REASONS: Readonly<Record<string, CliMessageId>> = {
  ENOENT: 'missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EISDIR: 'folder',
  ELOOP: 'circle',
  ENAMETOOLONG: 'longName',
};

/** Why the system refused to read or write a file. */
export function reasonOf(error: unknown): Problem {
  if (!(error instanceof Error)) return problem('unreadable', { reason: String(error) });
  const code = 'code' in error ? String(error.code) : '';
  return problem(REASONS[code] ?? 'unreadable', { reason: error.message });
}

function problem(id: CliMessageId, args: Problem['args'] = {}): Problem {
  return { id, args };
}
