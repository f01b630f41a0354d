import type { Connection } from 'vscode-languageserver';
import { READ_FILE_REQUEST, type ReadFileParams, type ReadFileResult } from './protocol.js';

/** Files that are not open, wherever they are kept. */
export interface Files {
  /** The text of a file; undefined where there is none that can be read. Never rejects. */
  read(uri: string): Promise<string | undefined>;
}

/** For a server without a disk whose client reads nothing either. */
export const NO_FILES: Files = { read: async () => undefined };

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
  };
}
