import { readFile } from 'node:fs/promises';
import type { Files } from './files.js';

/** The disk of the machine that the server runs on, for clients that read no files for it. */
export const diskFiles: Files = {
  async read(uri) {
    try {
      return await readFile(new URL(uri), 'utf8');
    } catch {
      return undefined;
    }
  },
};
