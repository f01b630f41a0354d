import type { SourcedCommand } from './program.js';

/** What shell programmers mean by some common lines; each function takes the commands of one container. */
type Commands = readonly SourcedCommand[];

const CLOUD_CLIENTS = new Set(['gsutil', 'rclone', 'huggingface-cli', 'hf', 'aws', 'gcloud', 'az', 's5cmd']);
const TRANSFORMERS = new Set(['awk', 'gawk', 'sed', 'jq', 'cut', 'tr', 'xsltproc', 'yq']);
const PRINTERS = new Set(['echo', 'printf']);
const DOING_NOTHING = new Set(['sleep', 'pause', 'trap', 'wait', 'true', ':', 'tail', '[', 'exit', 'set', 'cd']);

/** `tail -f app.log`: the command that follows a file; `/dev/null` only keeps a container alive. */
export function followsFile(commands: Commands): SourcedCommand | undefined {
  return commands.find(
    ({ program, words }) =>
      (program === 'tail' || program === 'xtail') &&
      words.some((word) => /^-\w*[fF]|^--follow/.test(word)) &&
      !words.includes('/dev/null'),
  );
}

/** `cat access.log` to standard output, again and again. */
export function printsFileInLoop(commands: Commands): SourcedCommand | undefined {
  return commands.find(
    ({ program, words, loop, outputs, condition, captured }) =>
      program === 'cat' &&
      loop?.endless &&
      !condition &&
      !captured &&
      outputs.length === 0 &&
      words.some((word) => word.includes('/')),
  );
}

/** Fetching again and again: `git pull`, `rsync`, `wget -O`, `aws s3 sync` in a loop. */
export function fetchesInLoop(commands: Commands): SourcedCommand | undefined {
  return commands.find((command) => command.loop?.endless && fetches(command));
}

/** Whether a command brings something from outside the pod and keeps it. */
export function fetches({ program, words, outputs }: SourcedCommand): boolean {
  if (program === 'git') return words.some((word) => /^(?:clone|pull|fetch)$/.test(word));
  if (program === 'rsync') return true;
  if (program === 'curl')
    return (
      outputs.length > 0 ||
      words.some((word) => /^-\w*[oO]|^--output|^--remote-name/.test(word) && !words.includes('/dev/null'))
    );
  if (program === 'wget')
    return (
      !words.some((word) => /^--spider|^-\w*O-$/.test(word)) && !words.includes('/dev/null') && !words.includes('-')
    );
  return CLOUD_CLIENTS.has(program) && words.some((word) => /^(?:cp|sync|copy|rsync|download|snapshot)$/.test(word));
}

/** Changes text on its way, again and again: with `sed` and its kind, or line by line in a `read` loop. */
export function transformsInLoop(commands: Commands): SourcedCommand | undefined {
  const follows = followsFile(commands) !== undefined;
  return commands.find(({ program, words, loop, condition, captured, fed }) => {
    if (condition || captured) return false;
    if (TRANSFORMERS.has(program)) return loop?.endless || (follows && fed);
    const readsLines =
      loop && PRINTERS.has(program) && commands.some((each) => each.loop === loop && each.program === 'read');
    return readsLines && words.some((word) => /\{.*\$\{?\w+\}?.*\}/s.test(word));
  });
}

/** A chore that is done again and again: the command of an endless loop that does more than sleep and print. */
export function worksInLoop(commands: Commands): SourcedCommand | undefined {
  return commands.find(
    ({ program, loop, outputs, captured }) =>
      loop?.endless &&
      !captured &&
      program !== '' &&
      (outputs.length > 0 || !(DOING_NOTHING.has(program) || PRINTERS.has(program))),
  );
}

/** Nothing but sleeping and nothing printed: the container is kept for people to look into. */
export function onlySleeps(commands: Commands): SourcedCommand | undefined {
  if (!commands.every(({ program, outputs }) => DOING_NOTHING.has(program) && outputs.length === 0)) return undefined;
  return followsFile(commands) ? undefined : commands.find(sleeps);
}

/** The command of a container that does its work once and is then kept from ending by `sleep`. */
export function worksThenSleeps(commands: Commands): SourcedCommand | undefined {
  const last = commands.at(-1);
  const worked = commands.find(
    ({ program, outputs, loop }) =>
      !loop?.endless && (outputs.length > 0 || !(DOING_NOTHING.has(program) || PRINTERS.has(program))),
  );
  return last &&
    sleeps(last) &&
    worked &&
    commands.every(({ loop, program }) => !loop?.endless || DOING_NOTHING.has(program) || PRINTERS.has(program))
    ? worked
    : undefined;
}

function sleeps({ program, words }: SourcedCommand): boolean {
  return program === 'sleep' || program === 'pause' || (program === 'tail' && words.includes('/dev/null'));
}
