import type { Located } from '../../syntax/span.js';
import { fileAccessesOf } from '../commands/file-access.js';
import { programOf } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';

/** Folders of the kernel, which no volume brings. */
const KERNEL = /^\/(?:dev|proc|sys)(?:\/|$)/;

/** A file that a container follows with `tail -f`, by its literal absolute path. */
export interface FollowedFile {
  readonly path: string;
  readonly origin: Located<string>;
}

/** The first file that the container follows and does not write itself; undefined where the commands show none. */
export function followedFile(container: ContainerView): FollowedFile | undefined {
  for (const { program, words, origin } of programOf(container).commands) {
    if (program !== 'tail' || !words.some((word) => /^-\w*[fF]|^--follow|^--retry/.test(word))) continue;
    const path = words.find((word) => /^\/[^$`]*$/.test(word) && !KERNEL.test(word));
    if (path !== undefined && !writes(container, path)) return { path, origin };
  }
  return undefined;
}

function writes(container: ContainerView, path: string): boolean {
  return fileAccessesOf(container).some(({ access, path: written }) => access === 'write' && written === path);
}

/** The folder that holds a file: `/var/log` of `/var/log/app.log`. */
export function folderOf(path: string): string {
  return path.replace(/\/[^/]*$/, '') || '/';
}

/** Whether a path is a folder or lies in it. */
export function liesIn(path: string, folder: string): boolean {
  const root = folder.replace(/\/+$/, '');
  return path === root || path.startsWith(`${root}/`);
}
