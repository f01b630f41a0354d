import type { Product } from '../catalogue/product.js';

const FRONTS = new Set(['nginx', 'nginx-unprivileged', 'openresty', 'haproxy', 'envoy', 'caddy', 'traefik', 'httpd']);

/** Whether a product is a server that passes requests on as often as it answers them. */
export function isFront(product: Product | undefined): boolean {
  return product !== undefined && FRONTS.has(product.repository);
}
