import type { Located } from '../../syntax/span.js';
import { fileAccessesOf } from '../commands/file-access.js';
import { programOf } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';

/** Folders of the kernel, which no volume brings, and files that are there in every container. */
const ALWAYS_THERE = /^\/(?:dev|proc|sys|etc)(?:\/|$)/;

/** A file that a container follows with `tail -f`, by its literal absolute path. */
export interface FollowedFile {
  readonly path: string;
  /** The item of `command` or `args` that names it. */
  readonly origin: Located<string>;
}

/** The files that the container follows and does not write itself, as far as its commands name them. */
export function followedFiles(container: ContainerView): readonly FollowedFile[] {
  const { commands, words: items } = programOf(container);
  return commands.flatMap(({ program, words, origin }) => {
    if (
      program !== 'tail' ||
      words.includes('/dev/null') ||
      !words.some((word) => /^-\w*[fF]|^--follow|^--retry/.test(word))
    )
      return [];
    return words
      .filter((word) => /^\/[^$`]*$/.test(word) && !ALWAYS_THERE.test(word) && !writes(container, word))
      .map((path) => ({ path, origin: items.find(({ value }) => value === path) ?? origin }));
  });
}

/** The first one of them. */
export function followedFile(container: ContainerView): FollowedFile | undefined {
  return followedFiles(container)[0];
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
