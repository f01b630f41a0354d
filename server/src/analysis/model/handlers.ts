import { asMap, entryOf, mapOf, nodeOf, numberOf, stringOf, stringsOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Located } from '../../syntax/span.js';
import { type HandlerView, type HookView, PROBE_KINDS, type ProbeView } from './model.js';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

export function readProbes(container: YamlMap): ProbeView[] {
  return PROBE_KINDS.flatMap((kind) => {
    const entry = entryOf(container, kind);
    const node = asMap(entry?.value);
    if (!entry || !node) return [];
    const timing = {
      initialDelaySeconds: numberOf(node, 'initialDelaySeconds'),
      periodSeconds: numberOf(node, 'periodSeconds'),
      timeoutSeconds: numberOf(node, 'timeoutSeconds'),
      successThreshold: numberOf(node, 'successThreshold'),
      failureThreshold: numberOf(node, 'failureThreshold'),
    };
    return [{ kind, keySpan: entry.pair.keySpan, node, handler: readHandler(node), timing }];
  });
}

export function readHooks(container: YamlMap): HookView[] {
  const lifecycle = mapOf(container, 'lifecycle');
  return (['postStart', 'preStop'] as const).flatMap((kind) => {
    const entry = entryOf(lifecycle, kind);
    return entry ? [{ kind, keySpan: entry.pair.keySpan, handler: readHandler(asMap(entry.value)) }] : [];
  });
}

function readHandler(node: YamlMap | undefined): HandlerView | undefined {
  for (const kind of HANDLERS) {
    const entry = entryOf(node, kind);
    if (!entry) continue;
    const details = asMap(entry.value);
    return {
      kind,
      keySpan: entry.pair.keySpan,
      port: portReferenceOf(details, 'port'),
      path: stringOf(details, 'path'),
      host: stringOf(details, 'host'),
      command: stringsOf(details, 'command'),
    };
  }
  return undefined;
}

/** A port as a probe or Service names it: by number or by name. */
export function portReferenceOf(node: YamlMap | undefined, key: string): Located<number | string> | undefined {
  const scalar = nodeOf(node, key);
  if (scalar?.kind !== 'scalar') return undefined;
  const { value, span } = scalar;
  return typeof value === 'number' || typeof value === 'string' ? { value, span } : undefined;
}
