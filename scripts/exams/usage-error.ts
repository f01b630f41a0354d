/** Wrong arguments or unreadable input: the message says all there is to know, and the exit status is 2. */
export class UsageError extends Error {}
