import type { ConfigMapView, PodSpecView } from '../model/model.js';
import type { DataFlow } from './flow.js';
import { readLocalhostFlows } from './localhost.js';
import { readProcessNamespaceFlows } from './process-namespace.js';
import { readVolumeFlows } from './volumes.js';

/** Every flow between the containers of a pod; configuration files in its ConfigMaps say more about who dials whom. */
export function readDataFlows(spec: PodSpecView, configMaps: readonly ConfigMapView[] = []): readonly DataFlow[] {
  if (spec.containers.length < 2) return [];
  return [...readVolumeFlows(spec), ...readLocalhostFlows(spec, configMaps), ...readProcessNamespaceFlows(spec)];
}
