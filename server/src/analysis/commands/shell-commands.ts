import { remembered } from '../remembered.js';
import { readShellWords, type ShellToken } from './shell-words.js';

/** One program that a script runs, or a whole command line that needs no shell. */
export interface ShellCommand {
  /** File name of the program without its folder: `tail`. Empty where the image's own entry point runs. */
  readonly program: string;
  /** Its arguments, without quotes; variables stay as they are. */
  readonly words: readonly string[];
  /** Files behind `>`, `>>` and their kind. */
  readonly outputs: readonly string[];
  /** Files behind `<`. */
  readonly inputs: readonly string[];
  /** Whether it is fed by `|` or a here-document. */
  readonly fed: boolean;
  /** Whether it stands in `$(…)`, so that its output becomes a word of another command. */
  readonly captured: boolean;
  readonly loop: ShellLoop | undefined;
  /** Where its exit status decides: in `while`, `until`, or `if`; `while !` counts as `until`. */
  readonly condition: Condition | undefined;
}

export type Condition = 'while' | 'until' | 'if';

export interface ShellLoop {
  /** `while true`, `for ((;;))` and their kind. */
  readonly endless: boolean;
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** What the script assigns, by name; the last assignment counts. */
  readonly variables: ReadonlyMap<string, string>;
}

const MAX_SUBSTITUTION_DEPTH = 3;
const KEYWORDS = new Set(['then', 'else', 'fi', '{', '}', '[[', ']]', 'in', 'case', 'esac', 'function']);
/** Programs that run the command behind them. */
const WRAPPERS = new Set([
  'exec',
  'nohup',
  'sudo',
  'command',
  'env',
  'time',
  'timeout',
  'setsid',
  'nice',
  'tini',
  'dumb-init',
]);
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
type Redirection = 'outputs' | 'inputs' | 'here' | 'copy';
const REDIRECTIONS: ReadonlyMap<string, Redirection> = new Map([
  ['>', 'outputs'],
  ['>>', 'outputs'],
  ['>|', 'outputs'],
  ['&>', 'outputs'],
  ['&>>', 'outputs'],
  ['<', 'inputs'],
  ['<<', 'here'],
  ['<<-', 'here'],
  ['<<<', 'here'],
  ['>&', 'copy'],
  ['<&', 'copy'],
]);

/** The programs of a shell script in the order in which they stand. Accepts any text. */
export const readShellScript: (script: string) => ShellScript = remembered(readScript, 1000);

function readScript(script: string): ShellScript {
  const commands: ShellCommand[] = [];
  const variables = new Map<string, string>();
  readInto({ commands, variables }, script, { loop: undefined, condition: undefined, depth: 0 });
  return { commands, variables };
}

/** A command line that runs without a shell. */
export function readCommandWords(program: string, words: readonly string[]): ShellCommand {
  const [name = '', ...rest] = unwrap([program, ...words]);
  const nothing = { outputs: [], inputs: [], fed: false, captured: false, loop: undefined, condition: undefined };
  return { program: baseName(name), words: rest, ...nothing };
}

/** The last component of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What holds for every command of a script that stands inside another one. */
interface Scope {
  readonly loop: ShellLoop | undefined;
  readonly condition: Condition | undefined;
  readonly depth: number;
}

interface OpenLoop {
  endless: boolean;
  readonly kind: 'while' | 'until' | 'for';
  inCondition: boolean;
}

interface Draft {
  readonly words: string[];
  readonly outputs: string[];
  readonly inputs: string[];
  fed: boolean;
  negated: boolean;
}

interface Collected {
  readonly commands: ShellCommand[];
  readonly variables: Map<string, string>;
}

interface State extends Collected {
  readonly scope: Scope;
  readonly loops: OpenLoop[];
  draft: Draft;
  inIf: boolean;
}

function readInto(collected: Collected, script: string, scope: Scope): void {
  const state: State = { ...collected, scope, loops: [], draft: newDraft(false), inIf: false };
  const tokens = readShellWords(script);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'word') {
      readSubstitutions(state, token);
      if (state.draft.words.length > 0) state.draft.words.push(token.text);
      else if (token.text === 'for') at = openFor(state, tokens, at);
      else readFirstWord(state, token.text);
    } else if (token) {
      const redirection = REDIRECTIONS.get(token.text);
      if (!redirection) finish(state, token.text === '|');
      else redirect(state.draft, redirection, token.descriptor, tokens[++at]?.text);
    }
  }
  finish(state, false);
}

function newDraft(fed: boolean): Draft {
  return { words: [], outputs: [], inputs: [], fed, negated: false };
}

