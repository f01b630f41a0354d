import { entryOf } from '../../syntax/access.js';
import type { Span } from '../../syntax/span.js';
import { programOf } from '../commands/program.js';
import { isTelemetryPort } from '../conditions/protocols.js';
import { isWhole } from '../conditions/workload.js';
import type { FlowMedium } from '../flows/flow.js';
import type { ContainerView, PodSpecView, VolumeView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** Somebody who starts after a native sidecar and needs it at once. */
export interface Unwaited {
  readonly waiter: ContainerView;
  /** What it needs it for: a connection, or files. */
  readonly via: FlowMedium;
  /** The text by which the waiter shows it. */
  readonly span: Span;
}

/**
 * Who may be too early for a native sidecar: a later container that dials it or reads its files, while nothing holds that
 * one back until the sidecar answers. Undefined where somebody does, or nobody needs it.
 */
export function unwaited(pod: Pod, container: ContainerView): Unwaited | undefined {
  if (!isWhole(pod) || container.lifecycle !== 'sidecar' || isHeldBack(container)) return undefined;
  for (const flow of pod.flows) {
    if (!flow.directed) continue;
    const { from, to, via, spans } = flow;
    if (via.kind === 'localhost' && to === container && startsLater(from, container)) {
      if (isTelemetryPort(via.port) || isWaitedFor(pod, from, container, via.port)) continue;
      return { via, waiter: from, span: spans[0] };
    }
    if (via.kind === 'volume' && from === container && startsLater(to, container)) {
      if (isFilledBefore(pod, to, via.volume)) continue;
      return { via, waiter: to, span: spans[1] };
    }
  }
  return undefined;
}

/** Whether the waiter itself, or an init container before it, asks again until the port answers. */
function isWaitedFor({ spec }: Pod, waiter: ContainerView, sidecar: ContainerView, port: number): boolean {
  // A client that names no port asks at the usual one.
  const asked = new RegExp(`(?<!\\d)${port}(?!\\d)|(?:localhost|127\\.0\\.0\\.1)$`);
  const between = endedBefore(spec, waiter).filter(({ index }) => index > sidecar.index);
  return [...between, waiter].some((each) =>
    programOf(each).commands.some(
      ({ condition, words }) =>
        (condition === 'until' || condition === 'while') && words.some((word) => asked.test(word)),
    ),
  );
}

/** Whether an init container has brought the files before, as one that syncs once may do for one that goes on. */
function isFilledBefore({ spec }: Pod, waiter: ContainerView, { name }: VolumeView): boolean {
  return endedBefore(spec, waiter).some(({ mounts }) =>
    mounts.some((mount) => mount.name.value === name.value && !mount.readOnly?.value),
  );
}

/** The init containers that have ended when another container starts. */
function endedBefore({ containers }: PodSpecView, waiter: ContainerView): readonly ContainerView[] {
  return containers.slice(0, containers.indexOf(waiter)).filter(({ lifecycle }) => lifecycle === 'init');
}

function isHeldBack({ node, hooks }: ContainerView): boolean {
  return entryOf(node, 'startupProbe') !== undefined || hooks.some(({ kind }) => kind === 'postStart');
}

function startsLater(waiter: ContainerView, { index }: ContainerView): boolean {
  return waiter.lifecycle === 'app' || (waiter.list === 'initContainers' && waiter.index > index);
}
