/** Longer texts are kept by nobody. */
const MAX_LENGTH = 20_000;

/**
 * The same pure function, which answers for texts that it has seen lately without reading them again: every key typed
 * makes new objects of a document whose scripts and names are the same. Keeps at most `capacity` answers, which nothing
 * can make stale.
 */
export function remembered<T extends object>(read: (text: string) => T, capacity: number): (text: string) => T {
  let recent = new Map<string, T>();
  let older = new Map<string, T>();
  return (text) => {
    const known = recent.get(text);
    if (known) return known;
    const answer = older.get(text) ?? read(text);
    if (text.length > MAX_LENGTH) return answer;
    if (recent.size >= capacity / 2) [recent, older] = [new Map(), recent];
    recent.set(text, answer);
    return answer;
  };
}
