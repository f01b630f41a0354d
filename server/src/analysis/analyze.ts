import type { YamlDocument } from '../syntax/nodes.js';
import { readDataFlows } from './flows/data-flows.js';
import { injectedContainers } from './injection/injected-containers.js';
import type { ConfigMapView, PodSpecView, ServiceView } from './model/model.js';
import { readManifests, readPodSpecs } from './model/read.js';
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
  const analysis =
    known && sameNeighbours(known.analysis.pods, placed) ? known.analysis : judgeAll(document, placed, surroundings);
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

/**
 * Pods and specs come from the same document, so they are the same number in the same order. A document without pods may
 * hold objects that are checked against others, whichever these are.
 */
function sameNeighbours(pods: readonly Pod[], placed: readonly PlacedSpec[]): boolean {
  return (
    placed.length > 0 &&
    placed.every(({ services, configMaps }, index) => {
      const pod = pods[index];
      return pod !== undefined && sameItems(pod.services, services) && sameItems(pod.configMaps, configMaps);
    })
  );
}

function judgeAll(document: YamlDocument, placed: readonly PlacedSpec[], surroundings: Surroundings): Analysis {
  const pods = placed.map(judgePod);
  return { pods, findings: [...findingsIn(document, pods, surroundings)] };
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

/** What every rule finds, in the order of the rules: in the document, in its objects, in their pods. */
function* findingsIn(document: YamlDocument, pods: readonly Pod[], surroundings: Surroundings): Iterable<Finding> {
  const manifests = readManifests(document);
  for (const rule of rules) {
    for (const problem of rule.checkDocument?.(document) ?? []) {
      yield { ...problem, rule, pod: undefined, manifest: undefined };
    }
    if (rule.checkObject) {
      for (const manifest of manifests) {
        for (const problem of rule.checkObject(manifest, surroundings)) {
          yield { ...problem, rule, pod: undefined, manifest };
        }
      }
    }
    if (rule.check) {
      for (const pod of pods) {
        for (const problem of rule.check(pod)) yield { ...problem, rule, pod, manifest: pod.manifest };
      }
    }
  }
}
