import { mapOf } from '../../syntax/access.js';
import type { ContainerView, QuantityView } from '../model/model.js';
import { readQuantities } from '../model/resources.js';
import type { Pod } from '../pod.js';

/** A quantity somewhere in a pod, with whose it is. */
export interface PlacedQuantity {
  readonly quantity: QuantityView;
  /** `limits.memory`, `sizeLimit`. */
  readonly field: string;
  /** Label of the container or volume; undefined for the pod's own resources. */
  readonly owner: string | undefined;
  readonly container: ContainerView | undefined;
}

/** Every quantity of the containers, of the pod itself, and of its emptyDir volumes, in no particular order. */
export function* quantitiesOf({ spec }: Pod): Iterable<PlacedQuantity> {
  for (const container of [...spec.containers, undefined]) {
    const resources = container ? container.resources : spec.resources;
    for (const list of ['requests', 'limits'] as const) {
      for (const [name, quantity] of resources?.[list] ?? []) {
        yield { quantity, field: `${list}.${name}`, owner: container?.label, container };
      }
    }
  }
  for (const { name, node } of spec.volumes) {
    const sizeLimit = readQuantities(mapOf(node, 'emptyDir')).get('sizeLimit');
    if (sizeLimit) yield { quantity: sizeLimit, field: 'sizeLimit', owner: name.value, container: undefined };
  }
}
