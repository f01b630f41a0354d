import { productOf } from '../catalogue/catalogue.js';
import { localAddressesOf } from '../commands/local-addresses.js';
import { type OpenPort, openPortsOf } from '../commands/open-ports.js';
import { programOf } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { businessPorts } from './business-ports.js';
import { isDatabasePort, shareProtocol, speaksOf } from './protocols.js';
import { isMeantToDial, type UnansweredDial, unansweredDials } from './unanswered-dials.js';
import { runningContainers } from './workload.js';

/** A dial that nobody answers and that is meant for an ambassador which listens on another port. */
export interface MismatchedDial extends UnansweredDial {
  readonly ambassador: ContainerView;
  /** The port on which the ambassador listens. */
  readonly listening: OpenPort;
}

/** The dials of a pod that miss its ambassador's port; none where the ambassador's role or port is unsure. */
export function mismatchedDials(pod: Pod): readonly MismatchedDial[] {
  const dials = unansweredDials(pod);
  if (dials.length === 0) return [];
  const ambassadors = runningContainers(pod.spec).filter((container) => isAmbassador(pod, container));
  return dials.flatMap((dial) => {
    const { container, address } = dial;
    if (address.ports.length > 1 || pod.verdictOf(container).role === 'adapter') return [];
    const others = ambassadors.filter((ambassador) => ambassador !== container && !servesTwo(ambassador));
    const [meant, ...more] = others.flatMap((ambassador) => {
      const listening = meantPort(dial, ambassador, others.length === 1);
      return listening ? [{ ...dial, ambassador, listening }] : [];
    });
    return meant && more.length === 0 ? [meant] : [];
  });
}

export function isAmbassador(pod: Pod, container: ContainerView): boolean {
  const { role, certainty } = pod.verdictOf(container);
  return role === 'ambassador' && certainty !== 'low';
}

/** The ambassador's only port that the dial can mean; none where the dialer reaches that one already. */
function meantPort(dial: UnansweredDial, ambassador: ContainerView, isOnly: boolean): OpenPort | undefined {
  const { container, address, port } = dial;
  const ports = businessPorts(ambassador);
  if (ports.some((each) => dials(container, each.port))) return undefined;
  const related = ports.filter(
    (each) =>
      shareProtocol(each.port, port) ||
      (!isDatabasePort(port) && speaksOf(address.through, address.value.value, each.port)),
  );
  if (related.length > 0) return related.length === 1 ? related[0] : undefined;
  const [only, ...more] = ports;
  const isSure =
    isOnly && only && more.length === 0 && only.from !== 'default' && isOnlyDial(dial) && isMeantToDial(dial);
  return isSure && mayBeMeant(dial, only) && openPortsOf(container).length > 0 ? only : undefined;
}

/** Whether nothing speaks of two different protocols. */
function mayBeMeant({ address, port }: UnansweredDial, listening: OpenPort): boolean {
  const isNeutral = [port, listening.port].every((each) => !isDatabasePort(each));
  return isNeutral && speaksOf(address.through, address.value.value, listening.port) === undefined;
}

function isOnlyDial({ container, port }: UnansweredDial): boolean {
  return localAddressesOf(container).every(({ ports }) => ports.length === 1 && ports[0] === port);
}

function dials(container: ContainerView, port: number): boolean {
  return localAddressesOf(container).some(({ ports }) => ports.includes(port));
}

/** Several instances behind one proxy get consecutive ports. */
function servesTwo(ambassador: ContainerView): boolean {
  const instances = programOf(ambassador).words.filter(({ value }) => /^[\w.-]+:[\w.-]+:[\w.-]+$/.test(value));
  return productOf(ambassador)?.function === 'db-proxy' && instances.length > 1;
}
