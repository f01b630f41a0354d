import { productOf } from '../catalogue/catalogue.js';
import { fileAccessesOf } from '../commands/file-access.js';
import { programOf } from '../commands/program.js';
import type { ContainerView, PodSpecView, VolumeMount } from '../model/model.js';
import { liesIn } from './followed-files.js';

/** A container with its mount of a volume. */
export interface MountedVolume {
  readonly container: ContainerView;
  readonly mount: VolumeMount;
}

/** The one container beside `own` that may write to a volume; undefined for several, or where one sees a part of it. */
export function onlyWriter(
  { containers }: PodSpecView,
  own: ContainerView,
  { name, subPath, subPathExpr }: VolumeMount,
): MountedVolume | undefined {
  const writing = containers.flatMap((container) =>
    container.mounts
      .filter((mount) => container !== own && mount.name.value === name.value && !mount.readOnly?.value)
      .map((mount) => ({ container, mount })),
  );
  const [writer] = writing;
  const partial = subPath ?? subPathExpr ?? writer?.mount.subPath ?? writer?.mount.subPathExpr;
  return writing.length === 1 && !partial ? writer : undefined;
}

/** The name of a file in the volume that a mount shows; undefined for one elsewhere, or the volume itself. */
export function nameIn({ mountPath }: VolumeMount, path: string): string | undefined {
  return mountPath && liesIn(path, mountPath.value)
    ? path.slice(folder(mountPath.value).length + 1) || undefined
    : undefined;
}

/** Where a mount shows the file of this name. */
export function pathIn({ mountPath }: VolumeMount, name: string): string {
  return `${folder(mountPath?.value ?? '')}/${name}`;
}

/** Logs that servers write by default, as long as nothing configures them. */
const DEFAULT_LOGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['nginx', ['/var/log/nginx/access.log', '/var/log/nginx/error.log']],
]);

/** A setting that names a log, and no file of another kind. */
const LOG_SETTING = /^(?:--?[\w.-]+=)?(\/[\w.@+/-]+\.(?:log|txt|json|out))$/;

/**
 * The names of the files in a volume that a container is known to write: the one that its settings or commands name, or
 * the logs of its product. Empty where these name several, so that there may be more, or none.
 */
export function writtenNames({ container, mount }: MountedVolume): readonly string[] {
  const { command, args, env } = container;
  const { words, commands } = programOf(container);
  const texts = [...words, ...env.flatMap(({ value }) => value ?? [])].map(({ value }) => value);
  const settings = [...texts, ...commands.flatMap((each) => each.words)];
  const named = settings.flatMap((text) => LOG_SETTING.exec(text)?.[1] ?? []);
  const written = fileAccessesOf(container).flatMap(({ access, path }) => (access === 'write' ? path : []));
  const [name, second] = new Set([...named, ...written].flatMap((path) => nameIn(mount, path) ?? []));
  // What has no ending may be a folder, with any files in it.
  if (name !== undefined) return second === undefined && /^[^$]*\.\w+$/.test(name) ? [name] : [];
  const configured =
    command.length + args.length > 0 || container.mounts.some(({ mountPath }) => mountPath?.value.startsWith('/etc/'));
  const logs = configured ? [] : (DEFAULT_LOGS.get(productOf(container)?.repository ?? '') ?? []);
  return logs.flatMap((path) => nameIn(mount, path) ?? []);
}

function folder(path: string): string {
  return path.replace(/\/+$/, '');
}
