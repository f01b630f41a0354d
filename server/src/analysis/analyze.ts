import type { YamlDocument } from '../syntax/nodes.js';
import { readDataFlows } from './flows/data-flows.js';
import { injectedContainers } from './injection/injected-containers.js';
import type { ConfigMapView, PodSpecView, ServiceView } from './model/model.js';
import { readPodSpecs } from './model/read.js';
import type { Pod } from './pod.js';
import { judge } from './roles/verdicts.js';
import { rules } from './rules/index.js';
import type { Finding } from './rules/rule.js';
import { NO_SURROUNDINGS, type Surroundings, sameItems } from './surroundings.js';

/** What one YAML document says: its pods and what is wrong with them. */
export interface Analysis {
  readonly pods: readonly Pod[];
  readonly findings: readonly Finding[];
}

const cache = new WeakMap<YamlDocument, { readonly surroundings: Surroundings; readonly analysis: Analysis }>();

/**
 * Analyzes a document; its Services and ConfigMaps come from `surroundings`. Never throws.
 * An unchanged document gives the very same analysis as long as its pods have the same Services and ConfigMaps, however
 * much the rest of the surroundings changes.
 */
export function analyze(document: YamlDocument, surroundings: Surroundings = NO_SURROUNDINGS): Analysis {
  const known = cache.get(document);
  if (known?.surroundings === surroundings) return known.analysis;
  const placed = readPodSpecs(document).map((spec) => place(spec, surroundings));
  const analysis = known && sameNeighbours(known.analysis.pods, placed) ? known.analysis : judgeAll(placed);
  cache.set(document, { surroundings, analysis });
  return analysis;
}

/** A pod spec with the objects around it. */
interface PlacedSpec {
  readonly spec: PodSpecView;
  readonly services: readonly ServiceView[];
  readonly configMaps: readonly ConfigMapView[];
}

function place(spec: PodSpecView, surroundings: Surroundings): PlacedSpec {
  return { spec, services: surroundings.servicesOf(spec), configMaps: surroundings.configMapsOf(spec) };
}

/** Pods and specs come from the same document, so they are the same number in the same order. */
function sameNeighbours(pods: readonly Pod[], placed: readonly PlacedSpec[]): boolean {
  return placed.every(({ services, configMaps }, index) => {
    const pod = pods[index];
    return pod !== undefined && sameItems(pod.services, services) && sameItems(pod.configMaps, configMaps);
  });
}

function judgeAll(placed: readonly PlacedSpec[]): Analysis {
  const pods = placed.map(judgePod);
  return { pods, findings: pods.flatMap(findingsOf) };
}

function judgePod({ spec, services, configMaps }: PlacedSpec): Pod {
  const context = {
    manifest: spec.manifest,
    spec,
    services,
    configMaps,
    flows: readDataFlows(spec, configMaps),
    injected: injectedContainers(spec),
  };
  const verdicts = judge(context);
  return {
    ...context,
    verdictOf(container) {
      const verdict = verdicts.get(container);
      if (!verdict) throw new RangeError(`${container.label} is no container of this pod`);
      return verdict;
    },
  };
}

function findingsOf(pod: Pod): Finding[] {
  return rules.flatMap((rule) => [...rule.check(pod)].map((problem) => ({ ...problem, rule, pod })));
}
