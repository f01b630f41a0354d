import { PROBE_DEFAULTS, PROBE_TIMING_FIELDS, type ProbeTimes, probeTimes } from '../../analysis/facts/probe-times.js';
import type { ContainerView, HandlerView, ProbeTimingField, ProbeView } from '../../analysis/model/model.js';
import { touches } from '../../syntax/span.js';
import { onPair } from './cursor.js';
import { code } from './markdown.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const probeMessages = defineMessages({
  id: 'hover-probe',
  messages: {
    livenessProbe:
      '**Liveness probe** of {container}: whether it still works. After too many failures the kubelet restarts this container; the Pod and its address stay.',
    readinessProbe:
      '**Readiness probe** of {container}: whether it can take requests. While it fails, Services send nothing to the Pod; nothing is restarted.',
    startupProbe:
      '**Startup probe** of {container}: whether it has started. Until then the other probes wait; after too many failures the container is restarted.',
    httpGet: 'Tried by GET {path} on port {port} of {address}: a status from 200 to 399 is a success.',
    tcpSocket: 'Tried by opening a TCP connection to port {port} of {address}.',
    grpc: 'Tried by the gRPC health check on port {port} of {address}.',
    exec: 'Tried by running {command} in the container: exit status 0 is a success.',
    podAddress: "the Pod's address",
    noHandler: 'It has no way to try yet: httpGet, tcpSocket, exec or grpc.',
    initialDelaySeconds: "{field} {value}: wait after the container's start before the first try",
    periodSeconds: '{field} {value}: from one try to the next',
    timeoutSeconds: '{field} {value}: longest wait for the answer of one try',
    successThreshold: '{field} {value}: successes in a row that count as working again',
    failureThreshold: '{field} {value}: failures in a row that count as broken',
    seconds: '{count} s',
    minutes: '{count} s ({minutes} min)',
    minutesAndSeconds: '{count} s ({minutes} min {rest} s)',
    count: '{count}',
    default: '{value} (default)',
    defaultIs: 'The default is {value}; 0 means the default too.',
    defaultIsZero: 'The default is {value}.',
    onlyOne: 'For this kind of probe it can only be 1.',
    ofProbe: 'A field of the {kind} of {container}.',
    liveness:
      'Worst case: failed {failing} after it stops answering ({sum}), and up to {grace} more for it to end before it is started again.',
    livenessStart: 'With no startup probe it has {atLeast} to start before it can fail, and {atMost} at most.',
    readinessOut: 'Worst case: out of its Services {failing} after it stops answering ({sum}).',
    readinessIn: 'Ready again at most {recovering} after it answers again ({sum}).',
    startup: 'It has {atLeast} to start before it can fail, and is stopped after {atMost} at most ({sum}).',
    sum: '{tries} × period {period} + timeout {timeout}',
    slowSum: 'period {period} + {tries} × timeout {timeout}',
    startSum: 'delay {delay} + {sum}',
    unreadable: 'Computed with the default of {fields}, which cannot be read here.',
  },
});

const own = probeMessages;

/** Probes: what the key means and, at it and each timing field, how long things take at worst. */
export function probeTopic(place: HoverPlace): HoverAnswer | undefined {
  for (const container of place.pod.spec.containers) {
    for (const probe of container.probes) {
      const answer = answerFor(place, container, probe);
      if (answer) return answer;
    }
  }
  return undefined;
}

function answerFor(place: HoverPlace, container: ContainerView, probe: ProbeView): HoverAnswer | undefined {
  const times = probeTimes(probe, place.pod.spec);
  for (const field of PROBE_TIMING_FIELDS) {
    const span = onPair(probe.node, field, place.offset);
    if (!span) continue;
    const lines = [fieldText(place, times, probe, field), defaultText(place, field)];
    if (field === 'successThreshold' && probe.kind !== 'readinessProbe') lines.push(place.text(own, 'onlyOne'));
    const about = place.text(own, 'ofProbe', { kind: code(probe.kind), container: code(container.label) });
    return { span, sections: [lines, [about, ...worstCases(place, container, probe, times)]] };
  }
  const { handler, keySpan } = probe;
  const span = [keySpan, ...(handler ? [handler.keySpan] : [])].find((each) => touches(each, place.offset));
  if (!span) return undefined;
  const title = place.text(own, probe.kind, { container: code(container.label) });
  const fields = PROBE_TIMING_FIELDS.map((field) => fieldText(place, times, probe, field));
  return {
    span,
    sections: [[title, handlerText(place, handler)], fields, worstCases(place, container, probe, times)],
  };
}

