import type { Rule } from '../rule.js';
import { staticPodApiHelper } from './static-pod-api-helper.js';
import { staticPodEphemeral } from './static-pod-ephemeral.js';
import { staticPodInjection } from './static-pod-injection.js';
import { staticPodReferencesApi } from './static-pod-references-api.js';

/** In the order of the manual. */
export const staticPodsRules: readonly Rule[] = [
  staticPodReferencesApi,
  staticPodApiHelper,
  staticPodInjection,
  staticPodEphemeral,
];
