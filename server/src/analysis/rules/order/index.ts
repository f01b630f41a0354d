import type { Rule } from '../rule.js';
import { endlessInitContainer } from './endless-init-container.js';
import { helperGatesTraffic } from './helper-gates-traffic.js';
import { helperStoppedEarly } from './helper-stopped-early.js';
import { initNeedsLaterContainer } from './init-needs-later-container.js';
import { initOutsideMesh } from './init-outside-mesh.js';
import { initWaitsForOwnService } from './init-waits-for-own-service.js';
import { jobNeverCompletes } from './job-never-completes.js';
import { livenessBeforeReadiness } from './liveness-before-readiness.js';
import { migrationPerReplica } from './migration-per-replica.js';
import { missingLivenessProbe } from './missing-liveness-probe.js';
import { missingReadinessProbe } from './missing-readiness-probe.js';
import { missingStartupProbe } from './missing-startup-probe.js';
import { oneShotContainer } from './one-shot-container.js';
import { preStopExceedsGrace } from './pre-stop-exceeds-grace.js';
import { probeOfAnotherContainer } from './probe-of-another-container.js';
import { probeOnInitContainer } from './probe-on-init-container.js';
import { sidecarOrderVsStopOrder } from './sidecar-order-vs-stop-order.js';
import { startupExceedsDeadline } from './startup-exceeds-deadline.js';
import { startupWaitsForMain } from './startup-waits-for-main.js';
import { unboundedWait } from './unbounded-wait.js';
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
  endlessInitContainer,
  initNeedsLaterContainer,
  initWaitsForOwnService,
  startupWaitsForMain,
  probeOfAnotherContainer,
  livenessBeforeReadiness,
  startupExceedsDeadline,
  oneShotContainer,
  preStopExceedsGrace,
  helperStoppedEarly,
  helperGatesTraffic,
  migrationPerReplica,
  initOutsideMesh,
  unboundedWait,
  missingLivenessProbe,
  sidecarOrderVsStopOrder,
];
