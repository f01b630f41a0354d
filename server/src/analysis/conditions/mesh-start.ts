import { programOf } from '../commands/program.js';
import type { InjectedContainer } from '../injection/injector.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { isWhole } from './workload.js';

/** Programs that need the network, by all that is known of them. */
const NETWORKED = new Set(['curl', 'wget', 'git', 'nc', 'aws', 'gsutil', 'psql', 'pg_isready', 'mysql', 'redis-cli']);

/** The mesh proxy that starts after the init containers, while nothing of their traffic is excluded from it. */
export function lateProxy(pod: Pod): InjectedContainer | undefined {
  const proxy = pod.injected.find((each) => each.function === 'mesh-proxy' && each.lifecycle === 'app');
  if (!proxy || !isWhole(pod)) return undefined;
  return [...pod.spec.annotations.keys()].some((key) => /(?:exclude|skip)-?outbound/i.test(key)) ? undefined : proxy;
}

/** The user whose connections Istio does not redirect: its proxy's, and that of init containers that bypass it. */
export const PROXY_USER = 1337;

/** The first program of a container that needs the network and does not bypass the mesh. */
export function networkedProgram(container: ContainerView): string | undefined {
  if (container.runAsUser?.value === PROXY_USER) return undefined;
  return programOf(container).commands.find(({ program }) => NETWORKED.has(program))?.program;
}
