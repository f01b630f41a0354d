import type { Rule } from '../rule.js';
import { jobNeverCompletes } from './job-never-completes.js';
import { missingReadinessProbe } from './missing-readiness-probe.js';
import { missingStartupProbe } from './missing-startup-probe.js';
import { probeOnInitContainer } from './probe-on-init-container.js';
import { unknownProbePort } from './unknown-probe-port.js';
import { unsupportedNativeSidecar } from './unsupported-native-sidecar.js';

/** Start, readiness, end: probes, order, Jobs, in the order of the manual. */
export const orderRules: readonly Rule[] = [
  missingReadinessProbe,
  missingStartupProbe,
  probeOnInitContainer,
  unsupportedNativeSidecar,
  unknownProbePort,
  jobNeverCompletes,
];
