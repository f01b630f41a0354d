import { entryOf } from '../../syntax/access.js';
import { appendItem } from '../../syntax/edit.js';
import type { TextEdit } from '../../syntax/span.js';
import { productOf } from '../catalogue/catalogue.js';
import type { ContainerPort, ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { addProbe, insertProbe } from './add-probe.js';

/** Proxies of databases by the same makers, whose health endpoints have to be turned on. */
const CLOUD_PROXY = /(?:^|\/)(?:cloud-sql-proxy|alloydb-auth-proxy)$/;
const CLOUD_PROXY_FLAGS: readonly string[] = ['--health-check', '--http-address=0.0.0.0'];
const CLOUD_PROXY_PROBE = { httpGet: { path: '/startup', port: 9090 } };
/** Proxies that listen on localhost alone unless they are told otherwise. */
const LISTENS_LOCALLY = /(?:^|\/)(?:cloud-sql-proxy|gce-proxy|alloydb-auth-proxy)$/;
const LOOPBACK = /\b(?:localhost|127\.0\.0\.1)\b/;

/**
 * Adds a startup probe to a container that others dial at `port`, or whose files they read where that is undefined.
 * Holds an undefined where none can be made that is sure to pass: a probe reaches the pod's address, and a listener on
 * localhost alone would never answer.
 */
export function addStartupProbe(
  pod: Pod,
  container: ContainerView,
  port: number | undefined,
): readonly (TextEdit | undefined)[] {
  const repository = container.image?.repository ?? '';
  if (CLOUD_PROXY.test(repository) && container.probes.length === 0) return addCloudProxyProbe(pod, container);
  const texts = [...container.command, ...container.args, ...container.env.flatMap(({ value }) => value ?? [])];
  const loopbackOnly = LISTENS_LOCALLY.test(repository) || texts.some(({ value }) => LOOPBACK.test(value));
  return [addProbe(pod, container, 'startupProbe', knownPort(container, port), loopbackOnly)];
}

/** The port as the container declares it, or as its product opens it. */
function knownPort(container: ContainerView, port: number | undefined): ContainerPort | number | undefined {
  const declared = container.ports.find((each) => each.port.value === port);
  if (declared || port === undefined) return declared;
  return productOf(container)?.ports.includes(port) ? port : undefined;
}

function addCloudProxyProbe(pod: Pod, container: ContainerView): readonly (TextEdit | undefined)[] {
  const said = new Set([...container.command, ...container.args].map(({ value }) => value.split('=')[0]));
  const probe = insertProbe(pod, container, 'startupProbe', CLOUD_PROXY_PROBE);
  if (said.has('--http-port')) return [undefined];
  if (said.has('--health-check') && said.has('--http-address')) return [probe];
  const args = entryOf(container.node, 'args')?.value;
  if (said.has('--health-check') || said.has('--http-address') || args?.kind !== 'seq') return [undefined];
  return [...CLOUD_PROXY_FLAGS.map((flag) => appendItem(pod.manifest.document, args, flag)), probe];
}
