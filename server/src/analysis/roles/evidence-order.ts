import type { Evidence } from './role.js';

/**
 * Sources that rest on what somebody called something: an image, a container, a workload. They are right because people
 * are consistent, not because the pod would not work otherwise.
 */
export const NAMING_SOURCES: ReadonlySet<string> = new Set([
  'known-image',
  'product-name',
  'image-name',
  'unknown-image',
  'workload-name',
  'main-name',
  'helper-name',
  'named-after-sibling',
  'function-name',
]);

/** How much more a name has to weigh to be told before structure, in log-odds. */
export const NEARLY_EQUAL = 0.5;

/**
 * An order for `sort`: by strength, strongest first. Of two reasons that are nearly equal the one that rests on structure
 * comes first, since a reader can check it in the manifest and a rename does not undo it: it counts as though it weighed
 * `NEARLY_EQUAL` more. That, rather than a tolerance between two, keeps the order transitive.
 */
export function strongestFirst(strength: (evidence: Evidence) => number): (one: Evidence, other: Evidence) => number {
  const place = (each: Evidence) => strength(each) + (NAMING_SOURCES.has(each.source) ? 0 : NEARLY_EQUAL);
  return (one, other) => place(other) - place(one);
}
