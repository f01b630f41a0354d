import { nearestName } from '../analysis/conditions/nearest-name.js';

/** `; did you mean …?` with the names that were probably meant by `name`; empty where none is like it. */
export function suggestion(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  const meant = nearest === undefined ? names.filter((each) => each.includes(name)) : [nearest];
  return meant.length > 0 ? `; did you mean ${meant.join(' or ')}?` : '';
}
