import type { ContainerView } from '../model/model.js';

/**
 * Whether an injector fills in what the container leaves out, such as resources and probes: Istio merges the one that
 * has the image `auto` into the proxy or gateway that it brings.
 * https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection
 */
export function isFilledIn({ image }: ContainerView): boolean {
  return image?.value === 'auto';
}