function readSubstitutions(state: State, { substitutions }: ShellToken): void {
  if (substitutions.length === 0 || state.scope.depth >= MAX_SUBSTITUTION_DEPTH) return;
  for (const script of substitutions) {
    const scope = { loop: loopOf(state), condition: conditionOf(state), depth: state.scope.depth + 1 };
    readInto(state, script, scope);
  }
}

/** A keyword, or the first word of a command. */
function readFirstWord(state: State, word: string): void {
  if (word === 'while' || word === 'until') state.loops.push({ endless: false, kind: word, inCondition: true });
  else if (word === 'do') {
    const loop = state.loops.at(-1);
    if (loop) loop.inCondition = false;
  } else if (word === 'done') state.loops.pop();
  else if (word === 'if' || word === 'elif') state.inIf = true;
  else if (word === '!') state.draft.negated = !state.draft.negated;
  else {
    if (word === 'then' || word === 'fi') state.inIf = false;
    if (!KEYWORDS.has(word)) state.draft.words.push(word);
  }
}

/** Skips the head of a `for`; answers where it ends. */
function openFor(state: State, tokens: readonly ShellToken[], start: number): number {
  const head = tokens.slice(start + 1, start + 7).map(({ text }) => text);
  state.loops.push({ endless: head.join('').startsWith('((;;))'), kind: 'for', inCondition: false });
  let at = start;
  while (at + 1 < tokens.length && tokens[at + 1]?.text !== 'do') at++;
  return at;
}

function redirect(draft: Draft, kind: Redirection, descriptor: string | undefined, target: string | undefined): void {
  if (kind === 'here') draft.fed = true;
  if (target === undefined || target === '/dev/null' || (kind === 'outputs' && descriptor === '2')) return;
  if (kind === 'outputs' || kind === 'inputs') draft[kind].push(target);
}

/** Ends the command that is being read; the next one is `fed` by it after `|`. */
function finish(state: State, feedsNext: boolean): void {
  const { draft } = state;
  if (draft.words.length + draft.inputs.length + draft.outputs.length === 0) {
    draft.fed = feedsNext;
    draft.negated = false;
    return;
  }
  state.draft = newDraft(feedsNext);
  const words = unwrap(takeAssignments(state, draft.words));
  const loop = state.loops.at(-1);
  if (loop?.inCondition && isAlways(words, loop.kind, draft.negated)) loop.endless = true;
  if (words.length + draft.inputs.length + draft.outputs.length === 0) return;
  const condition = conditionOf(state);
  state.commands.push({
    program: baseName(words[0] ?? ''),
    words: words.slice(1),
    outputs: draft.outputs,
    inputs: draft.inputs,
    fed: draft.fed,
    captured: state.scope.depth > 0,
    loop: loopOf(state),
    condition: condition && draft.negated ? negated(condition) : condition,
  });
}

function takeAssignments(state: State, words: readonly string[]): readonly string[] {
  if (!words[0]?.includes('=')) return words;
  let at = 0;
  for (let match = ASSIGNMENT.exec(words[at] ?? ''); match; match = ASSIGNMENT.exec(words[at] ?? '')) {
    state.variables.set(match[1] ?? '', match[2] ?? '');
    at++;
  }
  return at === 0 ? words : words.slice(at);
}

function loopOf(state: State): ShellLoop | undefined {
  return state.loops.at(-1) ?? state.scope.loop;
}

function conditionOf(state: State): Condition | undefined {
  const loop = state.loops.at(-1);
  if (loop?.inCondition && loop.kind !== 'for') return loop.kind;
  return state.inIf ? 'if' : state.scope.condition;
}

function negated(condition: Condition): Condition {
  if (condition === 'if') return 'if';
  return condition === 'while' ? 'until' : 'while';
}

/** Whether a condition never ends its loop: `while true`, `while :`, `while [ 1 ]`, `while sleep 10`, `until false`. */
function isAlways([program = '', first = '', second]: readonly string[], kind: string, isNegated: boolean): boolean {
  if ((kind === 'until') !== isNegated) return program === 'false';
  if (program === '[' || program === 'test') return /^(?:1|true|:)$/.test(first) && (second === ']' || !second);
  return program === 'true' || program === ':' || program === 'sleep' || program === '1';
}

function unwrap(words: readonly string[]): readonly string[] {
  let at = 0;
  while (WRAPPERS.has(baseName(words[at] ?? ''))) {
    at++;
    while (/^-|^\d+[smhd]?$/.test(words[at] ?? '') || ASSIGNMENT.test(words[at] ?? '')) at++;
  }
  return at === 0 ? words : words.slice(at);
}
