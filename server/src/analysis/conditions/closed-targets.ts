import { productOf } from '../catalogue/catalogue.js';
import { type ExporterTarget, targetOf } from '../catalogue/exporter-targets.js';
import type { ContainerView, PodSpecView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { businessPorts } from './business-ports.js';
import { type UnansweredDial, unansweredDials } from './unanswered-dials.js';
import { isMakersImage, listensAsItsImage } from './untouched.js';
import { runningContainers } from './workload.js';

/** A dial of an exporter that nobody answers, though the server that it is made for is there. */
export interface ClosedTarget extends UnansweredDial {
  readonly server: ContainerView;
}

/** The targets of a pod's exporters that are open nowhere; none where the server's ports are unsure. */
export function closedTargets(pod: Pod): readonly ClosedTarget[] {
  if (runningContainers(pod.spec).length < 2) return [];
  return unansweredDials(pod).flatMap((dial) => {
    const { role, certainty } = pod.verdictOf(dial.container);
    const isSure = role === 'adapter' && certainty !== 'low' && dial.address.ports.length === 1;
    const server = isSure ? serverOf(pod, dial) : undefined;
    return server ? [{ ...dial, server }] : [];
  });
}

/** The only container with the server that the exporter is made for, if it tells its ports. */
function serverOf({ spec }: Pod, { container, address }: UnansweredDial): ContainerView | undefined {
  const target = targetOf(productOf(container));
  if (!target?.settings.test(address.through)) return undefined;
  const server = observedServer(spec, target);
  if (!server) return undefined;
  const tells = target.page ? isMakersImage(server) && listensAsItsImage(spec, server) : server.ports.length > 0;
  return tells ? server : undefined;
}

/** The only container of a pod with the server that an exporter is made for. */
export function observedServer(spec: PodSpecView, target: ExporterTarget): ContainerView | undefined {
  const [server, ...more] = runningContainers(spec).filter((each) =>
    target.server.test(productOf(each)?.repository ?? ''),
  );
  return more.length === 0 ? server : undefined;
}

/** The server's only port, or the one of several that its product usually has. */
export function usualPort(server: ContainerView): number | undefined {
  const ports = businessPorts(server).map(({ port }) => port);
  const usual = productOf(server)?.ports ?? [];
  return ports.length === 1 ? ports[0] : usual.find((port) => ports.includes(port));
}
