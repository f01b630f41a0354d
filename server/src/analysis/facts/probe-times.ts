import { entryOf, numberOf } from '../../syntax/access.js';
import type { PodSpecView, ProbeTimingField, ProbeView } from '../model/model.js';

/** What the API server and kubelet use where a field is absent or 0. */
export const PROBE_DEFAULTS: Readonly<Record<ProbeTimingField, number>> = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};

export const PROBE_TIMING_FIELDS: readonly ProbeTimingField[] = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
];

/** Termination grace period where neither probe nor pod gives one, in seconds. */
const DEFAULT_GRACE_SECONDS = 30;

/** Worst cases of a probe, in seconds, as kubelet's probe worker ticks. Bounds: a busy kubelet may be later. */
export interface ProbeTimes {
  /** The five fields as they take effect. */
  readonly effective: Readonly<Record<ProbeTimingField, number>>;
  /** Fields that are there without a readable number (a template, say): the default was taken for them. */
  readonly unreadable: readonly ProbeTimingField[];
  /**
   * From the moment a running container stops answering until enough tries have failed. At worst it stops right after
   * it answered: a whole period passes, the tries follow each other, and the last one runs into its timeout:
   * `period + (failures − 1) × max(period, timeout) + timeout`.
   */
  readonly failing: number;
  /** From the moment it answers again until enough tries succeeded: the same with successes instead of failures. */
  readonly recovering: number;
  /** The least time after its start that a container has before enough tries can have failed: `delay + (failures − 1) × period`. */
  readonly startAtLeast: number;
  /** The most: the first try comes up to a period after the delay, then as in `failing`: `delay + failing`. */
  readonly startAtMost: number;
  /** How long a container that is to be restarted may take to stop. */
  readonly grace: number;
}

/** Computes the worst cases of a probe in its pod. */
export function probeTimes(probe: ProbeView, spec: PodSpecView): ProbeTimes {
  const effective = effectiveTiming(probe);
  const { initialDelaySeconds: delay, periodSeconds: period, timeoutSeconds: timeout } = effective;
  const lasting = (tries: number) => period + (tries - 1) * Math.max(period, timeout) + timeout;
  const failing = lasting(effective.failureThreshold);
  return {
    effective,
    unreadable: PROBE_TIMING_FIELDS.filter((field) => entryOf(probe.node, field) && !probe.timing[field]),
    failing,
    recovering: lasting(effective.successThreshold),
    startAtLeast: delay + (effective.failureThreshold - 1) * period,
    startAtMost: delay + failing,
    grace: graceSeconds(probe, spec),
  };
}

function effectiveTiming({ timing }: ProbeView): Readonly<Record<ProbeTimingField, number>> {
  const taken = (field: ProbeTimingField) => {
    const value = timing[field]?.value ?? 0;
    return value > 0 ? value : PROBE_DEFAULTS[field];
  };
  return {
    initialDelaySeconds: taken('initialDelaySeconds'),
    periodSeconds: taken('periodSeconds'),
    timeoutSeconds: taken('timeoutSeconds'),
    successThreshold: taken('successThreshold'),
    failureThreshold: taken('failureThreshold'),
  };
}

/** A probe's own period stands above the pod's; a readiness probe stops nothing and has none. */
function graceSeconds(probe: ProbeView, spec: PodSpecView): number {
  const own = numberOf(probe.node, 'terminationGracePeriodSeconds')?.value;
  return own ?? spec.terminationGracePeriodSeconds?.value ?? DEFAULT_GRACE_SECONDS;
}
