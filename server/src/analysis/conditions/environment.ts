import { asMap, entryOf, mapsOf, stringOf, type YamlEntry } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import { isAbsent } from './given.js';

/** An entry of a container's `env`, whatever it lacks. */
export interface EnvEntry {
  readonly node: YamlMap;
  readonly index: number;
  /** Undefined where it is empty. */
  readonly name: Located<string> | undefined;
  /** The name, or `env[2]` where there is none. */
  readonly label: string;
  readonly value: Located<string> | undefined;
  /** The entry of `valueFrom`; undefined where it is `null`. */
  readonly valueFrom: YamlEntry | undefined;
  /** What `valueFrom` names, in the order in which it stands there. */
  readonly sources: readonly EnvReference[];
}

/** One source of a variable, or of many of them. */
export interface EnvReference {
  readonly kind: string;
  readonly entry: YamlEntry;
  /** Undefined where no map stands under the key. */
  readonly node: YamlMap | undefined;
}

const VARIABLE_SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'] as const;
const BULK_SOURCES = ['configMapRef', 'secretRef'] as const;

/** The entries of a container's `env` that are maps. Computed once per container. */
export const envEntries = oncePer((container: ContainerView): readonly EnvEntry[] =>
  mapsOf(container.node, 'env').map(({ node, index }) => readVariable(node, index)),
);

function readVariable(node: YamlMap, index: number): EnvEntry {
  const name = stringOf(node, 'name');
  const valueFrom = isAbsent(node, 'valueFrom') ? undefined : entryOf(node, 'valueFrom');
  return {
    node,
    index,
    name: name?.value ? name : undefined,
    label: name?.value || `env[${index}]`,
    value: stringOf(node, 'value'),
    valueFrom,
    sources: referencesIn(asMap(valueFrom?.value), VARIABLE_SOURCES),
  };
}

/** An entry of a container's `envFrom`. */
export interface BulkEntry {
  readonly node: YamlMap;
  readonly index: number;
  readonly sources: readonly EnvReference[];
}

/** The entries of a container's `envFrom` that are maps. */
export function bulkEntries({ node }: ContainerView): readonly BulkEntry[] {
  return mapsOf(node, 'envFrom').map((entry) => ({ ...entry, sources: referencesIn(entry.node, BULK_SOURCES) }));
}

const NONE: readonly EnvReference[] = [];

function referencesIn(map: YamlMap | undefined, kinds: readonly string[]): readonly EnvReference[] {
  if (!map) return NONE;
  return kinds
    .flatMap((kind) => {
      const entry = !isAbsent(map, kind) ? entryOf(map, kind) : undefined;
      return entry ? [{ kind, entry, node: asMap(entry.value) }] : [];
    })
    .sort((one, other) => one.entry.pair.keySpan.start - other.entry.pair.keySpan.start);
}
