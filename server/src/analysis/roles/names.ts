import type { ContainerView } from '../model/model.js';

/** Names of containers that speak of helping another one; `catalog-api`, `async-worker` and `selector` do not. */
const HELP =
  /side-?car|ambassador|adapt[eo]r|exporter|proxy|\bagent\b|(?<!b)logger|shipper|forwarder|collector|(?<!a)sync|reload|watcher|helper|registrar|rotate|backup|metrics|init\b|liveness|(?<![a-z])log-|health(?!care)|(?<!s)elector/;

/** Whether a container's name speaks of help. */
export function namesHelp(name: string): boolean {
  return HELP.test(name.toLowerCase());
}

const PATTERN = /side-?car|ambassador|adapt[eo]r|^proxy$/;

/** Whether a container's name is the name of a pattern: pods that show a pattern are named so as well. */
export function namesPattern(name: string): boolean {
  return PATTERN.test(name.toLowerCase());
}

/** Words before `proxy` that tell which way it faces; the name of a database tells most: `alloydb-auth-proxy`. */
const TO_A_DATABASE = /(?:sql|db|database|postgres|redis|cache|mongo).*proxy/;
const INBOUND =
  /(?:auth|oidc|rbac|tls|ssl|https|ingress|reverse|front|gateway|istio|linkerd|mesh|kuma|consul|waf).*proxy/;
const OUTBOUND = /(?:kafka|rabbitmq|api|kube|egress|outbound|forward|smtp|s3).*proxy/;

/** Which way a proxy faces, by its name; `open` where the name says no more than `proxy`. */
export function proxyDirection(name: string): 'inbound' | 'outbound' | 'open' | undefined {
  const text = name.toLowerCase();
  if (!text.includes('proxy')) return undefined;
  if (TO_A_DATABASE.test(text)) return 'outbound';
  if (INBOUND.test(text)) return 'inbound';
  return OUTBOUND.test(text) ? 'outbound' : 'open';
}

/** Whether a container carries the other one's name with a word added: `frr-status` and `frr`. Numbers do not count. */
export function isNamedAfter({ name }: ContainerView, { name: other }: ContainerView): boolean {
  if (!name || !other || other.value.length < 2) return false;
  const rest = name.value.startsWith(`${other.value}-`) ? name.value.slice(other.value.length + 1) : '';
  return /[a-z]{2}/i.test(rest);
}
