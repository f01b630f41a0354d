import { mapOf, nodeOf } from '../../syntax/access.js';
import { productOf } from '../catalogue/catalogue.js';
import type { Product } from '../catalogue/product.js';
import type { DataFlow } from '../flows/flow.js';
import type { ContainerView } from '../model/model.js';
import { needsSelector } from '../model/workloads.js';
import type { PodContext } from '../pod.js';
import { type Dial, readDials } from './dials.js';
import { isFront } from './fronts.js';

/** A pod as evidence sources see it: what several of them ask is answered once. */
export interface PodFacts extends PodContext {
  /** What runs until the pod ends: entries of `containers`, and sidecar containers. */
  readonly running: readonly ContainerView[];
  /** The entries of `containers`. */
  readonly apps: readonly ContainerView[];
  /** Whether a patch is all that is seen of the workload, so that the main container may stand elsewhere. */
  readonly patch: boolean;
  /** What the catalogue knows of a container's image, its command considered. */
  productOf(container: ContainerView): Product | undefined;
  /** Whether the container's product is made to help another container: a standing before any evidence is weighed. */
  isKnownHelper(container: ContainerView): boolean;
  /** Connections over localhost between long-running containers. */
  readonly dials: readonly Dial[];
  flowsFrom(container: ContainerView): readonly DataFlow[];
  flowsTo(container: ContainerView): readonly DataFlow[];
}

const NO_FLOWS: readonly DataFlow[] = [];
const NO_GROUPS: ReadonlyMap<ContainerView, readonly DataFlow[]> = new Map();

/** Prepares a pod for the evidence sources. */
export function podFacts(pod: PodContext): PodFacts {
  const { containers } = pod.spec;
  const products = new Map(containers.map((container) => [container, productOf(container)]));
  const from = groupBy(pod.flows, (flow) => flow.from);
  const to = groupBy(pod.flows, (flow) => flow.to);
  const isKnownHelper = (container: ContainerView) => {
    const role = products.get(container)?.role;
    return role === 'sidecar' || role === 'adapter' || role === 'ambassador';
  };
  const apps = containers.filter(({ lifecycle }) => lifecycle === 'app');
  return {
    ...pod,
    running: containers.filter(({ lifecycle }) => lifecycle === 'app' || lifecycle === 'sidecar'),
    apps,
    patch: isPatch(pod),
    productOf: (container) => products.get(container),
    isKnownHelper,
    dials: readDials(pod.flows, (container) => isKnownHelper(container) || isFront(products.get(container))),
    flowsFrom: (container) => from.get(container) ?? NO_FLOWS,
    flowsTo: (container) => to.get(container) ?? NO_FLOWS,
  };
}

/** A patch neither selects nor labels the pods, and no template writes it. */
function isPatch({ spec, manifest }: PodContext): boolean {
  return (
    spec.fragment &&
    needsSelector(manifest.kind.value) &&
    !manifest.document.templated &&
    spec.labels.size === 0 &&
    nodeOf(mapOf(manifest.node, 'spec'), 'selector') === undefined
  );
}

function groupBy(
  flows: readonly DataFlow[],
  key: (flow: DataFlow) => ContainerView,
): ReadonlyMap<ContainerView, readonly DataFlow[]> {
  if (flows.length === 0) return NO_GROUPS;
  const groups = new Map<ContainerView, DataFlow[]>();
  for (const flow of flows) {
    const group = groups.get(key(flow));
    if (group) group.push(flow);
    else groups.set(key(flow), [flow]);
  }
  return groups;
}
