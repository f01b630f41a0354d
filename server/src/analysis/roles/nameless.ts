import type { Evidence } from './role.js';

/** Sources that rest on what a container is called, and on nothing else. */
const SOURCES: ReadonlySet<string> = new Set([
  'product-name',
  'workload-name',
  'main-name',
  'helper-name',
  'named-after-sibling',
  'function-name',
]);

/** Whether a reason is the container's own name. */
export function isOwnName({ source }: Pick<Evidence, 'source'>): boolean {
  return SOURCES.has(source);
}
