/** How many names are worth suggesting. */
const SUGGESTIONS = 3;

/** The names most like `name`, best first; none where nothing is similar. */
export function nearestNames(name: string, names: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  return names
    .map((each) => ({ each, steps: distance(wanted, each) - (each.includes(wanted) ? each.length : 0) }))
    .filter(({ each, steps }) => steps <= Math.max(2, Math.max(wanted.length, each.length) / 3))
    .sort((one, other) => one.steps - other.steps)
    .slice(0, SUGGESTIONS)
    .map(({ each }) => each);
}

/** How many letters must be put in, left out or replaced to make one text of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1];
    for (let other = 0; other < to.length; other++) {
      const replaced = (row[other] ?? 0) + (from[at] === to[other] ? 0 : 1);
      next.push(Math.min(replaced, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
