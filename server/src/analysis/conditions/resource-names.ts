import type { ResourcesView } from '../model/model.js';
import { isQualifiedName } from './names.js';

/*
 * What the API server takes for the name of a container's resource, and what it asks of its amounts.
 * Source: core/helper, IsNativeResource and IsExtendedResourceName; core/validation, validateContainerResourceName.
 */

/** The resources of a container that Kubernetes itself knows, beside huge pages. */
export const STANDARD_RESOURCES: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];

/** Whether a container gives anything else than these. */
export function givesOthers({ requests, limits }: ResourcesView): boolean {
  return hasOthers(requests) || hasOthers(limits);
}

function hasOthers(quantities: ReadonlyMap<string, unknown>): boolean {
  for (const resource of quantities.keys()) if (!STANDARD_RESOURCES.includes(resource)) return true;
  return false;
}

const HUGE_PAGES = 'hugepages-';

export function isHugePages(resource: string): boolean {
  return resource.startsWith(HUGE_PAGES);
}

/** `2Mi` of `hugepages-2Mi`. */
export function pageSizeOf(resource: string): string {
  return resource.slice(HUGE_PAGES.length);
}

/** A resource that others than Kubernetes give to nodes, such as `nvidia.com/gpu`: it is counted in whole pieces. */
export function isExtended(resource: string): boolean {
  return !isNative(resource) && !resource.startsWith('requests.') && isQualifiedName(`requests.${resource}`);
}

/** Whether a container may be promised less than it may take: neither of huge pages nor of extended resources. */
export function isOvercommittable(resource: string): boolean {
  return isNative(resource) && !isHugePages(resource);
}

/** Whether a container may have a resource of this name. */
export function isResourceName(resource: string): boolean {
  if (!isQualifiedName(resource)) return false;
  if (!resource.includes('/')) return STANDARD_RESOURCES.includes(resource) || isHugePages(resource);
  return isNative(resource) || isExtended(resource);
}

function isNative(resource: string): boolean {
  return !resource.includes('/') || resource.includes('kubernetes.io/');
}
