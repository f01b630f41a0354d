import type { ContainerView, PodSpecView, ServicePort } from '../model/model.js';
import { runningContainers } from './workload.js';

/** The number of the port that a Service's port leads to; undefined where the pod declares no port of that name. */
export function targetNumber(spec: PodSpecView, { targetPort }: ServicePort): number | undefined {
  const target = targetPort?.value;
  if (typeof target !== 'string') return target;
  return runningContainers(spec).flatMap((container) => portNumber(container, target) ?? [])[0];
}

/** The number of a port that a container refers to, as a number or by the name that it declares. */
export function portNumber({ ports }: ContainerView, reference: number | string): number | undefined {
  return typeof reference === 'number' ? reference : ports.find(({ name }) => name?.value === reference)?.port.value;
}
