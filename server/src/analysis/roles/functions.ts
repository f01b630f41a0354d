import type { ContainerFunction, Evidence, Role } from './role.js';

/** The functions that go with each role beside `other`; the first is taken where nothing speaks for any. */
export const FUNCTIONS: Readonly<Record<Role, readonly ContainerFunction[]>> = {
  main: ['app', 'migrate'],
  sidecar: [
    'other',
    'log-shipper',
    'config-reloader',
    'file-sync',
    'mesh-proxy',
    'auth-proxy',
    'tls-proxy',
    'secrets-agent',
    'backup',
    'csi-helper',
    'leader-election',
    'controller-helper',
    'debug',
    'sysctl-tuning',
    'generate-config',
  ],
  ambassador: ['outbound-proxy', 'db-proxy'],
  adapter: ['other', 'metrics-exporter', 'format-converter'],
  init: [
    'other',
    'wait-for',
    'migrate',
    'setup-permissions',
    'fetch-assets',
    'copy-binaries',
    'generate-config',
    'sysctl-tuning',
    'network-setup',
    'secrets-agent',
  ],
};

/** What a container does within its role: the function that the evidence speaks for most; of equals the first one. */
export function functionOf(role: Role, evidence: readonly Evidence[]): ContainerFunction {
  const allowed = FUNCTIONS[role];
  let best: ContainerFunction = allowed[0] ?? 'other';
  let bestWeight = 0;
  for (const candidate of evidence.length === 0 ? [] : allowed) {
    let weight = 0;
    for (const { functions } of evidence) {
      weight += functions[candidate] ?? 0;
      // What keeps files up to date brings them once, where it runs to completion.
      if (role === 'init' && candidate === 'fetch-assets') weight += functions['file-sync'] ?? 0;
    }
    if (weight > bestWeight) {
      best = candidate;
      bestWeight = weight;
    }
  }
  return best;
}
