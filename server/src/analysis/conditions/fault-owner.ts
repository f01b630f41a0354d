import type { ContainerView, Manifest } from '../model/model.js';
import { readPodSpecs } from '../model/read.js';
import { type Place, pathText, type Step, stepsFrom } from '../schema/fault.js';

/** Whose a fault of decoding is, and where in it, for messages. */
export interface FaultOwner {
  readonly container: ContainerView | undefined;
  /** The container's name, else the object's: `web`, `Deployment/shop`. */
  readonly owner: string;
  /** From the container to the field, else from the object: `ports[0].containerPort`. */
  readonly path: string;
}

/** The owner of a field or value that `inner` leads to from an object. */
export function ownerOf(manifest: Manifest, place: Place, inner: readonly Step[]): FaultOwner {
  const outer = containerPlace(place);
  const container = outer && containerOf(manifest, outer);
  const from = container ? outer : undefined;
  return {
    container,
    owner: container?.label ?? objectName(manifest),
    path: pathText([...stepsFrom(from, place), ...inner]),
  };
}

/** `Deployment/shop`, or the kind alone where there is no name. */
export function objectName({ kind, name }: Manifest): string {
  return name ? `${kind.value}/${name.value}` : kind.value;
}

function containerPlace(place: Place): Place | undefined {
  let outer: Place | undefined = place;
  while (outer && outer.type.name !== 'Container' && outer.type.name !== 'EphemeralContainer') outer = outer.parent;
  return outer;
}

function containerOf({ document }: Manifest, { map }: Place): ContainerView | undefined {
  for (const { containers } of readPodSpecs(document)) {
    const found = containers.find(({ node }) => node === map);
    if (found) return found;
  }
  return undefined;
}
