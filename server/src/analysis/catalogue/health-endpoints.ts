import type { ContainerView } from '../model/model.js';
import { productOf } from './catalogue.js';

/** How a product says that it can work: an HTTP path, or a command that its image brings along. */
export type HealthEndpoint =
  | {
      readonly path: string;
      /** Where it answers on a port of its own; undefined where on the one that it serves. */
      readonly port: number | undefined;
    }
  | { readonly command: readonly string[] };

/**
 * `repository [port]/path` or `repository > command`, one line per product of the catalogue.
 * Only what the product's own manual gives and what answers without a flag, a file or a password.
 */
const LINES = `
nginx /
nginx-unprivileged /
openresty /
httpd /
caddy /
grafana /api/health
prometheus /-/ready
alertmanager /-/ready
loki /ready
tempo /ready
influxdb /health
minio /minio/health/ready
consul /v1/status/leader
oauth2-proxy /ping
proxyv2 15021/healthz/ready
linkerd/proxy 4191/ready
daprd 3500/v1.0/healthz
redis > redis-cli ping
valkey > valkey-cli ping
postgres > pg_isready
`;

let endpoints: ReadonlyMap<string, HealthEndpoint> | undefined;

/** What is known of the health of a container's product; undefined for any other one. */
export function healthEndpointOf(container: ContainerView): HealthEndpoint | undefined {
  endpoints ??= new Map(LINES.split('\n').flatMap(readLine));
  const product = productOf(container);
  return product && endpoints.get(product.repository);
}

/** Every repository of the list, for a test. */
export function repositoriesWithHealth(): readonly string[] {
  return LINES.split('\n').flatMap((line) => readLine(line).map(([repository]) => repository));
}

function readLine(line: string): readonly (readonly [string, HealthEndpoint])[] {
  const [repository, first, ...more] = line.split(' ');
  if (!repository || !first) return [];
  if (first === '>') return [[repository, { command: more }]];
  const slash = first.indexOf('/');
  const port = slash > 0 ? Number(first.slice(0, slash)) : undefined;
  return [[repository, { path: first.slice(slash), port }]];
}