function handlerText(place: HoverPlace, handler: HandlerView | undefined): string {
  if (!handler || handler.kind === 'sleep') return place.text(own, 'noHandler');
  return place.text(own, handler.kind, {
    address: handler.host ? code(handler.host.value) : place.text(own, 'podAddress'),
    path: code(handler.path?.value || '/'),
    port: code(String(handler.port?.value ?? '?')),
    command: code(handler.command.map(({ value }) => value).join(' ')),
  });
}

/** The field with its effective value, and what it means. */
function fieldText(place: HoverPlace, times: ProbeTimes, probe: ProbeView, field: ProbeTimingField): string {
  const value = valueText(place, field, times.effective[field]);
  const written = probe.timing[field]?.value === times.effective[field];
  return place.text(own, field, { field: code(field), value: written ? value : place.text(own, 'default', { value }) });
}

function defaultText(place: HoverPlace, field: ProbeTimingField): string {
  const value = valueText(place, field, PROBE_DEFAULTS[field]);
  return place.text(own, PROBE_DEFAULTS[field] === 0 ? 'defaultIsZero' : 'defaultIs', { value });
}

function valueText(place: HoverPlace, field: ProbeTimingField, value: number): string {
  return place.text(own, field.endsWith('Seconds') ? 'seconds' : 'count', { count: String(value) });
}

function worstCases(
  place: HoverPlace,
  container: ContainerView,
  probe: ProbeView,
  times: ProbeTimes,
): readonly string[] {
  const { unreadable } = times;
  const fields = unreadable.map(code).join(', ');
  const caveat = unreadable.length > 0 ? [place.text(own, 'unreadable', { fields })] : [];
  return [...casesOf(place, container, probe, times), ...caveat];
}

function casesOf(
  place: HoverPlace,
  container: ContainerView,
  { kind }: ProbeView,
  times: ProbeTimes,
): readonly string[] {
  const { failing, recovering, startAtLeast, startAtMost, grace, effective } = times;
  const start = { atLeast: durationText(place, startAtLeast), atMost: durationText(place, startAtMost) };
  const out = sumText(place, times, effective.failureThreshold);
  if (kind === 'readinessProbe') {
    const back = sumText(place, times, effective.successThreshold);
    return [
      place.text(own, 'readinessOut', { failing: durationText(place, failing), sum: out }),
      place.text(own, 'readinessIn', { recovering: durationText(place, recovering), sum: back }),
    ];
  }
  if (kind === 'startupProbe') {
    const sum = place.text(own, 'startSum', { delay: String(effective.initialDelaySeconds), sum: out });
    return [place.text(own, 'startup', { ...start, sum })];
  }
  const guarded = container.probes.some((other) => other.kind === 'startupProbe');
  return [
    place.text(own, 'liveness', { failing: durationText(place, failing), sum: out, grace: durationText(place, grace) }),
    ...(guarded ? [] : [place.text(own, 'livenessStart', start)]),
  ];
}

/** How the worst case adds up; a timeout longer than the period sets the pace. */
function sumText(place: HoverPlace, { effective }: ProbeTimes, tries: number): string {
  const { periodSeconds, timeoutSeconds } = effective;
  return place.text(own, timeoutSeconds > periodSeconds ? 'slowSum' : 'sum', {
    tries: String(tries),
    period: String(periodSeconds),
    timeout: String(timeoutSeconds),
  });
}

/** Seconds; from two minutes on in minutes too. */
function durationText(place: HoverPlace, seconds: number): string {
  const rest = seconds % 60;
  const args = { count: String(seconds), minutes: String(Math.floor(seconds / 60)), rest: String(rest) };
  if (seconds < 120) return place.text(own, 'seconds', args);
  return place.text(own, rest === 0 ? 'minutes' : 'minutesAndSeconds', args);
}
