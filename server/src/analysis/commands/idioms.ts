import type { SourcedCommand } from './program.js';

/** What shell programmers mean by some common lines; each takes the commands of one container. */
type Commands = readonly SourcedCommand[];

const DOWNLOADERS = new Set([
  'wget',
  'curl',
  'aria2c',
  'gsutil',
  'rclone',
  'huggingface-cli',
  'hf',
  'aws',
  'gcloud',
  'az',
  's5cmd',
]);
const TRANSFORMERS = new Set(['awk', 'gawk', 'sed', 'jq', 'cut', 'tr', 'xsltproc', 'yq']);
const IDLE = new Set(['sleep', 'pause', 'echo', 'trap', 'wait', 'true', ':', 'tail', 'date', '[', 'exit', 'set', 'cd']);

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
    ({ program, words, loop, outputs, condition }) =>
      program === 'cat' &&
      loop?.endless &&
      outputs.length === 0 &&
      !condition &&
      words.some((word) => word.includes('/')),
  );
}

/** The first command of a loop that has no end. */
export function loopsForever(commands: Commands): SourcedCommand | undefined {
  return commands.find(({ loop, condition }) => loop?.endless && !condition);
}

/** Fetching again and again: `git pull`, `rsync`, `wget -O`, `aws s3 sync` in a loop, or a flag that means it. */
export function fetchesInLoop(commands: Commands): SourcedCommand | undefined {
  return commands.find((command) => command.loop?.endless && fetches(command));
}

/** Brings something from outside the pod and keeps it. */
export function fetches({ program, words, outputs }: SourcedCommand): boolean {
  if (program === 'git') return words.some((word) => /^(?:clone|pull|fetch)$/.test(word));
  if (program === 'rsync' || program === 'mc') return true;
  if (!DOWNLOADERS.has(program)) return false;
  if (program === 'curl')
    return outputs.length > 0 || words.some((word) => /^-\w*[oO]|^--output|^--remote-name/.test(word));
  if (program === 'wget')
    return (
      !words.some((word) => /^--spider|^-\w*O-$|^-q?O$/.test(word)) ||
      (words.some((word) => /^-\w*[OP]$/.test(word)) && !words.includes('-') && !words.includes('/dev/null'))
    );
  return words.some((word) => /^(?:cp|sync|copy|rsync|download|snapshot)$/.test(word));
}

/** Reads text, changes it, and writes it somewhere else or to standard output, again and again. */
export function transformsInLoop(commands: Commands): SourcedCommand | undefined {
  const follows = followsFile(commands) !== undefined;
  return commands.find(
    ({ program, loop, condition, fed }) =>
      TRANSFORMERS.has(program) && !condition && (loop?.endless || (follows && fed)),
  );
}

/** Nothing but sleeping, whatever it prints before: the container is kept for people to look into. */
export function onlySleeps(commands: Commands): SourcedCommand | undefined {
  const sleep = commands.find(
    ({ program, words }) =>
      program === 'sleep' || program === 'pause' || (program === 'tail' && words.includes('/dev/null')),
  );
  if (!sleep || !commands.every(({ program, outputs }) => IDLE.has(program) && outputs.length === 0)) return undefined;
  return followsFile(commands) ? undefined : sleep;
}
