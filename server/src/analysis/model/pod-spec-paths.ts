import { asMap, entryOf, nodeOf, resolve } from '../../syntax/access.js';
import type { YamlContent, YamlNode } from '../../syntax/nodes.js';
import type { Manifest, PathStep } from './model.js';
import { looksLikePodSpec } from './pod-spec-shape.js';
import { apiGroupOf, KNATIVE_POD_SPEC_PATHS, POD_SPEC_PATHS, WORKLOAD_GROUPS } from './workloads.js';

/** Where a pod spec stands in its object, and how it was found. */
export interface PodSpecPlace {
  /** Keys and indices from the object to the pod spec. */
  readonly path: readonly PathStep[];
  /** `kind`: a workload's known place. `shape`: it looks like one, inside an object that we know nothing else about. */
  readonly by: 'kind' | 'shape';
}

/** Operators' resources keep their pod templates a few levels deep; the bounds keep a hostile file cheap. */
const MAX_DEPTH = 14;
const MAX_NODES = 5_000;

/**
 * The places of an object's pod specs, in source order. A kind that is known has its known one; any other object
 * (operators' resources, OLM bundles) is searched for maps that look like a pod spec.
 */
export function podSpecPlaces(manifest: Manifest): readonly PodSpecPlace[] {
  const known = knownPath(manifest);
  if (known) return asMap(known.reduce(childOf, manifest.node)) ? [{ path: known, by: 'kind' }] : [];
  if (isForeign(apiGroupOf(manifest.apiVersion.value))) return [];
  const search: Search = { budget: MAX_NODES, found: [] };
  lookInto(manifest.node, [], search);
  return search.found.map((path) => ({ path, by: 'shape' }));
}

/** The value one step further; undefined where there is none. */
export function childOf(node: YamlNode | undefined, step: PathStep): YamlNode | undefined {
  if (typeof step === 'string') return nodeOf(asMap(node), step);
  return node?.kind === 'seq' ? resolve(node.items[step]) : undefined;
}

function knownPath({ apiVersion, kind, node }: Manifest): readonly PathStep[] | undefined {
  const group = apiGroupOf(apiVersion.value);
  if (group === 'serving.knative.dev') return KNATIVE_POD_SPEC_PATHS[kind.value];
  const version = entryOf(node, 'apiVersion')?.value;
  const templated = version?.kind === 'scalar' && version.templated === true;
  return templated || WORKLOAD_GROUPS.includes(group) ? POD_SPEC_PATHS[kind.value] : undefined;
}

/**
 * API groups whose objects hold lists named `containers` that are no pod's: patterns of policies (Kyverno, Gatekeeper),
 * schemas, OAM components, Helm values, and what the Prometheus operator merges into a pod of its own making.
 */
const FOREIGN_GROUPS = [
  'kyverno.io',
  'gatekeeper.sh',
  'apiextensions.k8s.io',
  'apiextensions.crossplane.io',
  'core.oam.dev',
  'helm.toolkit.fluxcd.io',
  'helm.cattle.io',
  'monitoring.coreos.com',
];

/** The core group has no other kinds than the known ones that hold a pod spec. */
function isForeign(group: string): boolean {
  return group === '' || FOREIGN_GROUPS.some((each) => group === each || group.endsWith(`.${each}`));
}

/** Keys below which nothing is a pod spec, whatever it looks like; the last ones hold values of Helm charts. */
const BARREN_KEYS: ReadonlySet<string> = new Set([
  'metadata',
  'status',
  'openAPIV3Schema',
  'containerSet',
  'values',
  'valuesObject',
  'valuesInline',
]);

interface Search {
  budget: number;
  readonly found: (readonly PathStep[])[];
}

function lookInto(content: YamlContent | undefined, path: readonly PathStep[], search: Search): void {
  // An alias would lead to a node that the search meets anyway.
  if (!content || content.kind === 'alias' || content.kind === 'scalar') return;
  search.budget -= 1;
  if (search.budget < 0 || path.length > MAX_DEPTH) return;
  if (content.kind === 'seq') {
    for (const [index, item] of content.items.entries()) lookInto(item, [...path, index], search);
  } else if (looksLikePodSpec(content, path)) {
    search.found.push(path);
  } else {
    for (const { key, value } of content.pairs) {
      if (key !== undefined && !BARREN_KEYS.has(key)) lookInto(value, [...path, key], search);
    }
  }
}
