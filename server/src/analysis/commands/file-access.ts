import type { Located } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import { programOf, type SourcedCommand } from './program.js';

/** A path that a container's commands touch, made absolute where the commands say how. */
export interface FileAccess {
  readonly path: string;
  readonly access: 'read' | 'write';
  /** The item of `command` or `args` that says so. */
  readonly origin: Located<string>;
}

type Paths = { readonly read?: readonly string[]; readonly write?: readonly string[] };

const cache = new WeakMap<ContainerView, readonly FileAccess[]>();

/** The files that the container's commands read and write, as far as they can be seen; read once. */
export function fileAccessesOf(container: ContainerView): readonly FileAccess[] {
  let accesses = cache.get(container);
  if (!accesses) {
    accesses = [...readAccesses(container)];
    cache.set(container, accesses);
  }
  return accesses;
}

function* readAccesses(container: ContainerView): Iterable<FileAccess> {
  const { commands, variables, workingDirectory } = programOf(container);
  let folder = workingDirectory ?? '';
  for (const command of commands) {
    if (command.program === 'cd') folder = absolute(expand(command.words[0] ?? '', variables), folder);
    const paths = PROGRAMS.get(command.program)?.(command.words) ?? {};
    for (const [access, texts] of [
      ['read', [...(paths.read ?? []), ...command.inputs]],
      ['write', [...(paths.write ?? []), ...command.outputs, ...flagTargets(command)]],
    ] as const) {
      for (const text of texts) {
        const path = absolute(expand(text, variables), folder);
        if (path.startsWith('/')) yield { path, access, origin: command.origin };
      }
    }
  }
}

const read = (words: readonly string[]): Paths => ({ read: operands(words) });
const write = (words: readonly string[]): Paths => ({ write: operands(words) });
const readAfterFirst = (words: readonly string[]): Paths => ({ read: operands(words).slice(1) });

/** How common programs name the files that they read and write. */
const PATHS_OF: Readonly<Record<string, (words: readonly string[]) => Paths>> = {
  cat: read,
  tail: read,
  head: read,
  less: read,
  wc: read,
  sort: read,
  uniq: read,
  cut: read,
  tac: read,
  ls: read,
  find: read,
  stat: read,
  du: read,
  md5sum: read,
  sha256sum: read,
  source: read,
  '.': read,
  grep: readAfterFirst,
  egrep: readAfterFirst,
  awk: readAfterFirst,
  jq: readAfterFirst,
  sed: (words) =>
    words.some((word) => /^-i/.test(word)) ? { write: operands(words).slice(1) } : readAfterFirst(words),
  envsubst: read,
  tee: write,
  mkdir: write,
  truncate: write,
  cp: copy,
  mv: copy,
  install: copy,
  rsync: copy,
  ln: copy,
  wget: (words) => ({ write: valuesOf(words, ['-O', '-P', '--output-document', '--directory-prefix']) }),
  curl: (words) => ({ write: valuesOf(words, ['-o', '--output', '--output-dir']) }),
  unzip: (words) => ({ write: valuesOf(words, ['-d']) }),
  git: (words) => ({
    write: words.includes('clone') ? [...operands(words).slice(2), '.'] : [...valuesOf(words, ['-C']), '.'],
  }),
  tar: (words) => {
    const folders = valuesOf(words, ['-C', '--directory']);
    return words.some((word) => /^-?[a-z]*x/.test(word)) ? { write: folders } : { read: folders };
  },
  dd: (words) => ({ read: suffixes(words, 'if='), write: suffixes(words, 'of=') }),
};

const PROGRAMS = new Map(Object.entries(PATHS_OF));

function copy(words: readonly string[]): Paths {
  const [folder] = valuesOf(words, ['-t', '--target-directory']);
  const paths = operands(words);
  return folder === undefined ? { read: paths.slice(0, -1), write: paths.slice(-1) } : { read: paths, write: [folder] };
}

/** `--root=/data` and the like of programs that have no row above. */
function flagTargets({ program, words }: SourcedCommand): readonly string[] {
  return PROGRAMS.has(program)
    ? []
    : valuesOf(words, ['--root', '--dest', '--output', '--output-dir', '-o', '--out-file']);
}

function operands(words: readonly string[]): readonly string[] {
  return words.filter((word) => !word.startsWith('-') && word !== ']');
}

/** The values of flags, written `--flag value`, `--flag=value` or, for short ones, `-fvalue`. */
function valuesOf(words: readonly string[], flags: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const flag = flags.find((each) => word.startsWith(each));
    if (flag === undefined) return [];
    if (word === flag) return words[index + 1] ?? [];
    if (word[flag.length] === '=') return [word.slice(flag.length + 1)];
    return flag.length === 2 ? [word.slice(2)] : [];
  });
}

function suffixes(words: readonly string[], prefix: string): string[] {
  return words.filter((word) => word.startsWith(prefix)).map((word) => word.slice(prefix.length));
}

const VARIABLE = /\$(?:\{(\w+)[^}]*\}|\((\w+)\)|(\w+))/g;

function expand(text: string, variables: ReadonlyMap<string, string>): string {
  if (!text.includes('$')) return text;
  return text.replace(VARIABLE, (whole, ...names: (string | undefined)[]) => {
    const name = names.slice(0, 3).find((each) => each !== undefined);
    return (name === undefined ? undefined : variables.get(name)) ?? whole;
  });
}

function absolute(path: string, folder: string): string {
  const clean = path.replace(/^["']|["']$/g, '');
  if (clean.startsWith('/') || folder === '') return clean;
  return clean === '.' ? folder : `${folder}/${clean}`;
}
