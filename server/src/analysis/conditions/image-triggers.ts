import { mapOf, mapsOf, stringOf } from '../../syntax/access.js';
import type { Pod } from '../pod.js';

const ANNOTATION = 'image.openshift.io/triggers';

/**
 * Whether OpenShift writes the images as its image streams get new ones: what stands in their place until then, a blank
 * mostly, is never run.
 * Source: https://docs.openshift.com/container-platform/latest/openshift_images/triggering-updates-on-imagestream-changes.html
 */
export function hasImageTriggers({ manifest: { node, kind } }: Pod): boolean {
  if (kind.value === 'DeploymentConfig') {
    return mapsOf(mapOf(node, 'spec'), 'triggers').some(
      ({ node: trigger }) => stringOf(trigger, 'type')?.value === 'ImageChange',
    );
  }
  return stringOf(mapOf(mapOf(node, 'metadata'), 'annotations'), ANNOTATION) !== undefined;
}
