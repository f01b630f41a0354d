import { isKustomizationFile, type KustomizationView, readKustomization } from '../analysis/model/kustomization.js';
import type { Manifest } from '../analysis/model/model.js';
import { readManifests } from '../analysis/model/read.js';
import type { YamlDocument } from '../syntax/nodes.js';
import { openSource } from '../syntax/source.js';
import {
  type Builds,
  builtTogetherWith,
  isKustomizePatch,
  type KnownFiles,
  type KustomizationFile,
  readBuilds,
} from './kustomized-files.js';
import { folderOf, nameOf, plainUri } from './uri-path.js';

/** How much of a workspace is kept: enough for a large repository, little for an editor. */
export interface IndexBounds {
  readonly files: number;
  /** Of all files together, in UTF-16 units. */
  readonly characters: number;
}

export const DEFAULT_BOUNDS: IndexBounds = { files: 5_000, characters: 20_000_000 };

/** Whether the user wants a file to be left alone, by its plain address. */
export type IsExcluded = (uri: string) => boolean;

/**
 * The manifests of a workspace, and which of them belong together: whatever one kustomization builds from, and the files
 * of one folder where no kustomization says more and no object is defined twice. They are kept as text and parsed when a
 * file asks for those that belong to it.
 */
export interface WorkspaceIndex {
  /** Takes a file in, or replaces it; without a text, it is gone. False where a bound is reached and it was left out. */
  put(uri: string, text: string | undefined): boolean;
  /**
   * Documents of the other files that belong to this one; the very same ones as long as their files stay as they are. Of
   * files beside it those do not belong to it that are excluded; what a kustomization builds from is there all the same.
   */
  relatedTo(uri: string, isExcluded?: IsExcluded): readonly YamlDocument[];
  /** Whether a kustomization uses the file as a patch, or patches its pods: then they are parts of others. */
  isPatch(uri: string): boolean;
  /** Another number whenever a file that is kept has come, gone or changed. */
  readonly revision: number;
  /** How many files were left out because of a bound. */
  readonly leftOut: number;
}

/** Holds an object that others refer to, or one that refers to others: in YAML, in JSON, or as an item of a list. */
const RELEVANT =
  /(?:^|[\s{,-])["']?kind["']?\s*:\s*["']?(?:Service|ServiceAccount|ConfigMap|Secret|PersistentVolumeClaim|LimitRange|(?:Cluster)?RoleBinding|Pod|Deployment|ReplicaSet|StatefulSet|DaemonSet|ReplicationController|Job|CronJob|Rollout|List)\b/m;

/** A folder with more files than this is a collection rather than one application. */
const MOST_BESIDE = 100;

interface Entry {
  readonly text: string;
  /** Parsed when somebody asks for them. */
  documents?: readonly YamlDocument[];
}

/** An empty index. */
export function createWorkspaceIndex(bounds: IndexBounds = DEFAULT_BOUNDS): WorkspaceIndex {
  const entries = new Map<string, Entry>();
  const kustomizations = new Map<string, KustomizationFile>();
  const leftOut = new Set<string>();
  const known: KnownFiles = { kustomizations, has: (uri) => entries.has(uri), documentsOf };
  /** Files that are kept, by their folder. */
  const folders = new Map<string, Set<string>>();
  let builds: Builds | undefined;
  let characters = 0;
  let revision = 0;

  function remove(uri: string): void {
    leftOut.delete(uri);
    const entry = entries.get(uri);
    if (!entry) return;
    revision += 1;
    characters -= entry.text.length;
    entries.delete(uri);
    folders.get(folderOf(uri))?.delete(uri);
    if (isKustomizationFile(nameOf(uri))) kustomizations.delete(folderOf(uri));
  }

  /** Keeps a file that is not there yet, or leaves it out. */
  function add(uri: string, text: string): boolean {
    const kustomization = isKustomizationFile(nameOf(uri));
    if (!kustomization && !RELEVANT.test(text)) return true;
    if (entries.size >= bounds.files || characters + text.length > bounds.characters) {
      leftOut.add(uri);
      return false;
    }
    revision += 1;
    characters += text.length;
    entries.set(uri, { text });
    const folder = folderOf(uri);
    folders.set(folder, (folders.get(folder) ?? new Set()).add(uri));
    if (kustomization) kustomizations.set(folder, { uri, ...kustomizationIn(documentsOf(uri)) });
    return true;
  }

  function documentsOf(uri: string): readonly YamlDocument[] {
    const entry = entries.get(uri);
    if (!entry) return [];
    entry.documents ??= openSource(uri, 0, entry.text).parts.map(({ document }) => document);
    return entry.documents;
  }

  /** None where two of them define the same object: then they are alternatives, or examples of their own. */
  function filesBeside(uri: string, isExcluded: IsExcluded): readonly string[] {
    const files = [...(folders.get(folderOf(uri)) ?? [])].filter((each) => !isExcluded(each));
    if (files.length > MOST_BESIDE) return [];
    const objects = files.flatMap(documentsOf).flatMap(readManifests).map(identityOf);
    return new Set(objects).size === objects.length ? files : [];
  }

  function currentBuilds(): Builds {
    builds ??= readBuilds(known);
    return builds;
  }

  function filesRelatedTo(uri: string, isExcluded: IsExcluded): readonly string[] {
    const built = builtTogetherWith(uri, currentBuilds());
    const files = built.size > 0 ? [...built] : filesBeside(uri, isExcluded);
    return files.filter((each) => each !== uri).sort();
  }

  return {
    put(address, text) {
      const uri = plainUri(address);
      if (text !== undefined && entries.get(uri)?.text === text) return true;
      const before = entries.has(uri);
      remove(uri);
      const isTaken = text === undefined || add(uri, text);
      if (before !== entries.has(uri) || isKustomizationFile(nameOf(uri))) builds = undefined;
      return isTaken;
    },
    relatedTo: (address, isExcluded = () => false) =>
      filesRelatedTo(plainUri(address), isExcluded).flatMap(documentsOf),
    isPatch: (address) => isKustomizePatch(plainUri(address), currentBuilds(), known),
    get revision() {
      return revision;
    },
    get leftOut() {
      return leftOut.size;
    },
  };
}

/** There should be one document only. */
function kustomizationIn([document]: readonly YamlDocument[]): KustomizationView {
  return document ? readKustomization(document) : { resources: [], patches: [], configMaps: [], secrets: [] };
}

function identityOf({ apiVersion, kind, namespace, name }: Manifest): string {
  return [apiVersion.value, kind.value, namespace?.value, name?.value].join('\0');
}
