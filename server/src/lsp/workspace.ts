import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { isManifestFile } from '../features/project-file.js';
import { createWorkspaceIndex, DEFAULT_BOUNDS } from '../features/workspace-index.js';
import type { SourceDocument } from '../syntax/source.js';
import type { ClientFeatures } from './client-features.js';
import type { Files } from './files.js';

/** Files read at a time, so that neither the client nor a distant file system is flooded. */
const AT_A_TIME = 16;
/** Below that, nobody would see the progress before it is gone. */
const WORTH_SHOWING = 100;

type Around = Pick<SourceDocument, 'related' | 'partial'>;

const NOTHING: Around = { related: [], partial: false };

/** What the files of the workspace say about each other, as they stand on the disk. */
export interface Workspace {
  /**
   * Reads them in the background; resolves when all are read. Once more where other folders are open than before. True
   * where there are or were any. Never rejects.
   */
  start(client: ClientFeatures, files: Files): Promise<boolean>;
  /** Takes up changed files, new ones unless the user excludes them. True where that may concern others. */
  changed(uris: readonly string[], client: ClientFeatures, files: Files): Promise<boolean>;
  /** What belongs to a file; the very same object until something of it changes. */
  around(uri: string): Around;
}

export function createWorkspace(connection: Connection): Workspace {
  const index = createWorkspaceIndex();
  const known = new Map<string, { readonly revision: number; readonly around: Around }>();
  let revision = 0;
  let listed: ReadonlySet<string> = new Set();

  async function take(uris: readonly string[], files: Files, told?: (done: number) => void): Promise<void> {
    for (let at = 0; at < uris.length; at += AT_A_TIME) {
      const batch = uris.slice(at, at + AT_A_TIME);
      const texts = await Promise.all(batch.map((uri) => files.read(uri)));
      for (const [place, uri] of batch.entries()) index.put(uri, texts[place]);
      told?.(at + batch.length);
    }
    revision += 1;
  }

  /** Looks which files there are; resolves to those that are new, and forgets those that are gone. */
  async function list(client: ClientFeatures, files: Files): Promise<{ fresh: readonly string[]; complete: boolean }> {
    const { uris, complete } = await files.find(client.folders, DEFAULT_BOUNDS.files);
    const found = new Set(uris.filter(isManifestFile));
    for (const uri of listed) if (!found.has(uri)) index.put(uri, undefined);
    const fresh = [...found].filter((uri) => !listed.has(uri));
    listed = found;
    return { fresh, complete };
  }

  return {
    async start(client, files) {
      const before = listed.size;
      const { fresh, complete } = await list(client, files);
      const shown = client.showsProgress && fresh.length > WORTH_SHOWING;
      const progress = shown ? await begin(connection) : undefined;
      await take(fresh, files, (done) => progress?.report(Math.round((100 * done) / fresh.length)));
      progress?.done();
      if (!complete || index.leftOut > 0) {
        connection.console.warn(
          `The workspace is large: of its manifests, ${listed.size - index.leftOut} are looked at together, the others alone.`,
        );
      }
      return before + listed.size > 0;
    },
    async changed(uris, client, files) {
      const manifests = uris.filter(isManifestFile);
      const isNew = manifests.some((uri) => !listed.has(uri));
      const fresh = isNew ? (await list(client, files)).fresh : [];
      const concerned = [...new Set([...fresh, ...manifests.filter((uri) => listed.has(uri))])];
      if (concerned.length > 0) await take(concerned, files);
      return concerned.length > 0;
    },
    around(uri) {
      const before = known.get(uri);
      if (before?.revision === revision) return before.around;
      const related = index.relatedTo(uri);
      const partial = index.isPatch(uri);
      const same = before && before.around.related === related && before.around.partial === partial;
      const around = same ? before.around : related.length > 0 || partial ? { related, partial } : NOTHING;
      known.set(uri, { revision, around });
      return around;
    },
  };
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
