import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { sameItems } from '../analysis/surroundings.js';
import { isManifestFile, isProjectFile } from '../features/project-file.js';
import { folderOf, nameOf, plainUri } from '../features/uri-path.js';
import { createWorkspaceIndex, DEFAULT_BOUNDS } from '../features/workspace-index.js';
import { type SourceDocument, textOf } from '../syntax/source.js';
import type { ClientFeatures } from './client-features.js';
import type { Files } from './files.js';
import { INDEX_NOTIFICATION, type IndexParams } from './protocol.js';
import { quietly } from './quietly.js';

/** Files read at a time, so that neither the client nor a distant file system is flooded. */
const AT_A_TIME = 16;
/** Below that, nobody would see the progress before it is gone. */
const WORTH_SHOWING = 100;

type Around = Pick<SourceDocument, 'related' | 'partial'>;

/** No revision of the index. */
const OUTDATED = -1;

const NOTHING: Around = { related: [], partial: false };

/** What the files of the workspace say about each other, as they stand in the editor, or on disk where they are closed. */
export interface Workspace {
  /**
   * Reads them in the background; resolves when all are read. Once more where other folders may be open, or other files
   * excluded, than before. True where that may concern others. Never rejects.
   */
  start(client: ClientFeatures, files: Files): Promise<boolean>;
  /** Takes up changed files, new ones unless the user excludes them. True where that may concern others. */
  changed(uris: readonly string[], client: ClientFeatures, files: Files): Promise<boolean>;
  /** Takes up what has been typed into open documents; one that is no file of the workspace concerns no other. */
  typed(uris: readonly string[]): void;
  /** Goes back to the file of a document that was closed, perhaps unsaved. True where that may concern others. */
  closed(uri: string, files: Files): Promise<boolean>;
  /** To be called when other files may be excluded than before. */
  reconsider(): void;
  /** What belongs to a file; the very same object until something of it changes. */
  around(uri: string): Around;
}

/**
 * `open`: a document that the editor has open, whose text counts before it is saved. `isExcluded` is asked by the address
 * that the client has for a file.
 */
export function createWorkspace(
  connection: Connection,
  open: (uri: string) => SourceDocument | undefined,
  isExcluded: (uri: string) => boolean = () => false,
): Workspace {
  const index = createWorkspaceIndex();
  const known = new Map<string, { readonly revision: number; readonly around: Around }>();
  /** Addresses as they were found, by their plain form. */
  let listed: ReadonlyMap<string, string> = new Map();
  /** The folders that hold them, at whatever depth. */
  let folders: ReadonlySet<string> = new Set();
  /** The last reading of each file that is under way, by its plain address: an earlier one may bring an older text. */
  const reading = new Map<string, object>();
  let looks = 0;
  let foundAll = true;
  let told: IndexParams = { together: 0, complete: true };

  /** Whether it is or was a folder, as far as one can tell from its name and from what was in it. */
  function isFolder(uri: string): boolean {
    if (isManifestFile(uri) || isProjectFile(uri) || /\/(?:\.git|node_modules)(?:\/|$)/.test(uri)) return false;
    return !nameOf(uri).includes('.') || folders.has(plainUri(uri));
  }

  function isListed(uri: string): boolean {
    return listed.has(plainUri(uri));
  }

  function put(uri: string, saved: string | undefined): void {
    const source = open(uri);
    index.put(uri, source ? textOf(source) : saved);
  }

  async function read(uri: string, files: Files): Promise<void> {
    const plain = plainUri(uri);
    const own = {};
    reading.set(plain, own);
    const text = await files.read(uri);
    if (reading.get(plain) !== own) return;
    reading.delete(plain);
    if (listed.has(plain)) put(uri, text);
  }

  async function take(uris: readonly string[], files: Files, told?: (done: number) => void): Promise<void> {
    for (let at = 0; at < uris.length; at += AT_A_TIME) {
      const batch = uris.slice(at, at + AT_A_TIME);
      await Promise.all(batch.map((uri) => read(uri, files)));
      told?.(at + batch.length);
    }
  }

  /**
   * Looks which files there are; resolves to those that are new, and forgets those that are gone. Finds nothing new where
   * somebody has begun to look again meanwhile, perhaps in other folders.
   */
  async function list(client: ClientFeatures, files: Files): Promise<readonly string[]> {
    const own = ++looks;
    const { uris, complete } = await files.find(client.folders, DEFAULT_BOUNDS.files);
    if (own !== looks) return [];
    foundAll = complete;
    const found = new Map(uris.filter(isManifestFile).map((uri) => [plainUri(uri), uri]));
    for (const [plain, uri] of listed) if (!found.has(plain)) index.put(uri, undefined);
    const fresh = [...found].flatMap(([plain, uri]) => (listed.has(plain) ? [] : [uri]));
    listed = found;
    folders = new Set([...found.keys()].flatMap(foldersAbove));
    return fresh;
  }

  /** Says how much of the workspace is looked at together, where it is not all, or was not. */
  function tell(client: ClientFeatures): void {
    const together = listed.size - index.leftOut;
    const next = { together, complete: foundAll && index.leftOut === 0 };
    const isSame = next.complete === told.complete && (next.complete || together === told.together);
    if (isSame) return;
    told = next;
    if (client.wantsIndex) quietly(connection.sendNotification(INDEX_NOTIFICATION, next));
    if (next.complete) return;
    connection.console.warn(
      `The workspace is large: of its manifests, ${together} are looked at together, the others alone.`,
    );
  }

  return {
    async start(client, files) {
      const before = index.revision;
      const fresh = await list(client, files);
      const shown = client.showsProgress && fresh.length > WORTH_SHOWING;
      const progress = shown ? await begin(connection) : undefined;
      await take(fresh, files, (done) => progress?.report(Math.round((100 * done) / fresh.length)));
      progress?.done();
      tell(client);
      return index.revision !== before;
    },
    async changed(uris, client, files) {
      const manifests = uris.filter(isManifestFile);
      const before = index.revision;
      const isNew = manifests.some((uri) => !isListed(uri)) || uris.some(isFolder);
      const fresh = isNew ? await list(client, files) : [];
      await take([...new Set([...fresh, ...manifests.filter(isListed)])], files);
      tell(client);
      return index.revision !== before;
    },
    typed(uris) {
      for (const uri of uris) {
        const source = open(uri);
        if (source && isListed(uri)) index.put(uri, textOf(source));
      }
    },
    async closed(uri, files) {
      known.delete(uri);
      const before = index.revision;
      if (isListed(uri)) await take([uri], files);
      return index.revision !== before;
    },
    reconsider() {
      for (const [uri, each] of known) known.set(uri, { ...each, revision: OUTDATED });
    },
    around(uri) {
      const { revision } = index;
      const before = known.get(uri);
      if (before?.revision === revision) return before.around;
      const related = index.relatedTo(uri, (each) => isExcluded(listed.get(each) ?? each));
      const partial = index.isPatch(uri);
      const same = before && before.around.partial === partial && sameItems(before.around.related, related);
      const around = same ? before.around : related.length > 0 || partial ? { related, partial } : NOTHING;
      known.set(uri, { revision, around });
      return around;
    },
  };
}

function foldersAbove(uri: string): readonly string[] {
  const folder = folderOf(uri);
  return folder === '' ? [] : [folder, ...foldersAbove(folder)];
}

/** A client that refuses still works, without showing anything. */
async function begin(connection: Connection): Promise<WorkDoneProgressServerReporter | undefined> {
  try {
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin('Pod Patterns', 0);
    return progress;
  } catch {
    return undefined;
  }
}
