import { mapsOf, numberOf, stringOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';

/** An entry of a container's `ports`, whatever it lacks. */
export interface PortEntry {
  readonly node: YamlMap;
  readonly index: number;
  readonly name: Located<string> | undefined;
  readonly containerPort: Located<number> | undefined;
  readonly protocol: string;
  /** Undefined where it is 0, which means none. */
  readonly hostPort: Located<number> | undefined;
  readonly hostIP: Located<string> | undefined;
}

/** The entries of a container's `ports` that are maps. Computed once per container. */
export const portEntries = oncePer((container: ContainerView): readonly PortEntry[] =>
  mapsOf(container.node, 'ports').map(({ node, index }) => readPort(node, index)),
);

function readPort(node: YamlMap, index: number): PortEntry {
  const name = stringOf(node, 'name');
  const hostPort = numberOf(node, 'hostPort');
  const hostIP = stringOf(node, 'hostIP');
  return {
    node,
    index,
    name: name?.value ? name : undefined,
    containerPort: numberOf(node, 'containerPort'),
    protocol: stringOf(node, 'protocol')?.value || 'TCP',
    hostPort: hostPort?.value ? hostPort : undefined,
    hostIP: hostIP?.value ? hostIP : undefined,
  };
}

/** Whether a number is none of a port; what is no whole number of 32 bits cannot be decoded at all. */
export function isOutsidePorts(port: number): boolean {
  return Number.isInteger(port) && (port < 1 || port > 65_535) && Math.abs(port) < 2 ** 31;
}
