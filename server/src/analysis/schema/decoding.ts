import { oncePer } from '../../syntax/once-per.js';
import type { Manifest } from '../model/model.js';
import { readPodSpecs } from '../model/read.js';
import { apiGroupOf, POD_SPEC_PATHS, WORKLOAD_GROUPS } from '../model/workloads.js';
import type { Fault } from './fault.js';
import { objectType, rootType } from './types.js';
import { faultsIn } from './walk.js';

/**
 * How sure it is that the API server decodes an object strictly by our schema: `built-in` for its own kinds; `template`
 * for the pod specs of workloads that keep them as a built-in kind does (Argo Rollouts, OpenShift); `shape` for those of
 * other objects, whose definition may add fields.
 */
export type Strictness = 'built-in' | 'template' | 'shape';

export interface Decoding {
  readonly strictness: Strictness;
  readonly faults: readonly Fault[];
}

/**
 * What the API server cannot decode in an object, in source order. Nothing where the document's YAML is broken, as then
 * nobody knows what belongs where. Cached by manifest; never throws.
 */
export const decode = oncePer(read);

function read(manifest: Manifest): Decoding {
  const { document, node, apiVersion, kind } = manifest;
  const type = rootType(apiVersion.value, kind.value);
  const strictness = type ? 'built-in' : isWorkload(manifest) ? 'template' : 'shape';
  if (document.uncertain || document.problems.some(({ code }) => code !== 'DUPLICATE_KEY'))
    return { strictness, faults: [] };
  if (type) return { strictness, faults: faultsIn(node, type) };
  const podSpec = objectType('PodSpec');
  const specs = readPodSpecs(document).filter((spec) => spec.manifest === manifest);
  return { strictness, faults: podSpec ? specs.flatMap((spec) => faultsIn(spec.node, podSpec)) : [] };
}

function isWorkload({ apiVersion, kind }: Manifest): boolean {
  return POD_SPEC_PATHS[kind.value] !== undefined && WORKLOAD_GROUPS.includes(apiGroupOf(apiVersion.value));
}
