import { asMap, mapOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Manifest } from '../model/model.js';
import { childOf } from '../model/pod-spec-paths.js';
import { apiGroupOf } from '../model/workloads.js';
import type { Pod } from '../pod.js';

/** Kinds whose pods are always started again; their templates are checked for it. */
export const ALWAYS_RESTARTED: readonly string[] = [
  'Deployment',
  'ReplicaSet',
  'DaemonSet',
  'StatefulSet',
  'ReplicationController',
];

/** Groups of the API server's own kinds, those that are gone included. */
const BUILT_IN_GROUPS: readonly string[] = ['', 'apps', 'batch', 'extensions'];

/** Whether the API server's own code validates the object, rather than a schema of somebody else. */
export function isOwnKind({ apiVersion }: Manifest): boolean {
  return BUILT_IN_GROUPS.includes(apiGroupOf(apiVersion.value));
}

/** What stands around a pod spec in its object. */
export interface Template {
  /** The pod template: `metadata` and `spec` of the pods. */
  readonly node: YamlMap;
  /** The workload's own spec, which holds the template beside `selector`, `replicas` and others. */
  readonly owner: YamlMap;
}

/** The pod template of a workload; undefined for a Pod, which has none. */
export function templateOf({ manifest, spec }: Pod): Template | undefined {
  const path = spec.path.slice(manifest.path.length);
  const node = asMap(path.slice(0, -1).reduce(childOf, manifest.node));
  const owner = asMap(path.slice(0, -2).reduce(childOf, manifest.node));
  return path.length > 1 && node && owner && node !== owner ? { node, owner } : undefined;
}

/** The spec of a Job: its own, or that of a CronJob's Jobs. */
export function jobSpecOf({ kind, node }: Manifest): YamlMap | undefined {
  const spec = mapOf(node, 'spec');
  return kind.value === 'CronJob' ? mapOf(mapOf(spec, 'jobTemplate'), 'spec') : spec;
}
