import type { PodSpecView } from '../model/model.js';
import type { DataFlow } from './flow.js';

/** Every flow between the containers of a pod. */
export function readDataFlows(_spec: PodSpecView): readonly DataFlow[] {
  return [];
}
