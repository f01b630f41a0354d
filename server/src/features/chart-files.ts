import { asMap, entryOf } from '../syntax/access.js';
import type { YamlDocument } from '../syntax/nodes.js';
import { nameOf } from './uri-path.js';

/** `Chart.yaml`, `values.yaml`, `values-dev.yaml`, `dev.values.yml`. */
const FILE_NAME = /^(?:Chart|(?:.*[-._])?values(?:[-._].*)?)\.ya?ml$/;

/**
 * Whether a document describes a Helm chart or holds values for one: whatever its keys are called, it is no manifest. A
 * file that only happens to have such a name holds objects with metadata.
 */
export function isOfChart(uri: string, document: YamlDocument): boolean {
  return FILE_NAME.test(nameOf(uri)) && entryOf(asMap(document.root), 'metadata') === undefined;
}
