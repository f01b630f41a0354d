import type { Connection } from 'vscode-languageserver';
import {
  FIND_FILES_REQUEST,
  type FindFilesParams,
  type FindFilesResult,
  READ_FILE_REQUEST,
  type ReadFileParams,
  type ReadFileResult,
} from './protocol.js';

/** Files that are not open, wherever they are kept. */
export interface Files {
  /** The text of a file; undefined where there is none that can be read. Never rejects. */
  read(uri: string): Promise<string | undefined>;
  /** The YAML files below some folders, without those that the user excludes; at most so many. Never rejects. */
  find(folders: readonly string[], most: number): Promise<FoundFiles>;
}

export interface FoundFiles {
  readonly uris: readonly string[];
  /** Whether these are all. */
  readonly complete: boolean;
}

const NONE: FoundFiles = { uris: [], complete: true };

/** For a server without a disk whose client reads nothing either. */
export const NO_FILES: Files = { read: async () => undefined, find: async () => NONE };

/** Files that the client reads, on whatever file system it shows. */
export function clientFiles(connection: Connection): Files {
  return {
    async read(uri) {
      try {
        const params: ReadFileParams = { uri };
        const { text } = await connection.sendRequest<ReadFileResult>(READ_FILE_REQUEST, params);
        return text ?? undefined;
      } catch {
        return undefined;
      }
    },
    async find(_folders, most) {
      try {
        return await connection.sendRequest<FindFilesResult>(FIND_FILES_REQUEST, { most } satisfies FindFilesParams);
      } catch {
        return NONE;
      }
    },
  };
}
