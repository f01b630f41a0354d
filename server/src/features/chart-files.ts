import { asMap, entryOf } from '../syntax/access.js';
import type { YamlDocument } from '../syntax/nodes.js';
import { nameOf } from './uri-path.js';

/** `Chart.yaml`, `values.yaml`, `values-dev.yaml`, `dev.values.yml`. */
const FILE_NAME = /^(?:Chart|(?:.*[-._])?values(?:[-._].*)?)\.ya?ml$/;

/** Whether a file describes a Helm chart or holds values for one, by its name. */
export function isChartFile(uri: string): boolean {
  return FILE_NAME.test(nameOf(uri));
}

/**
 * Whether a document of such a file belongs to the chart: whatever its keys are called, it is no manifest. A file that
 * only happens to have such a name holds objects with metadata.
 */
export function isOfChart(document: YamlDocument): boolean {
  return entryOf(asMap(document.root), 'metadata') === undefined;
}
