import { VERSION } from '../features/version.js';
import { explain } from './commands/explain.js';
import { lint } from './commands/lint.js';
import { roles } from './commands/roles.js';
import { rules } from './commands/rules.js';
import { type Command, type ExitStatus, type Host, UsageError } from './host.js';
import { suggestion } from './suggestion.js';

const COMMANDS: readonly Command[] = [roles, lint, rules, explain];

const USAGE = `\
Usage: pod-patterns <command> [options]

Shows what each container in a Pod is for and what its pattern still lacks.

Commands:
${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`).join('\n')}

Options:
  -h, --help      show this, or with a command what it takes
      --version   show the version

Exit status: 0 nothing at or above the failing severity, 1 findings, 2 wrong usage or a file that could not be read.
`;

/** Runs the program with the arguments after its name; a wrong command line is told and gives 2. */
export async function run(args: readonly string[], host: Host): Promise<ExitStatus> {
  const [first, ...rest] = args;
  if (first === '--version') return print(host, `${VERSION}\n`);
  if (first === '--help' || first === '-h' || first === 'help') return help(rest[0], host);
  const command = COMMANDS.find(({ name }) => name === first);
  if (!command) return misused(host, complaint(first), USAGE);
  if (isHelpAsked(rest)) return print(host, usageOf(command));
  try {
    return await command.run(rest, host);
  } catch (error) {
    if (isUsageError(error)) return misused(host, error.message, `Try 'pod-patterns ${command.name} --help'.\n`);
    throw error;
  }
}

function help(name: string | undefined, host: Host): ExitStatus {
  const command = COMMANDS.find((each) => each.name === name);
  return print(host, command ? usageOf(command) : USAGE);
}

/** What follows `--` is a path, even `--help`. */
function isHelpAsked(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((each) => each === '--help' || each === '-h');
}

function usageOf({ summary, usage }: Command): string {
  return `${summary}\n\n${usage}`;
}

function complaint(name: string | undefined): string {
  if (name === undefined) return 'a command is missing';
  const hint = suggestion(
    name,
    COMMANDS.map((each) => each.name),
  );
  return `there is no command '${name}'${hint}`;
}

function print(host: Host, text: string): ExitStatus {
  host.out(text);
  return 0;
}

function misused(host: Host, message: string, advice: string): ExitStatus {
  host.complain(`pod-patterns: ${message}\n${advice}`);
  return 2;
}

/** Ours, or one of those that `parseArgs` throws. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
