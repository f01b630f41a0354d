import { stringOf } from '../../syntax/access.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import { baseName, readCommandWords, readShellScript, type ShellCommand } from './shell-commands.js';

/** What a container runs, as far as its command and args tell. */
export interface Program {
  /** `command`, then `args`. */
  readonly words: readonly Located<string>[];
  readonly commands: readonly SourcedCommand[];
  /** What its scripts assign and what `env` sets. */
  readonly variables: ReadonlyMap<string, string>;
  readonly workingDirectory: string | undefined;
}

export interface SourcedCommand extends ShellCommand {
  /** The item of `command` or `args` that it was read from, or the first one for a whole command line. */
  readonly origin: Located<string>;
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
/** A flag of a shell that is followed by a script: `-c`, `-ec`, `-euxc`. */
const SCRIPT_FLAG = /^-[a-z]*c$/;
/** Text with line breaks or shell operators between words is a script, whoever runs it. */
const LOOKS_LIKE_SCRIPT = /\n|;\s|\s&&\s|\s\|\s/;

const NOTHING: Program = { words: [], commands: [], variables: new Map(), workingDirectory: undefined };

/** The container's programs; read once. Accepts any command line. */
export const programOf = oncePer(readProgram);

/**
 * The item of `command` or `args` that the word of a command stands in: the word itself on a command line, which ends with
 * its last word, and the script where one holds it.
 */
export function itemOfWord(words: Program['words'], command: SourcedCommand, index: number): Located<string> {
  const text = command.words[index];
  const same = words[words.length - command.words.length + index];
  if (same && same.value === text) return same;
  return words.find(({ value }) => value === text) ?? command.origin;
}

function readProgram(container: ContainerView): Program {
  const words = container.args.length === 0 ? container.command : [...container.command, ...container.args];
  if (words.length === 0) return NOTHING;
  let read: ReadScripts | undefined;
  const scripts = () => {
    read ??= readScripts(container, words);
    return read;
  };
  return {
    words,
    get commands() {
      return scripts().commands;
    },
    get variables() {
      return scripts().variables;
    },
    workingDirectory: stringOf(container.node, 'workingDir')?.value,
  };
}

type ReadScripts = Pick<Program, 'commands' | 'variables'>;

/** Long scripts take time, so they are read when somebody asks what they run. */
function readScripts(container: ContainerView, words: readonly Located<string>[]): ReadScripts {
  const variables = new Map<string, string>();
  for (const { name, value } of container.env) if (value) variables.set(name.value, value.value);
  const commands: SourcedCommand[] = [];
  for (const origin of scriptsOf(words)) {
    const script = readShellScript(origin.value);
    for (const command of script.commands) commands.push({ ...command, origin });
    for (const [name, value] of script.variables) variables.set(name, value);
  }
  const [first] = words;
  if (commands.length === 0 && first) {
    const texts = words.map(({ value }) => value);
    const whole =
      container.command.length > 0 ? readCommandWords(first.value, texts.slice(1)) : readCommandWords('', texts);
    commands.push({ ...whole, origin: first });
  }
  return { commands, variables };
}

/** The items that a shell reads as a script: what follows `sh -c`, and what can be nothing else. */
function scriptsOf(words: readonly Located<string>[]): Located<string>[] {
  const scripts: Located<string>[] = [];
  let shell = false;
  let flagged = false;
  for (const word of words) {
    if (flagged && !word.value.startsWith('-')) {
      scripts.push(word);
      flagged = false;
      shell = false;
    } else if (SHELLS.has(baseName(word.value))) shell = true;
    else if (SCRIPT_FLAG.test(word.value) && (shell || words[0] === word)) flagged = true;
    else if (!shell && words.length === 1 && LOOKS_LIKE_SCRIPT.test(word.value)) scripts.push(word);
  }
  return scripts;
}
