/** For a message that a client may refuse, or that finds it gone: then nothing is left to be done. */
export function quietly(message: Promise<unknown>): void {
  message.catch(() => {});
}
