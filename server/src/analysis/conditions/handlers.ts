import { asMap, entryOf, mapOf, type YamlEntry } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Span } from '../../syntax/span.js';
import { type ContainerView, PROBE_KINDS } from '../model/model.js';
import { isAbsent } from './given.js';

/** A probe or lifecycle hook with all that it is told to do, of which there may be only one thing. */
export interface HandlerOwner {
  /** From the container: `livenessProbe`, `lifecycle.preStop`. */
  readonly field: string;
  readonly isProbe: boolean;
  readonly keySpan: Span;
  readonly node: YamlMap;
  /** In the order in which they stand. */
  readonly handlers: readonly Handler[];
}

/** One way to act. */
export interface Handler {
  readonly kind: string;
  readonly entry: YamlEntry;
  /** Undefined where no map stands under the key. */
  readonly node: YamlMap | undefined;
}

const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;
const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

/** Every field of a container that holds one, for rules about them. */
export const HANDLER_FIELDS: readonly string[] = [...PROBE_KINDS, 'lifecycle'];

/**
 * The probes and hooks that the API server looks into: none of a plain init container or an ephemeral one, which may have
 * none at all. Computed once per container.
 */
export const handlerOwners = oncePer((container: ContainerView): readonly HandlerOwner[] => {
  if (container.lifecycle === 'init' || container.lifecycle === 'ephemeral') return [];
  const lifecycle = mapOf(container.node, 'lifecycle');
  return [
    ...PROBE_KINDS.flatMap((kind) => ownerAt(container.node, kind, kind, true)),
    ...HOOKS.flatMap((kind) => ownerAt(lifecycle, kind, `lifecycle.${kind}`, false)),
  ];
});

function ownerAt(map: YamlMap | undefined, key: string, field: string, isProbe: boolean): HandlerOwner[] {
  const entry = entryOf(map, key);
  const node = asMap(entry?.value);
  if (!entry || !node) return [];
  const handlers = (isProbe ? PROBE_HANDLERS : HOOK_HANDLERS)
    .flatMap((kind) => handlerAt(node, kind))
    .sort((one, other) => one.entry.pair.keySpan.start - other.entry.pair.keySpan.start);
  return [{ field, isProbe, keySpan: entry.pair.keySpan, node, handlers }];
}

function handlerAt(node: YamlMap, kind: string): Handler[] {
  const entry = entryOf(node, kind);
  return entry && !isAbsent(node, kind) ? [{ kind, entry, node: asMap(entry.value) }] : [];
}
