import type { PodSpecView } from '../model/model.js';
import type { Injector } from './injector.js';
import { isFalse, isTrue, portOf } from './metadata-values.js';

const PREFIX = 'vault.hashicorp.com/';
const INJECT = `${PREFIX}agent-inject`;
const CACHE_PORT = 8200;

/**
 * Vault Agent: an init container that fetches the secrets before the others start, and a sidecar that renews them.
 * Either can be left out. What was injected already is left alone.
 * https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations
 */
export const vault: Injector = {
  id: 'vault',
  product: 'Vault',
  decides: (key) => key === INJECT,
  containersFor(spec) {
    const trigger = spec.annotations.get(INJECT);
    const value = (name: string) => spec.annotations.get(PREFIX + name)?.value;
    if (!trigger || !isTrue(trigger.value) || value('agent-inject-status') === 'injected') return [];
    const common = { function: 'secrets-agent', image: /(?:^|\/)vault(?:-enterprise)?$/, trigger } as const;
    const first = isTrue(value('agent-init-first'));
    const init = {
      ...common,
      name: 'vault-agent-init',
      role: 'init',
      purpose: 'secrets-before',
      lifecycle: 'init',
      ports: [],
      order: first ? 'first' : 'last',
    } as const;
    const agent = {
      ...common,
      name: 'vault-agent',
      role: 'sidecar',
      purpose: 'secrets-beside',
      lifecycle: 'app',
      ports: portsOf(spec),
      // Its API can end it where that is allowed, and a configuration of its own may let it end by itself.
      outlivesJobs: !isTrue(value('agent-enable-quit')) && value('agent-configmap') === undefined,
    } as const;
    return [
      ...(isFalse(value('agent-pre-populate')) ? [] : [init]),
      ...(isTrue(value('agent-pre-populate-only')) ? [] : [agent]),
    ];
  },
};

/** It listens only as a cache, or where it can be told to quit. */
function portsOf(spec: PodSpecView): readonly number[] {
  const listens = ['agent-cache-enable', 'agent-enable-quit'].some((name) =>
    isTrue(spec.annotations.get(PREFIX + name)?.value),
  );
  return listens ? [portOf(spec, `${PREFIX}agent-cache-listener-port`, CACHE_PORT)] : [];
}
