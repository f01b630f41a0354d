import { mapOf, mapsOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';

/** The key of what has to hold, and of what had better hold. */
export const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** A term of an affinity. */
export interface AffinityTerm {
  readonly node: YamlMap;
  /** Where it is only preferred, the entry that gives it a weight. */
  readonly preference: YamlMap | undefined;
}

/** The key of a term in a preference, among pods and among nodes. */
export const POD_TERM = 'podAffinityTerm';
export const NODE_TERM = 'preference';

/** The terms of a pod spec's `podAffinity` and `podAntiAffinity`. */
export function podTermsOf(spec: YamlMap): readonly AffinityTerm[] {
  const affinity = mapOf(spec, 'affinity');
  if (!affinity) return [];
  return ['podAffinity', 'podAntiAffinity'].flatMap((kind) => {
    const list = mapOf(affinity, kind);
    return [...required(mapsOf(list, REQUIRED)), ...preferred(list, POD_TERM)];
  });
}

/** What a pod spec prefers about pods: entries that give terms a weight, whether they have theirs or not. */
export function podPreferencesOf(spec: YamlMap): readonly YamlMap[] {
  const affinity = mapOf(spec, 'affinity');
  return ['podAffinity', 'podAntiAffinity'].flatMap((kind) =>
    mapsOf(mapOf(affinity, kind), PREFERRED).map(({ node }) => node),
  );
}

/** The terms of a pod spec's `nodeAffinity`. */
export function nodeTermsOf(spec: YamlMap): readonly AffinityTerm[] {
  const affinity = mapOf(mapOf(spec, 'affinity'), 'nodeAffinity');
  if (!affinity) return [];
  const terms = mapsOf(mapOf(affinity, REQUIRED), 'nodeSelectorTerms');
  return [...required(terms), ...preferred(affinity, NODE_TERM)];
}

/** The label selectors of a pod spec's terms about pods, and of its spread constraints. */
export function podSelectorsOf(spec: YamlMap): readonly YamlMap[] {
  return [...podTermsOf(spec), ...mapsOf(spec, 'topologySpreadConstraints')].flatMap(({ node }) =>
    ['labelSelector', 'namespaceSelector'].flatMap((field) => mapOf(node, field) ?? []),
  );
}

function required(terms: readonly { readonly node: YamlMap }[]): readonly AffinityTerm[] {
  return terms.map(({ node }) => ({ node, preference: undefined }));
}

function preferred(affinity: YamlMap | undefined, key: string): readonly AffinityTerm[] {
  return mapsOf(affinity, PREFERRED).flatMap(({ node: preference }) => {
    const node = mapOf(preference, key);
    return node ? [{ node, preference }] : [];
  });
}
