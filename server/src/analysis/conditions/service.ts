import { mapOf, mapsOf, stringOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { hasDirective, hasTemplatedLines } from '../model/fragment.js';
import { hasGaps } from '../model/gaps.js';
import type { Manifest, ServiceView } from '../model/model.js';
import type { SelectedPods } from '../rules/rule.js';
import type { ServicePods } from '../selected-pods.js';

/** A core Service as it is written, for rules about the Service itself. */
export interface ServiceObject {
  readonly manifest: Manifest;
  readonly spec: YamlMap;
  /** The entries of `ports` that are maps. */
  readonly ports: readonly YamlMap[];
  /** `ClusterIP` where nothing is said, as the API server has it. */
  readonly type: string;
  /** `clusterIP: None`. */
  readonly headless: boolean;
  /**
   * Whether it says what it selects or stands for, so that it is no patch and what it lacks is missing. A Service may
   * do without a selector, but then nobody can tell it from a patch.
   */
  readonly whole: boolean;
}

/** Reads a core Service with a spec; undefined for any other object. Never throws. */
export function serviceObject(manifest: Manifest): ServiceObject | undefined {
  const { kind, apiVersion, node, document } = manifest;
  const spec = mapOf(node, 'spec');
  if (kind.value !== 'Service' || apiVersion.value !== 'v1' || !spec) return undefined;
  const type = stringOf(spec, 'type')?.value || 'ClusterIP';
  const isPatch = hasDirective(node) || hasDirective(spec) || hasGaps(spec) || hasTemplatedLines(manifest, spec);
  const selects = mapOf(spec, 'selector') !== undefined || type === 'ExternalName';
  return {
    manifest,
    spec,
    ports: mapsOf(spec, 'ports').map((port) => port.node),
    type,
    headless: stringOf(spec, 'clusterIP')?.value === 'None',
    whole: manifest.name !== undefined && selects && !isPatch && document.problems.length === 0 && !document.uncertain,
  };
}

/** The Service that an object is, with its pods; undefined for any other object, and where nobody knows its pods. */
export function serviceWithPods(
  manifest: Manifest,
  selected: SelectedPods,
): { readonly service: ServiceView; readonly pods: ServicePods } | undefined {
  for (const [service, pods] of selected) if (service.manifest === manifest) return { service, pods };
  return undefined;
}
