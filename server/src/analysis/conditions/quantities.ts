import { mapOf, mapsOf, stringOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { ContainerView, QuantityView } from '../model/model.js';
import { readQuantities } from '../model/resources.js';
import type { Pod } from '../pod.js';
import { claimTemplateOf, volumeEntries } from './volume-entries.js';

/** A quantity somewhere in a pod, with whose it is. */
export interface PlacedQuantity {
  readonly quantity: QuantityView;
  /** `limits.memory`, `sizeLimit`. */
  readonly field: string;
  /** `memory`; undefined where the field has no other name. */
  readonly resource: string | undefined;
  /** Label of the container or volume; undefined for the pod's own resources. */
  readonly owner: string | undefined;
  readonly container: ContainerView | undefined;
}

/** Every quantity of the containers, of the pod itself, and of its volumes, in no particular order. */
export const quantitiesOf = oncePer((pod: Pod): readonly PlacedQuantity[] => [
  ...runningQuantities(pod),
  ...volumeQuantities(pod),
  ...ownClaimQuantities(pod),
]);

/** The quantities of the containers, of the pod itself, and of its overhead. */
export function runningQuantities({ spec }: Pod): readonly PlacedQuantity[] {
  const found: PlacedQuantity[] = [];
  const add = (list: string, quantities: ReadonlyMap<string, QuantityView>, container: ContainerView | undefined) => {
    for (const [resource, quantity] of quantities)
      found.push({ quantity, field: `${list}.${resource}`, resource, owner: container?.label, container });
  };
  for (const container of [...spec.containers, undefined]) {
    const resources = container ? container.resources : spec.resources;
    if (!resources) continue;
    add('requests', resources.requests, container);
    add('limits', resources.limits, container);
  }
  add('overhead', spec.overhead, undefined);
  return found;
}

/** Of the templates of claims beside the pod template. */
function ownClaimQuantities({ manifest }: Pod): readonly PlacedQuantity[] {
  const claims = mapsOf(mapOf(manifest.node, 'spec'), 'volumeClaimTemplates');
  return claims.flatMap(({ node }) => [...claimQuantities(node, stringOf(mapOf(node, 'metadata'), 'name')?.value)]);
}

function* volumeQuantities({ spec }: Pod): Iterable<PlacedQuantity> {
  for (const volume of volumeEntries(spec)) {
    const emptyDir = volume.sources.find(({ kind }) => kind === 'emptyDir')?.node;
    const sizeLimit = emptyDir && readQuantities(emptyDir).get('sizeLimit');
    if (sizeLimit) {
      yield {
        quantity: sizeLimit,
        field: 'sizeLimit',
        resource: undefined,
        owner: volume.label,
        container: undefined,
      };
    }
    const claim = claimTemplateOf(volume);
    if (claim) yield* claimQuantities(claim, volume.label);
  }
}

function* claimQuantities(claim: YamlMap | undefined, owner = 'volumeClaimTemplates'): Iterable<PlacedQuantity> {
  const resources = mapOf(mapOf(claim, 'spec'), 'resources');
  for (const list of ['requests', 'limits']) {
    for (const [resource, quantity] of readQuantities(mapOf(resources, list))) {
      yield { quantity, field: `${list}.${resource}`, resource, owner, container: undefined };
    }
  }
}
