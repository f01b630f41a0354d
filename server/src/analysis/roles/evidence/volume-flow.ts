import { fileAccessesOf } from '../../commands/file-access.js';
import type { DataFlow } from '../../flows/flow.js';
import type { ContainerView } from '../../model/model.js';
import type { PodFacts } from '../pod-facts.js';
import { defineEvidence } from '../role.js';

const LOG = /(?:^|[-_/])logs?(?:[-_/]|$)/i;

export const volumeFlow = defineEvidence({
  id: 'volume-flow',
  meta: {
    title: 'Shares a volume',
    why: `
What passes through a shared volume tells who works for whom. Who reads the logs that another one writes is a log sidecar,
and the writer is the main container. Who writes content that another one reads is a content sidecar. A volume that is
merely shared says little.`,
    messages: {
      readsLogs: "reads volume '{volume}', which '{other}' writes its logs to",
      writesLogs: "writes its logs to volume '{volume}', which '{other}' reads",
      reads: "reads volume '{volume}', which '{other}' writes",
      feeds: "writes volume '{volume}', which the server '{other}' reads",
      writes: "writes volume '{volume}', which '{other}' reads",
      shares: "shares volume '{volume}' with '{other}'",
    },
    weights: {
      readsLogs: { main: -0.6, sidecar: 1.8, adapter: 0.3 },
      writesLogs: { main: 0.5 },
      reads: { main: 0.2, sidecar: 0.3, adapter: 0.3 },
      feeds: { main: -0.5, sidecar: 1.5 },
      writes: { sidecar: 0.8 },
      shares: { sidecar: 0.3 },
    },
  },
  *collect(pod) {
    for (const flow of pod.flows) {
      if (flow.via.kind !== 'volume' || flow.from.lifecycle === 'init' || flow.to.lifecycle === 'init') continue;
      const volume = flow.via.volume.name.value;
      const [fromSpan, toSpan] = flow.spans;
      const forTo = { volume, other: flow.from.label };
      const forFrom = { volume, other: flow.to.label };
      const logs = isLog(flow);
      if (!flow.directed) {
        yield { container: flow.to, span: toSpan, message: { id: 'shares', args: forTo } };
        yield { container: flow.from, span: fromSpan, message: { id: 'shares', args: forFrom } };
        continue;
      }
      const functions = logs ? { 'log-shipper': 1 } : {};
      yield { container: flow.to, span: toSpan, message: { id: logs ? 'readsLogs' : 'reads', args: forTo }, functions };
      yield {
        container: flow.from,
        span: fromSpan,
        message: { id: logs ? 'writesLogs' : feeds(pod, flow) ? 'feeds' : 'writes', args: forFrom },
      };
    }
  },
});

/** Whether a script without ports of its own writes what a server product reads; a server of metrics is no such server. */
function feeds(pod: PodFacts, { from, to }: DataFlow): boolean {
  if (from.ports.length > 0 || pod.productOf(to)?.role !== 'main' || isScraped(pod, to)) return false;
  if (pod.productOf(from)?.role === 'toolbox') return true;
  return pod.productOf(from) === undefined && fileAccessesOf(from).some(({ access }) => access === 'write');
}

function isScraped({ spec }: PodFacts, { ports }: ContainerView): boolean {
  const scraped = spec.annotations.get('prometheus.io/port')?.value;
  return scraped !== undefined && ports.some(({ port }) => String(port.value) === scraped);
}

/** Whether the volume's name or a path where it is mounted speaks of logs. */
function isLog({ via, from, to }: DataFlow): boolean {
  if (via.kind !== 'volume') return false;
  const name = via.volume.name.value;
  if (LOG.test(name)) return true;
  return [from, to].some(({ mounts }) =>
    mounts.some((mount) => mount.name.value === name && LOG.test(mount.mountPath?.value ?? '')),
  );
}
