import type { InjectedContainer } from '../analysis/injection/injector.js';
import type { ContainerFunction, Role, RoleVerdict } from '../analysis/roles/role.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';

const ROLE = {
  id: 'role',
  messages: {
    main: 'main',
    sidecar: 'sidecar',
    ambassador: 'ambassador',
    adapter: 'adapter',
    init: 'init',
  } satisfies Record<Role, string>,
};

const FUNCTION = {
  id: 'function',
  messages: {
    app: 'app',
    'log-shipper': 'log shipper',
    'config-reloader': 'config reloader',
    'file-sync': 'file sync',
    'mesh-proxy': 'mesh proxy',
    'auth-proxy': 'auth proxy',
    'tls-proxy': 'TLS proxy',
    'outbound-proxy': 'outbound proxy',
    'db-proxy': 'database proxy',
    'metrics-exporter': 'metrics exporter',
    'format-converter': 'format converter',
    'secrets-agent': 'secrets agent',
    backup: 'backup',
    'csi-helper': 'CSI helper',
    'leader-election': 'leader election',
    'controller-helper': 'controller helper',
    'wait-for': 'waits for others',
    migrate: 'migration',
    'setup-permissions': 'permissions',
    'fetch-assets': 'fetches files',
    'copy-binaries': 'copies binaries',
    'generate-config': 'generates config',
    'sysctl-tuning': 'kernel settings',
    'network-setup': 'network setup',
    debug: 'debugging',
    other: 'other',
  } satisfies Record<ContainerFunction, string>,
};

const LABEL = {
  id: 'label',
  messages: { native: 'native', unsure: '{role}?', injected: '+ {name}: {label}, injected' },
};

/** The tables of this file, for tests of translations. */
export const roleLabelMessages: readonly MessageOwner[] = [ROLE, FUNCTION, LABEL];

/** The role as a word in running text: `sidecar`. */
export function roleWord(role: Role, translation?: Translation): string {
  return textOf(ROLE, { id: role, args: {} }, translation);
}

/** What a container does, in words: `log shipper`. */
export function functionWord(containerFunction: ContainerFunction, translation?: Translation): string {
  return textOf(FUNCTION, { id: containerFunction, args: {} }, translation);
}

/**
 * The verdict in one short line, as inlay hints and the outline show it: `sidecar · log shipper · native`,
 * `sidecar?` where it is uncertain. A function that says nothing more than the role is left out.
 */
export function roleLabel(verdict: RoleVerdict, translation?: Translation): string {
  const role = roleWord(verdict.role, translation);
  const first = verdict.certainty === 'low' ? textOf(LABEL, { id: 'unsure', args: { role } }, translation) : role;
  const last = verdict.native ? [textOf(LABEL, { id: 'native', args: {} }, translation)] : [];
  return [first, ...telling(verdict.function, translation), ...last].join(' · ');
}

/** A container that will be injected, in one short line: `+ istio-proxy: sidecar · mesh proxy, injected`. */
export function injectedLabel(injected: InjectedContainer, translation?: Translation): string {
  const label = [roleWord(injected.role, translation), ...telling(injected.function, translation)].join(' · ');
  return textOf(LABEL, { id: 'injected', args: { name: injected.name, label } }, translation);
}

/** The function's word, where it says more than the role. */
function telling(containerFunction: ContainerFunction, translation?: Translation): readonly string[] {
  const silent = containerFunction === 'app' || containerFunction === 'other';
  return silent ? [] : [functionWord(containerFunction, translation)];
}
