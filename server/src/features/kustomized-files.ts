import type { KustomizationView } from '../analysis/model/kustomization.js';
import { resolvePath } from './uri-path.js';

/** What is known of kustomizations and files, by their addresses. */
export interface KnownFiles {
  /** Kustomizations by the folder that they stand in. */
  readonly kustomizations: ReadonlyMap<string, KustomizationFile>;
  has(uri: string): boolean;
}

export interface KustomizationFile extends KustomizationView {
  readonly uri: string;
}

/** The files that belong together with a file because one kustomization, or several, build from them; itself included. */
export function builtTogetherWith(uri: string, known: KnownFiles): ReadonlySet<string> {
  const builds = [...known.kustomizations.keys()].map((folder) => builtFrom(folder, known));
  return new Set(builds.filter((files) => files.includes(uri)).flat());
}

/** Whether a kustomization names the file as a patch. */
export function isKustomizePatch(uri: string, { kustomizations }: KnownFiles): boolean {
  return [...kustomizations].some(([folder, { patches }]) =>
    patches.some((patch) => resolvePath(folder, patch) === uri),
  );
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
  return [kustomization.uri, ...files];
}
