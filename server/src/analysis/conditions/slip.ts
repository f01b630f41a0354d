/**
 * The candidate that a name misses by one slip of the finger: one character too many, too few or another one, or two
 * neighbours swapped. A digit is no slip, as `cache-1` and `cache-2` are two things.
 */
export function missedBySlip(name: string, candidates: readonly string[]): string | undefined {
  return candidates.find((candidate) => isSlip(name, candidate));
}

function isSlip(one: string, other: string): boolean {
  if (one.length > other.length) return isSlip(other, one);
  if (other.length - one.length > 1 || one === other || one.length < 3) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [rest, otherRest] = [one.slice(start), other.slice(start)];
  if (one.length < other.length) return rest === otherRest.slice(1) && !isDigit(otherRest[0]);
  if (rest.slice(1) === otherRest.slice(1)) return !isDigit(rest[0]) && !isDigit(otherRest[0]);
  return rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
