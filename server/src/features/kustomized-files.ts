import type { KustomizationView, PatchTarget, PatchView } from '../analysis/model/kustomization.js';
import type { Manifest, PodSpecView } from '../analysis/model/model.js';
import { readNeighbours } from '../analysis/model/neighbours.js';
import { readManifests, readPodSpecs } from '../analysis/model/read.js';
import { selects } from '../analysis/surroundings.js';
import { mapOf, nodeOf } from '../syntax/access.js';
import type { YamlDocument } from '../syntax/nodes.js';
import { folderOf, resolvePath } from './uri-path.js';

/** What is known of kustomizations and files, by their addresses. */
export interface KnownFiles {
  /** Kustomizations by the folder that they stand in. */
  readonly kustomizations: ReadonlyMap<string, KustomizationFile>;
  has(uri: string): boolean;
  /** Empty for a file that is not known. */
  documentsOf(uri: string): readonly YamlDocument[];
}

export interface KustomizationFile extends KustomizationView {
  readonly uri: string;
}

/** What all kustomizations build from. It depends on which files there are, and on no other text than theirs. */
export interface Builds {
  /** The files of each build that a file takes part in. */
  readonly byFile: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** The files that are patches. */
  readonly patches: ReadonlySet<string>;
}

/** Follows every kustomization, which takes a while where there are hundreds. */
export function readBuilds(known: KnownFiles): Builds {
  const byFile = new Map<string, (readonly string[])[]>();
  const folders = [...known.kustomizations.keys()];
  for (const folder of folders) {
    const files = builtFrom(folder, known);
    for (const file of new Set(files)) {
      const builds = byFile.get(file);
      if (builds) builds.push(files);
      else byFile.set(file, [files]);
    }
  }
  return { byFile, patches: new Set(folders.flatMap((folder) => patchFilesIn(folder, known))) };
}

/** The files that belong together with a file because one kustomization, or several, build from them; itself included. */
export function builtTogetherWith(uri: string, { byFile }: Builds): ReadonlySet<string> {
  return new Set(byFile.get(uri)?.flat());
}

/**
 * Whether the pods of a file are parts of others, or others are put into them: a kustomization names it as a patch, or
 * builds from it, and it or another one of the same build patches one of its workloads. For a file without pods those
 * count that its Services select.
 */
export function isKustomizePatch(uri: string, builds: Builds, known: KnownFiles): boolean {
  if (builds.patches.has(uri)) return true;
  const built = builtTogetherWith(uri, builds);
  if (built.size === 0) return false;
  const own = known.documentsOf(uri).flatMap(readPodSpecs);
  const specs = own.length > 0 ? own : podsServedBy(uri, built, known);
  const builders = new Set([...built].map(folderOf));
  return [...builders].some((folder) =>
    patchesOf(folder, known).some((patch) => isPatched(specs, patch, folder, known)),
  );
}

/** The pods of the files that are built together which a file's Services select. */
function podsServedBy(uri: string, built: ReadonlySet<string>, known: KnownFiles): readonly PodSpecView[] {
  const services = known.documentsOf(uri).flatMap((document) => readNeighbours(document).services);
  if (services.length === 0) return [];
  const specs = [...built].flatMap(known.documentsOf).flatMap(readPodSpecs);
  return specs.filter((spec) => services.some((service) => selects(service, spec)));
}

/** A folder's kustomization with the files that it builds from, those of other kustomizations that it names among them. */
function builtFrom(folder: string, known: KnownFiles, seen: Set<string> = new Set()): readonly string[] {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const kustomization = known.kustomizations.get(folder);
  if (!kustomization) return [];
  const files = kustomization.resources.flatMap((resource) => {
    const target = resolvePath(folder, resource);
    return known.has(target) ? [target] : builtFrom(target, known, seen);
  });
  const patches = patchFilesIn(folder, known).filter((patch) => known.has(patch));
  return [kustomization.uri, ...files, ...patches];
}

function patchesOf(folder: string, { kustomizations }: KnownFiles): readonly PatchView[] {
  return kustomizations.get(folder)?.patches ?? [];
}

function patchFilesIn(folder: string, known: KnownFiles): readonly string[] {
  return patchesOf(folder, known).flatMap(({ path }) => (path === undefined ? [] : [resolvePath(folder, path)]));
}

/** Whether a patch changes one of these pods. */
function isPatched(specs: readonly PodSpecView[], patch: PatchView, folder: string, known: KnownFiles): boolean {
  if (specs.length === 0) return false;
  const targets = targetsOf(patch, folder, known);
  return specs.some(({ manifest: { kind, name } }) =>
    targets.some((target) => isMeant(target.kind, kind.value) && isMeant(target.name, name?.value ?? '')),
  );
}

/** What a patch changes the pod template of. A list of operations in a file is not known, so it may change anything. */
function targetsOf({ path, documents, target }: PatchView, folder: string, known: KnownFiles): readonly PatchTarget[] {
  const file = path === undefined ? undefined : resolvePath(folder, path);
  const own = file === undefined ? documents : known.documentsOf(file);
  const workloads = own.flatMap((document) => [
    ...readPodSpecs(document).map(({ manifest }) => manifest),
    ...readManifests(document).filter(bringsVolumes),
  ]);
  if (target) {
    const isOperations = own.flatMap(readManifests).length === 0;
    const changes = isOperations
      ? own.length === 0 || own.some(({ text }) => POD_PATH.test(text))
      : workloads.length > 0;
    return changes ? [target] : [];
  }
  return workloads.map(({ kind, name }) => ({ kind: kind.value, name: name?.value }));
}

/** Claims of a StatefulSet stand beside its pod template, and are volumes of its pods. */
function bringsVolumes({ node }: Manifest): boolean {
  return nodeOf(mapOf(node, 'spec'), 'volumeClaimTemplates') !== undefined;
}

/** A path of an operation that leads into a pod template. */
const POD_PATH = /\/(?:containers|initContainers|volumes|volumeClaimTemplates|template)\b/;

/** Patterns that are tried in a moment, whatever the word: without repetitions but for one or two times `.*`. */
const QUICK_PATTERN = /^[^*+?{]*(?:\.\*[^*+?{]*){0,2}$/;

/**
 * Whether a pattern of a target, which has to match as a whole, means a word; none means every word. One that might take
 * for ever is not tried, and may mean any word.
 */
function isMeant(pattern: string | undefined, word: string): boolean {
  if (pattern === undefined || pattern === word || !QUICK_PATTERN.test(pattern)) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(word);
  } catch {
    return false;
  }
}
