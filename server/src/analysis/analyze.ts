import type { YamlDocument } from '../syntax/nodes.js';
import { readDataFlows } from './flows/data-flows.js';
import { readPodSpecs } from './model/read.js';
import type { Pod } from './pod.js';
import { judge } from './roles/verdicts.js';
import { rules } from './rules/index.js';
import type { Finding } from './rules/rule.js';
import { NO_SURROUNDINGS, type Surroundings } from './surroundings.js';

/** What one YAML document says: its pods and what is wrong with them. */
export interface Analysis {
  readonly pods: readonly Pod[];
  readonly findings: readonly Finding[];
}

const cache = new WeakMap<YamlDocument, { readonly surroundings: Surroundings; readonly analysis: Analysis }>();

/**
 * Analyzes a document; its Services and ConfigMaps come from `surroundings`.
 * An unchanged document among unchanged surroundings gives the very same analysis.
 */
export function analyze(document: YamlDocument, surroundings: Surroundings = NO_SURROUNDINGS): Analysis {
  const known = cache.get(document);
  if (known?.surroundings === surroundings) return known.analysis;
  const analysis = compute(document, surroundings);
  cache.set(document, { surroundings, analysis });
  return analysis;
}

function compute(document: YamlDocument, surroundings: Surroundings): Analysis {
  const pods = readPodSpecs(document).map((spec): Pod => {
    const context = {
      manifest: spec.manifest,
      spec,
      services: surroundings.servicesOf(spec),
      configMaps: surroundings.configMapsOf(spec),
      flows: readDataFlows(spec),
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
  });
  return { pods, findings: pods.flatMap(findingsOf) };
}

function findingsOf(pod: Pod): Finding[] {
  return rules.flatMap((rule) => [...rule.check(pod)].map((problem) => ({ ...problem, rule, pod })));
}
