/** Counts ends of the server that nobody asked for; true as long as it may be started again. */
export type CrashLimit = (now: number) => boolean;

/** Allows `limit` restarts within `windowInMilliseconds`; older ones are forgotten. */
export function createCrashLimit(limit: number, windowInMilliseconds: number): CrashLimit {
  let crashes: readonly number[] = [];
  return (now) => {
    crashes = [...crashes.filter((at) => now - at < windowInMilliseconds), now];
    return crashes.length <= limit;
  };
}
