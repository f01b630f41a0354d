import { signalsOf } from '../commands/signals.js';
import type { ContainerView, PodSpecView } from '../model/model.js';
import type { DataFlow } from './flow.js';

/** Signals from one container to another: they need a shared process namespace (`shareProcessNamespace`, `hostPID`). */
export function readProcessNamespaceFlows(spec: PodSpecView): DataFlow[] {
  if (!spec.shareProcessNamespace?.value && !spec.hostPID?.value) return [];
  const running = spec.containers.filter(({ lifecycle }) => lifecycle === 'app' || lifecycle === 'sidecar');
  return running.flatMap((from) => {
    const targets = new Map<ContainerView, DataFlow>();
    for (const { process, origin } of signalsOf(from)) {
      const to = targetOf(
        process,
        running.filter((container) => container !== from),
      );
      if (!to || targets.has(to)) continue;
      targets.set(to, {
        from,
        to,
        directed: true,
        via: { kind: 'process-namespace' },
        spans: [origin.span, to.anchor],
      });
    }
    return [...targets.values()];
  });
}

/** The container that runs the process: it is named so, or it is the only other one. */
function targetOf(process: string | undefined, others: readonly ContainerView[]): ContainerView | undefined {
  const named = process
    ? others.find(({ name, image, command }) =>
        [name?.value, image?.repository, command[0]?.value].some((text) => text?.includes(process)),
      )
    : undefined;
  return named ?? (others.length === 1 ? others[0] : undefined);
}
