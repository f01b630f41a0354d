import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { MANIFEST_FILES } from '../features/project-file.js';
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
  async find(folders, most) {
    const uris: string[] = [];
    for (const folder of folders) {
      for (const path of await pathsIn(folder)) {
        if (uris.length === most) return { uris, complete: false };
        uris.push(`${folder}/${path.split('/').map(encodeURIComponent).join('/')}`);
      }
    }
    return { uris, complete: true };
  },
};

/** Links to folders are not followed, as they may lead in circles. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  try {
    const paths = await glob(MANIFEST_FILES, {
      cwd: new URL(folder),
      followSymbolicLinks: false,
      ignore: ['**/node_modules/**', '**/.git/**'],
    });
    return paths.sort();
  } catch {
    return [];
  }
}
