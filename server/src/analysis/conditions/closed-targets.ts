import { productOf } from '../catalogue/catalogue.js';
import { targetOf } from '../catalogue/exporter-targets.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
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
    const server = dial.address.ports.length === 1 ? serverOf(pod, dial) : undefined;
    return server ? [{ ...dial, server }] : [];
  });
}

/** The only container with the server that the exporter is made for, if it tells its ports. */
function serverOf({ spec }: Pod, { container, address }: UnansweredDial): ContainerView | undefined {
  const target = targetOf(productOf(container));
  if (!target?.settings.test(address.through)) return undefined;
  const [server, ...more] = runningContainers(spec).filter((each) =>
    target.server.test(productOf(each)?.repository ?? ''),
  );
  if (!server || more.length > 0) return undefined;
  const tells = target.page ? isMakersImage(server) && listensAsItsImage(spec, server) : server.ports.length > 0;
  return tells ? server : undefined;
}
