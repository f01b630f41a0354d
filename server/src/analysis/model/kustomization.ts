import { asMap, mapsOf, stringOf, stringsOf } from '../../syntax/access.js';
import type { YamlDocument, YamlMap } from '../../syntax/nodes.js';

/** What a kustomization is made of, as far as it tells which files belong together. */
export interface KustomizationView {
  /** Files and folders whose objects it takes as they are, relative to its own folder; addresses on the web as well. */
  readonly resources: readonly string[];
  /** Files that are patches: parts of objects that stand elsewhere. */
  readonly patches: readonly string[];
  /** Names of the ConfigMaps and Secrets that it generates. */
  readonly configMaps: readonly string[];
  readonly secrets: readonly string[];
}

/** The names under which `kubectl apply -k` looks for a kustomization in a folder. */
const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a file is a kustomization by its name, which is all that counts: its `kind` may be left out. */
export function isKustomizationFile(name: string): boolean {
  return FILE_NAMES.includes(name);
}

/**
 * Reads a kustomization; what is missing or mistyped is left out.
 * Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function readKustomization(document: YamlDocument): KustomizationView {
  const root = asMap(document.root);
  return {
    resources: ['resources', 'bases', 'components'].flatMap((key) => texts(root, key)),
    patches: [
      ...texts(root, 'patchesStrategicMerge').filter(isPath),
      ...[...mapsOf(root, 'patches'), ...mapsOf(root, 'patchesJson6902')].flatMap(
        ({ node }) => stringOf(node, 'path')?.value ?? [],
      ),
    ],
    configMaps: generatedNames(root, 'configMapGenerator'),
    secrets: generatedNames(root, 'secretGenerator'),
  };
}

function texts(root: YamlMap | undefined, key: string): readonly string[] {
  return stringsOf(root, key).map(({ value }) => value);
}

function generatedNames(root: YamlMap | undefined, key: string): readonly string[] {
  return mapsOf(root, key).flatMap(({ node }) => stringOf(node, 'name')?.value ?? []);
}

/** A strategic merge patch may also stand there itself, as text of several lines. */
function isPath(text: string): boolean {
  return !text.includes('\n');
}
