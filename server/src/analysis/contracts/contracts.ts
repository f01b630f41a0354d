import type { ContainerView, Lifecycle } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction, Role, RoleVerdict } from '../roles/role.js';
import type { Assessment, Need } from './need.js';
import { connection } from './needs/connection.js';
import { filesForAnother } from './needs/files-for-another.js';
import { filesFromAnother } from './needs/files-from-another.js';
import { lastsToTheEnd } from './needs/lasts-to-the-end.js';
import { localClient } from './needs/local-client.js';
import { localUpstream } from './needs/local-upstream.js';
import { memoryLimit } from './needs/memory-limit.js';
import { observedContainer } from './needs/observed-container.js';
import { privilege } from './needs/privilege.js';
import { processNamespace } from './needs/process-namespace.js';
import { readOnlyMount } from './needs/read-only-mount.js';
import { readinessProbe } from './needs/readiness-probe.js';
import { reloadPath } from './needs/reload-path.js';
import { resources } from './needs/resources.js';
import { servedPort } from './needs/served-port.js';
import { serviceAccount } from './needs/service-account.js';
import { startOrder } from './needs/start-order.js';
import { startupProbe } from './needs/startup-probe.js';
import { watchedFiles } from './needs/watched-files.js';

/** What a container needs for its function, most telling first. */
export const FUNCTION_NEEDS: Readonly<Record<ContainerFunction, readonly Need[]>> = {
  app: [connection],
  'log-shipper': [filesFromAnother, readOnlyMount, connection, lastsToTheEnd],
  'config-reloader': [watchedFiles, reloadPath, processNamespace, serviceAccount],
  'file-sync': [filesForAnother, serviceAccount],
  'mesh-proxy': [lastsToTheEnd],
  'auth-proxy': [localUpstream, servedPort],
  'tls-proxy': [localUpstream, servedPort],
  'outbound-proxy': [localClient, lastsToTheEnd],
  'db-proxy': [localClient, lastsToTheEnd],
  'metrics-exporter': [observedContainer, filesFromAnother, readOnlyMount, servedPort],
  'format-converter': [filesFromAnother, readOnlyMount, observedContainer],
  'secrets-agent': [filesForAnother, startOrder],
  backup: [filesFromAnother, connection],
  'csi-helper': [filesFromAnother, serviceAccount],
  'leader-election': [connection, serviceAccount],
  'controller-helper': [connection, serviceAccount],
  'wait-for': [serviceAccount, startOrder],
  migrate: [startOrder],
  'setup-permissions': [filesForAnother, privilege, startOrder],
  'fetch-assets': [filesForAnother, startOrder],
  'copy-binaries': [filesForAnother, startOrder],
  'generate-config': [filesForAnother, startOrder],
  'sysctl-tuning': [privilege, startOrder],
  'network-setup': [privilege, startOrder],
  debug: [processNamespace],
  other: [connection],
};

/** What it needs for its role, whatever it does there. */
export const ROLE_NEEDS: Readonly<Record<Role, readonly Need[]>> = {
  main: [filesFromAnother, filesForAnother],
  sidecar: [filesFromAnother, filesForAnother, processNamespace],
  ambassador: [localClient],
  adapter: [filesFromAnother, filesForAnother],
  init: [filesFromAnother, filesForAnother, startOrder],
};

/** What every container needs that runs as long as its pod. */
const RUNNING: readonly Need[] = [readinessProbe, resources, memoryLimit];

/** What it needs because of when it runs. */
export const LIFECYCLE_NEEDS: Readonly<Record<Lifecycle, readonly Need[]>> = {
  init: [],
  sidecar: [startupProbe, ...RUNNING],
  app: RUNNING,
  ephemeral: [],
};

/** Every need of any contract. */
export const NEEDS: readonly Need[] = [
  ...new Set([FUNCTION_NEEDS, ROLE_NEEDS, LIFECYCLE_NEEDS].flatMap((needs) => Object.values(needs).flat())),
];

/** The contract of a container: what its function needs, then its role, then its lifecycle. */
export function needsOf({ container, role, function: purpose }: RoleVerdict): readonly Need[] {
  return [...new Set([...FUNCTION_NEEDS[purpose], ...ROLE_NEEDS[role], ...LIFECYCLE_NEEDS[container.lifecycle]])];
}

/** A need of a container, and how it stands. */
export interface AssessedNeed {
  readonly need: Need;
  readonly assessment: Assessment;
}

/** What is there of a container's contract, what is missing and what is not shown, in the contract's order. */
export function assessContract(pod: Pod, container: ContainerView): readonly AssessedNeed[] {
  return needsOf(pod.verdictOf(container)).flatMap((need) =>
    need.assess(pod, container).map((assessment) => ({ need, assessment })),
  );
}
