import type { Located } from '../../syntax/span.js';
import { programOf } from '../commands/program.js';
import { fullRepository } from '../model/image.js';
import type { ContainerView } from '../model/model.js';
import { remembered } from '../remembered.js';
import { type Judgment, type ProductVersion, VERSIONS } from './flag-versions.js';

/** A flag that the version of a container's image does not take, or takes under an old name. */
export interface WrongFlag extends Judgment {
  readonly word: Located<string>;
  /** The word behind it, where that is its value. */
  readonly value: Located<string> | undefined;
  /** As it is written, without its value. */
  readonly flag: string;
}

/** A product whose flags have changed with a major version, as a container runs it. */
export interface WrongFlags {
  readonly product: string;
  readonly major: string;
  readonly flags: readonly WrongFlag[];
}

/** By repository and major version. */
const versionOf = remembered((key) => {
  const [repository = '', major = ''] = key.split('\0');
  return { version: VERSIONS.find((each) => each.image.test(repository) && each.major.test(major)) };
}, 1000);

const FLAG = /^(--?)([A-Za-z][\w-]*)(?:=(.*))?$/s;

/** The flags of a container that belong to another major version of its product; undefined where there are none. */
export function wrongFlagsOf(container: ContainerView): WrongFlags | undefined {
  const { image } = container;
  if (!image || (container.args.length === 0 && container.command.length === 0)) return undefined;
  const [, major] = /^v?(\d+)(?=$|[.-])/.exec(image.tag ?? '') ?? [];
  if (major === undefined) return undefined;
  const { version } = versionOf(`${fullRepository(image)}\0${major}`);
  if (!version) return undefined;
  const flags = judgeWords(version, programOf(container).words);
  return flags.length > 0 ? { product: version.product, major, flags } : undefined;
}

function judgeWords(version: ProductVersion, words: readonly Located<string>[]): readonly WrongFlag[] {
  const read = words.map((word, index) => readFlag(version, word, words[index + 1]));
  const other = (name: string) => {
    const flag = read.find((each) => each?.name === name);
    return flag && (flag.inline ?? flag.next?.value ?? '');
  };
  return words.flatMap((word, index): WrongFlag[] => {
    const flag = read[index];
    if (!flag) {
      const { program } = version;
      if (!program?.[0].test(word.value)) return [];
      return [{ word, value: undefined, flag: word.value, refused: true, becomes: { value: program[1] } }];
    }
    const { dashes, name, inline, next } = flag;
    const judgment = version.judge({ dashes, name, value: inline ?? next?.value, other });
    return judgment ? [{ word, value: next, flag: dashes + name, ...judgment }] : [];
  });
}

function readFlag({ switches }: ProductVersion, word: Located<string>, following: Located<string> | undefined) {
  const [, dashes, name, inline] = FLAG.exec(word.value) ?? [];
  if (dashes === undefined || name === undefined) return undefined;
  const takesNext = inline === undefined && !switches.has(name) && following && !following.value.startsWith('-');
  return { dashes, name, inline, next: takesNext ? following : undefined };
}
