import { productOf } from '../catalogue/catalogue.js';
import { isFilledIn } from '../conditions/filled-in.js';
import { isWhole } from '../conditions/workload.js';
import type { ContainerView } from '../model/model.js';
import { runsToCompletion } from '../model/workloads.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction } from '../roles/role.js';

/** What containers of these functions do has no end. */
const LASTING: ReadonlySet<ContainerFunction> = new Set([
  'log-shipper',
  'config-reloader',
  'file-sync',
  'mesh-proxy',
  'auth-proxy',
  'tls-proxy',
  'outbound-proxy',
  'db-proxy',
  'metrics-exporter',
  'secrets-agent',
  'leader-election',
  'csi-helper',
  'controller-helper',
]);
const ENDLESS = /while\s+(?:true|:|\[\s*1\s*\])|for\s*\(\(;;|sleep\s+inf|tail\s+-\w*[fF]/;
/** Ways in which a helper learns that the work is done. */
const ENDS_BY_ITSELF =
  /quit|exit|one[-_]?time|--?once\b|\btimeout\s|\bbreak\b|until\s|while\s+(?:!|\[\s*(?!1\s)|test\b|kill -0|pgrep|ps\b)|inotifywait|terminat|\bdone-?file|wait -n/i;
/** Ways in which the one that does the work ends the others. */
const ENDS_OTHERS =
  /quitquitquit|\bp?kill(?:all)?\b|\/(?:quit|exit|shutdown|terminate|stop)\b|exitexitexit|\bscuttle\b|envoy-preflight|linkerd-await|QUIT_API/i;

/** Whether a pod is a Job's whose containers have to end by themselves: who sees the others' processes can end them. */
export function waitsForAll(pod: Pod): boolean {
  return runsToCompletion(pod.manifest.kind.value) && isWhole(pod) && !pod.spec.shareProcessNamespace?.value;
}

/** Whether a helper of such a pod runs on when the work is done, by all that we know. */
export function outlivesJob(pod: Pod, container: ContainerView): boolean {
  const others = pod.spec.containers.filter((each) => each.lifecycle === 'app' && each !== container);
  if (container.lifecycle !== 'app' || others.length === 0 || !lasts(pod, container)) return false;
  if (isFilledIn(container)) return false;
  return !ENDS_BY_ITSELF.test(textOf(container)) && !others.some(endsOthers);
}

/** Whether what a container runs tells other ones to end. */
export function endsOthers(container: ContainerView): boolean {
  return ENDS_OTHERS.test(textOf(container));
}

/** Whether it is a helper, by all that we know, and one whose work has no end. */
function lasts(pod: Pod, container: ContainerView): boolean {
  const { role, function: purpose, certainty } = pod.verdictOf(container);
  if (role === 'main' || role === 'init' || certainty === 'low') return false;
  if (LASTING.has(purpose) || ENDLESS.test(textOf(container))) return true;
  const product = productOf(container);
  return product !== undefined && product.role === role;
}

/** The command line with the environment, which says how it ends as well. */
function textOf({ command, args, env }: ContainerView): string {
  const settings = env.map(({ name, value }) => `${name.value}=${value?.value ?? ''}`);
  return [...[...command, ...args].map(({ value }) => value), ...settings].join(' ');
}
