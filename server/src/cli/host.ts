/** What a command may use of the process that it runs in. */
export interface Host {
  /** Results; nothing else. */
  out(text: string): void;
  /** Progress and complaints. */
  complain(text: string): void;
  standardInput(): Promise<Uint8Array>;
  /** Whether results go to a terminal that wants colours. */
  readonly colors: boolean;
  /** The language of the surroundings, such as `ko_KR.UTF-8`; undefined or one that we do not speak means English. */
  readonly locale: string | undefined;
}

/** One of the program's commands. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What `--help` says after the summary. */
  readonly usage: string;
  /** Runs with the arguments after the command's name. */
  run(args: readonly string[], host: Host): Promise<ExitStatus>;
}

/** 0: nothing at or above the failing severity; 1: findings; 2: wrong usage, or a file that could not be read. */
export type ExitStatus = 0 | 1 | 2;

/** A mistake on the command line; its message is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
