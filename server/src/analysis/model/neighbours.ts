import { asScalar, mapOf, mapsOf, numberOf, stringOf } from '../../syntax/access.js';
import type { YamlDocument, YamlMap } from '../../syntax/nodes.js';
import { portReferenceOf } from './handlers.js';
import type { ConfigMapView, Manifest, ServiceView } from './model.js';
import { readManifests, stringMap } from './read.js';

/** The objects of a document that say something about pods in other documents. */
export interface Neighbours {
  readonly services: readonly ServiceView[];
  readonly configMaps: readonly ConfigMapView[];
}

const cache = new WeakMap<YamlDocument, Neighbours>();

/** The Services and ConfigMaps of a document. Cached by document, so that the views keep their identity; never throws. */
export function readNeighbours(document: YamlDocument): Neighbours {
  let neighbours = cache.get(document);
  if (!neighbours) {
    const manifests = readManifests(document);
    neighbours = {
      services: manifests.flatMap((manifest) => readService(manifest) ?? []),
      configMaps: manifests.flatMap((manifest) => readConfigMap(manifest) ?? []),
    };
    cache.set(document, neighbours);
  }
  return neighbours;
}

/** Reads a core Service; undefined for any other object (a Knative Service, say). */
export function readService(manifest: Manifest): ServiceView | undefined {
  if (manifest.kind.value !== 'Service' || manifest.apiVersion.value !== 'v1') return undefined;
  const spec = mapOf(manifest.node, 'spec');
  const ports = mapsOf(spec, 'ports').map(({ node }) => {
    const port = numberOf(node, 'port');
    return { name: stringOf(node, 'name'), port, targetPort: portReferenceOf(node, 'targetPort') ?? port };
  });
  return { manifest, selector: readSelector(mapOf(spec, 'selector')), ports };
}

/** Reads a ConfigMap; undefined for any other object. */
export function readConfigMap(manifest: Manifest): ConfigMapView | undefined {
  if (manifest.kind.value !== 'ConfigMap' || manifest.apiVersion.value !== 'v1') return undefined;
  return { manifest, data: stringMap(mapOf(manifest.node, 'data')) };
}

/** A value that is no string stays in, so that a mistyped selector does not match more than it says. */
function readSelector(map: YamlMap | undefined): ReadonlyMap<string, string> {
  const pairs = (map?.pairs ?? []).flatMap(({ key, value }): [string, string][] =>
    key === undefined ? [] : [[key, asScalar(value)?.source ?? '']],
  );
  return new Map(pairs);
}
