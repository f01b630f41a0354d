import { mapOf, mapsOf, numberOf, stringOf } from '../../syntax/access.js';
import { portReferenceOf } from './handlers.js';
import type { ConfigMapView, Manifest, ServiceView } from './model.js';
import { stringMap } from './read.js';

/** Reads a core Service; undefined for any other object (a Knative Service, say). */
export function readService(manifest: Manifest): ServiceView | undefined {
  if (manifest.kind.value !== 'Service' || manifest.apiVersion.value !== 'v1') return undefined;
  const spec = mapOf(manifest.node, 'spec');
  const selector = new Map([...stringMap(mapOf(spec, 'selector'))].map(([key, { value }]) => [key, value]));
  const ports = mapsOf(spec, 'ports').map(({ node }) => {
    const port = numberOf(node, 'port');
    return { name: stringOf(node, 'name'), port, targetPort: portReferenceOf(node, 'targetPort') ?? port };
  });
  return { manifest, selector, ports };
}

export function readConfigMap(manifest: Manifest): ConfigMapView | undefined {
  if (manifest.kind.value !== 'ConfigMap' || manifest.apiVersion.value !== 'v1') return undefined;
  return { manifest, data: stringMap(mapOf(manifest.node, 'data')) };
}
