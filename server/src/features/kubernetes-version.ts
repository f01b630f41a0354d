import type { KubernetesRange } from '../analysis/rules/rule.js';

/** Whether a version setting (`1.28`, `latest`) lies in a range; no range holds every version. */
export function includesVersion(range: KubernetesRange | undefined, version: string): boolean {
  const minor = minorOf(version);
  if (range?.from !== undefined && minor < minorOf(range.from)) return false;
  return range?.before === undefined || minor < minorOf(range.before);
}

/** `1.28` → 28; anything that names no minor version counts as the latest one. */
function minorOf(version: string): number {
  return Number(/^1\.(\d+)$/.exec(version)?.[1] ?? Number.POSITIVE_INFINITY);
}
