import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/**
 * Whether a number stands anywhere in what a container is started with, or in a ConfigMap of its pod, so that it may
 * listen there though no flag that is known says so. Also true where its environment comes from elsewhere.
 */
export function maySpeakOfPort(
  { configMaps }: Pod,
  { command, args, env, envFrom }: ContainerView,
  port: number,
): boolean {
  if (envFrom.length > 0) return true;
  const number = new RegExp(`(?<!\\d)${port}(?!\\d)`);
  const own = [...command, ...args, ...env.flatMap(({ value }) => value ?? [])];
  return [...own, ...configMaps.flatMap(({ data }) => [...data.values()])].some(({ value }) => number.test(value));
}
