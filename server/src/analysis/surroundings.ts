import type { ConfigMapView, PodSpecView, ServiceView } from './model/model.js';

/** The other objects of a file (later: of a workspace) that say something about its pods. Immutable. */
export interface Surroundings {
  servicesOf(spec: PodSpecView): readonly ServiceView[];
  configMapsOf(spec: PodSpecView): readonly ConfigMapView[];
}

export const NO_SURROUNDINGS: Surroundings = { servicesOf: () => [], configMapsOf: () => [] };
