import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import { programOf } from './program.js';

/** A path that a container's commands touch, made absolute where the commands say how. */
export interface FileAccess {
  readonly path: string;
  readonly access: 'read' | 'write';
  /** The item of `command` or `args` that says so. */
  readonly origin: Located<string>;
}

type Paths = { readonly read?: readonly string[]; readonly write?: readonly string[] };

/** The files that the container's commands read and write, as far as they can be seen; read once. */
export const fileAccessesOf = oncePer(readAccesses);

const NO_PATHS: Paths = {};

function readAccesses(container: ContainerView): readonly FileAccess[] {
  const { commands, variables, workingDirectory } = programOf(container);
  const accesses: FileAccess[] = [];
  let folder = workingDirectory ?? '';
  for (const command of commands) {
    const { program, words, inputs, outputs, origin } = command;
    if (program === 'cd') folder = absolute(expand(words[0] ?? '', variables), folder);
    const add = (access: FileAccess['access'], texts: readonly string[] | undefined) => {
      for (const text of texts ?? []) {
        const path = absolute(expand(text, variables), folder);
        if (path.startsWith('/')) accesses.push({ path, access, origin });
      }
    };
    const known = PROGRAMS.get(program);
    const paths = known?.(words) ?? NO_PATHS;
    add('read', paths.read);
    add('read', inputs);
    add('write', paths.write);
    add('write', outputs);
    if (!known) add('write', valuesOf(words, TARGET_FLAGS));
  }
  return accesses;
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
const TARGET_FLAGS = ['--root', '--dest', '--output', '--output-dir', '-o', '--out-file'];

function operands(words: readonly string[]): readonly string[] {
  return words.filter((word) => !word.startsWith('-') && word !== ']');
}

/** The values of flags, written `--flag value`, `--flag=value` or, for short ones, `-fvalue`. */
function valuesOf(words: readonly string[], flags: readonly string[]): string[] {
  const values: string[] = [];
  for (const [index, word] of words.entries()) {
    const flag = word.startsWith('-') ? flags.find((each) => word.startsWith(each)) : undefined;
    if (flag === undefined) continue;
    const next = words[index + 1];
    if (word === flag) {
      if (next !== undefined) values.push(next);
    } else if (word[flag.length] === '=') values.push(word.slice(flag.length + 1));
    else if (flag.length === 2) values.push(word.slice(2));
  }
  return values;
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
  const clean = /["']/.test(path) ? path.replace(/^["']|["']$/g, '') : path;
  if (clean.startsWith('/') || folder === '') return clean;
  return clean === '.' ? folder : `${folder}/${clean}`;
}
