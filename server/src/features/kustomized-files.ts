import type { KustomizationView, PatchTarget, PatchView } from '../analysis/model/kustomization.js';
import { readManifests, readPodSpecs } from '../analysis/model/read.js';
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

/** The files that belong together with a file because one kustomization, or several, build from them; itself included. */
export function builtTogetherWith(uri: string, known: KnownFiles): ReadonlySet<string> {
  const builds = [...known.kustomizations.keys()].map((folder) => builtFrom(folder, known));
  return new Set(builds.filter((files) => files.includes(uri)).flat());
}

/**
 * Whether the pods of a file are parts of others, or others are put into them: a kustomization names it as a patch, or
 * builds from it, and it or another one of the same build patches one of its workloads.
 */
export function isKustomizePatch(uri: string, known: KnownFiles): boolean {
  const folders = [...known.kustomizations.keys()];
  if (folders.some((folder) => patchFilesIn(folder, known).includes(uri))) return true;
  const builders = new Set([...builtTogetherWith(uri, known)].map(folderOf));
  return [...builders].some((folder) => patchesOf(folder, known).some((patch) => isPatched(uri, patch, folder, known)));
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

/** Whether a patch changes the pod template of a workload in the file. */
function isPatched(uri: string, patch: PatchView, folder: string, known: KnownFiles): boolean {
  const targets = targetsOf(patch, folder, known);
  if (targets.length === 0) return false;
  return known
    .documentsOf(uri)
    .flatMap(readPodSpecs)
    .some(({ manifest: { kind, name } }) =>
      targets.some((target) => isMeant(target.kind, kind.value) && isMeant(target.name, name?.value ?? '')),
    );
}

/** What a patch changes the pod template of. A list of operations in a file is not known, so it may change anything. */
function targetsOf({ path, documents, target }: PatchView, folder: string, known: KnownFiles): readonly PatchTarget[] {
  const file = path === undefined ? undefined : resolvePath(folder, path);
  const own = file === undefined ? documents : known.documentsOf(file);
  const specs = own.flatMap(readPodSpecs);
  if (target) {
    const isOperations = own.flatMap(readManifests).length === 0;
    const changes = isOperations ? own.length === 0 || own.some(({ text }) => POD_PATH.test(text)) : specs.length > 0;
    return changes ? [target] : [];
  }
  return specs.map(({ manifest: { kind, name } }) => ({ kind: kind.value, name: name?.value }));
}

/** A path of an operation that leads into a pod template. */
const POD_PATH = /\/(?:containers|initContainers|volumes|template)\b/;

/** Whether a pattern of a target, which has to match as a whole, means a word; none means every word. */
function isMeant(pattern: string | undefined, word: string): boolean {
  if (pattern === undefined || pattern === word) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(word);
  } catch {
    return false;
  }
}
