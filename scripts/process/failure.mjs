/** A failure that a person can act on: the message says all there is to know, so no stack is printed. */
export class Failure extends Error {}

/**
 * Runs a script's main function; its failure becomes one sentence (or a stack, if it is a mistake of ours) and status 1.
 * @param {() => Promise<number | undefined>} main gives the exit status; undefined to keep the process alive
 */
export function runMain(main) {
  main().then(
    (status) => {
      if (status !== undefined) process.exit(status);
    },
    (error) => {
      console.error(error instanceof Failure ? `\n${error.message}` : error);
      process.exit(1);
    },
  );
}
