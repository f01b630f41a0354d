import { asMap, asScalar, mapOf, mapsOf, seqOf, stringOf, stringsOf } from '../../syntax/access.js';
import type { YamlDocument, YamlMap } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';
import { openSource } from '../../syntax/source.js';

/** What a kustomization is made of, as far as it tells which files belong together. */
export interface KustomizationView {
  /** Files and folders whose objects it takes as they are, relative to its own folder; addresses on the web as well. */
  readonly resources: readonly string[];
  readonly patches: readonly PatchView[];
  /** Names of the ConfigMaps and Secrets that it generates. */
  readonly configMaps: readonly string[];
  readonly secrets: readonly string[];
}

/** A patch: parts of objects that stand elsewhere, or a list of operations (JSON 6902). */
export interface PatchView {
  /** The file that it stands in; undefined where it stands in the kustomization itself. */
  readonly path: string | undefined;
  /** Its text in the kustomization; empty where it stands in a file. */
  readonly documents: readonly YamlDocument[];
  /** What it is for, where that is not what the patch itself is called. */
  readonly target: PatchTarget | undefined;
}

/** Undefined stands for any; a name is a regular expression. */
export interface PatchTarget {
  readonly kind: string | undefined;
  readonly name: string | undefined;
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
    patches: ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((key) => readPatches(root, key)),
    configMaps: generatedNames(root, 'configMapGenerator'),
    secrets: generatedNames(root, 'secretGenerator'),
  };
}

/** Whether a document is a kustomization with objects that stand in no file here: from the web, charts or programs. */
export const buildsMore = oncePer(({ text, root }: YamlDocument): boolean => {
  if (!/^(?:resources|bases|components|helmCharts|helmChartInflationGenerator|generators):/m.test(text)) return false;
  const map = asMap(root);
  const kind = stringOf(map, 'kind')?.value ?? 'Kustomization';
  if (kind !== 'Kustomization' && kind !== 'Component') return false;
  return (
    ['helmCharts', 'helmChartInflationGenerator', 'generators'].some((key) => seqOf(map, key)) ||
    ['resources', 'bases', 'components'].some((key) => texts(map, key).some((each) => REMOTE.test(each)))
  );
});

/** `https://…`, `git@…`, `github.com/owner/name`, `…?ref=v1`. */
const REMOTE = /^[a-z+]+:\/\/|^[\w.-]+@|^[\w-]+(?:\.[\w-]+)+\/|\?ref=/;

function texts(root: YamlMap | undefined, key: string): readonly string[] {
  return stringsOf(root, key).map(({ value }) => value);
}

function generatedNames(root: YamlMap | undefined, key: string): readonly string[] {
  return mapsOf(root, key).flatMap(({ node }) => stringOf(node, 'name')?.value ?? []);
}

/** An item is a map, or the path or the text of a strategic merge patch. */
function readPatches(root: YamlMap | undefined, key: string): readonly PatchView[] {
  return (seqOf(root, key)?.items ?? []).flatMap((item): PatchView[] => {
    const map = asMap(item);
    if (!map) return readPatch(asScalar(item)?.source, undefined);
    const target = mapOf(map, 'target');
    return readPatch(
      (stringOf(map, 'path') ?? stringOf(map, 'patch'))?.value,
      target && { kind: stringOf(target, 'kind')?.value, name: stringOf(target, 'name')?.value },
    );
  });
}

/** No path has a line break, a colon and a blank, or an opening bracket at its start; every patch has one of them. */
function readPatch(text: string | undefined, target: PatchTarget | undefined): PatchView[] {
  if (!text) return [];
  if (!/\n|: |^[[{]/.test(text)) return [{ path: text, documents: [], target }];
  return [{ path: undefined, documents: openSource('', 0, text).parts.map(({ document }) => document), target }];
}
