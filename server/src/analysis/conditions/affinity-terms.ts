import { mapOf, mapsOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** A term of an affinity, required or preferred. */
export interface AffinityTerm {
  readonly node: YamlMap;
}

/** The terms of a pod spec's `podAffinity` and `podAntiAffinity`. */
export function podTermsOf(spec: YamlMap): readonly AffinityTerm[] {
  const affinity = mapOf(spec, 'affinity');
  return ['podAffinity', 'podAntiAffinity'].flatMap((kind) => {
    const list = mapOf(affinity, kind);
    const preferred = mapsOf(list, PREFERRED).flatMap(({ node }) => mapOf(node, 'podAffinityTerm') ?? []);
    return [...mapsOf(list, REQUIRED).map(({ node }) => node), ...preferred].map((node) => ({ node }));
  });
}

/** The terms of a pod spec's `nodeAffinity`. */
export function nodeTermsOf(spec: YamlMap): readonly AffinityTerm[] {
  const affinity = mapOf(mapOf(spec, 'affinity'), 'nodeAffinity');
  const required = mapsOf(mapOf(affinity, REQUIRED), 'nodeSelectorTerms').map(({ node }) => node);
  const preferred = mapsOf(affinity, PREFERRED).flatMap(({ node }) => mapOf(node, 'preference') ?? []);
  return [...required, ...preferred].map((node) => ({ node }));
}
