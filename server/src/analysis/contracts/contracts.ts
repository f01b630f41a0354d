import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction, Role, RoleVerdict } from '../roles/role.js';
import type { Assessment, Need } from './need.js';
import { connection } from './needs/connection.js';
import { lastsToTheEnd } from './needs/lasts-to-the-end.js';
import { memoryLimit } from './needs/memory-limit.js';
import { readOnlyMount } from './needs/read-only-mount.js';
import { readinessProbe } from './needs/readiness-probe.js';
import { resources } from './needs/resources.js';
import { sharedVolume } from './needs/shared-volume.js';
import { startupProbe } from './needs/startup-probe.js';

/** What every container that runs on needs, whatever it is for; said last. */
const BOUNDS: readonly Need[] = [resources, memoryLimit];

/** What a role needs to play its part, most telling first. */
export const ROLE_CONTRACTS: Readonly<Record<Role, readonly Need[]>> = {
  main: [connection, readinessProbe, ...BOUNDS],
  sidecar: [connection, sharedVolume, readinessProbe, startupProbe, ...BOUNDS],
  ambassador: [connection, readinessProbe, startupProbe, ...BOUNDS],
  adapter: [connection, sharedVolume, readinessProbe, startupProbe, ...BOUNDS],
  init: [connection],
};

/** What a function needs beside that. */
export const FUNCTION_CONTRACTS: Readonly<Partial<Record<ContainerFunction, readonly Need[]>>> = {
  'log-shipper': [readOnlyMount, lastsToTheEnd],
  'config-reloader': [readOnlyMount],
  'metrics-exporter': [readOnlyMount],
  'format-converter': [readOnlyMount],
  'mesh-proxy': [lastsToTheEnd],
  'db-proxy': [lastsToTheEnd],
  'outbound-proxy': [lastsToTheEnd],
};

/** Every need of any contract. */
export const NEEDS: readonly Need[] = [
  ...new Set([...Object.values(ROLE_CONTRACTS), ...Object.values(FUNCTION_CONTRACTS)].flat()),
];

/** The needs of a container with this verdict: what connects it, what its function asks, and how it is bounded. */
export function contractOf({ role, function: purpose }: RoleVerdict): readonly Need[] {
  const [first, ...others] = ROLE_CONTRACTS[role];
  return [...(first ? [first] : []), ...(FUNCTION_CONTRACTS[purpose] ?? []), ...others];
}

/** What is there of a container's contract and what is missing, in the contract's order. */
export function assessContract(
  pod: Pod,
  container: ContainerView,
): readonly { readonly need: Need; readonly assessment: Assessment }[] {
  return contractOf(pod.verdictOf(container)).flatMap((need) =>
    need.assess(pod, container).map((assessment) => ({ need, assessment })),
  );
}
