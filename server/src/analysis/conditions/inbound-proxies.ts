import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';
import { productOf } from '../catalogue/catalogue.js';
import { type Flag, flagsOf } from '../commands/flags.js';
import { isPort } from '../commands/local-addresses.js';
import { openPortsOf } from '../commands/open-ports.js';
import type { ContainerView, PodSpecView } from '../model/model.js';
import { runningContainers } from './workload.js';

/** A container that lets requests in only after it has checked who asks, or unwraps TLS. */
export interface InboundProxy {
  readonly container: ContainerView;
  /** The ports of the pod that it passes on to, with the text that says so. */
  readonly upstreams: readonly Upstream[];
}

export interface Upstream {
  readonly port: number;
  readonly word: Located<string>;
}

const UPSTREAM = /^(?:upstreams?|upstream-url|target)$/;
/** Flags that only such proxies have, whatever their image is called. */
const OWN_FLAG = /^(?:secure-listen-address|openshift-service-account|openshift-sar|cookie-secret|oidc-issuer-url)$/;
/** It limits what a query may ask for, and is often one way in of several. */
const LIMITER = 'prom-label-proxy';
const LOCAL_UPSTREAM = /(?:^|,)(?:(https?):\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?(?=[/,]|$)/g;

/** The proxies of a pod that stand in front of another of its containers, with a literal upstream on localhost. */
export function inboundProxies(spec: PodSpecView): readonly InboundProxy[] {
  const running = runningContainers(spec);
  return running.length > 1 ? running.flatMap((container) => inboundProxy(container) ?? []) : [];
}

/** Whether a product, or flags of its own, show that a container is such a proxy. */
export function isInboundProxy(container: ContainerView): boolean {
  const { function: purpose, repository } = productOf(container) ?? {};
  if (repository === LIMITER) return false;
  return (
    purpose === 'auth-proxy' || purpose === 'tls-proxy' || flagsOf(container).some(({ name }) => OWN_FLAG.test(name))
  );
}

/** Whether it mostly guards metrics, on a port that nobody declares since nobody else may reach it. */
export function guardsMetrics(container: ContainerView): boolean {
  return (
    productOf(container)?.repository === 'kube-rbac-proxy' ||
    flagsOf(container).some(({ name }) => name === 'secure-listen-address')
  );
}

/** The ports on which it takes requests: those that it declares, else those that its flags open. */
export function frontPorts(container: ContainerView): readonly number[] {
  const open = openPortsOf(container);
  const declared = open.filter(({ from }) => from === 'declared');
  const ports = declared.length > 0 ? declared : open.filter(({ from }) => from === 'flag');
  return [...new Set(ports.map(({ port }) => port))];
}

const inboundProxy = oncePer((container: ContainerView): InboundProxy | null => {
  const upstreams = isInboundProxy(container) ? flagsOf(container).flatMap(upstreamsIn) : [];
  return upstreams.length > 0 ? { container, upstreams } : null;
});

function upstreamsIn({ name, value, word }: Flag): readonly Upstream[] {
  if (!value || !UPSTREAM.test(name)) return [];
  return [...value.matchAll(LOCAL_UPSTREAM)].flatMap(([, scheme, digits]) => {
    const port = digits === undefined ? usualPort(scheme) : Number(digits);
    return port !== undefined && isPort(port) ? [{ port, word }] : [];
  });
}

function usualPort(scheme: string | undefined): number | undefined {
  return scheme === undefined ? undefined : scheme === 'https' ? 443 : 80;
}
