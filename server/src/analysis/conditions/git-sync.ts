import type { Located, Span } from '../../syntax/span.js';
import { productOf } from '../catalogue/catalogue.js';
import { programOf } from '../commands/program.js';
import type { ContainerView, PodSpecView, VolumeMount } from '../model/model.js';
import { liesIn } from './followed-files.js';
import { mountAt } from './shared-volumes.js';

/** Where a git-sync container puts the files: a symbolic link that it turns with every version. */
export interface PublishedLink {
  /** The folder that git-sync works in, without a slash at the end. */
  readonly root: string;
  /** In the container's own file system, absolute. */
  readonly path: string;
  /** Last part of the repository's address: the link's name where nothing else is said. */
  readonly repository: string;
  /** As it is given: a name, or a path. */
  readonly name: string;
  /** The word that ends with the name, and its place; undefined where the default holds. */
  readonly word: Located<string> | undefined;
}

/** Whether a container runs git-sync, once or again and again. */
export function isGitSync(container: ContainerView): boolean {
  return productOf(container)?.repository === 'git-sync';
}

/**
 * The link of a git-sync container, by its flags and environment, those of version 3 among them; undefined where these are
 * not literal, or leave the root open.
 * Source: https://github.com/kubernetes/git-sync, README and v3-to-v4.md.
 */
export function publishedLink(container: ContainerView): PublishedLink | undefined {
  const root = settingOf(container, ['root'], ['GITSYNC_ROOT', 'GIT_SYNC_ROOT'])?.value.replace(/\/+$/, '');
  const link = settingOf(container, ['link', 'dest'], ['GITSYNC_LINK', 'GIT_SYNC_LINK', 'GIT_SYNC_DEST']);
  const address = settingOf(container, ['repo'], ['GITSYNC_REPO', 'GIT_SYNC_REPO'])?.value ?? '';
  const repository = /([^/:]+?)(?:\.git)?\/*$/.exec(address)?.[1] ?? '';
  const name = link?.value || repository;
  if (!root?.startsWith('/') || name === '') return undefined;
  const path = name.startsWith('/') ? name.replace(/\/+$/, '') : `${root}/${name}`;
  return /[$*]|\/\.\./.test(path) ? undefined : { root, path, name, repository, word: link?.word };
}

/** The value of a flag, `-flag value` or `--flag=value`, or of a variable, with the word that ends with it. */
function settingOf(container: ContainerView, flags: readonly string[], variables: readonly string[]) {
  const { words } = programOf(container);
  for (const [index, word] of words.entries()) {
    const [, flag = '', value] = /^--?([\w-]+)(?:=(.*))?$/.exec(word.value) ?? [];
    if (!flags.includes(flag)) continue;
    if (value !== undefined) return { value, word };
    const next = words[index + 1];
    return next && { value: next.value, word: next };
  }
  const word = container.env.find(({ name }) => variables.includes(name.value))?.value;
  return word && { value: word.value, word };
}

/** How another container sees the link. */
export interface LinkView {
  readonly container: ContainerView;
  readonly sync: ContainerView;
  readonly link: PublishedLink;
  /** Where it has the folder that git-sync works in, without a slash at the end, and the place of the mount's path. */
  readonly root: string;
  readonly place: Span;
  /** Where it has the link. */
  readonly published: string;
}

/**
 * Who sees a git-sync container's link, where nobody else puts files beside it: containers with one mount of the whole
 * volume, while nobody else but git-sync may write to it.
 */
export function linkViews({ containers }: PodSpecView): readonly LinkView[] {
  const sync = containers.length > 1 ? containers.find(isGitSync) : undefined;
  const link = sync && publishedLink(sync);
  const own = link && mountAt(sync, link.root);
  if (!link || !own?.mountPath || isPartial(own) || !liesIn(link.path, link.root)) return [];
  const above = withoutSlash(own.mountPath.value).length;
  return containers.flatMap((container) => {
    const [mount, second] = mountsOf(container, own);
    const others = containers.filter((each) => each !== container && each !== sync);
    if (container === sync || !mount?.mountPath || second || isPartial(mount)) return [];
    if (others.some((each) => mountsOf(each, own).some(({ readOnly }) => !readOnly?.value))) return [];
    const { value, span: place } = mount.mountPath;
    const seen = (path: string) => withoutSlash(value) + path.slice(above);
    return [{ container, sync, link, place, root: seen(link.root), published: seen(link.path) }];
  });
}

/** Whether a path lies where git-sync works, and neither behind the link nor on the way to it. */
export function passesBy(path: string, { root, published }: LinkView): boolean {
  return path !== root && liesIn(path, root) && !liesIn(path, published) && !liesIn(published, path);
}

function mountsOf({ mounts }: ContainerView, { name }: VolumeMount): readonly VolumeMount[] {
  return mounts.filter((mount) => mount.name.value === name.value);
}

/** Whether a mount shows a part of its volume only. */
function isPartial({ subPath, subPathExpr }: VolumeMount): boolean {
  return subPath !== undefined || subPathExpr !== undefined;
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
