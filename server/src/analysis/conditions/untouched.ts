import type { ContainerView, PodSpecView, VolumeMount } from '../model/model.js';

/** Names of variables that may say where a server listens, or choose another configuration for it. */
const SETTING = /port|listen|bind|addr|host|url|conf|opts|arg|flag|command|mode|template|profile/i;
/** Folders of what a server serves or keeps, as against what configures it. */
const CONTENT = /html|htdocs|www|public|static|data|logs?(?:\/|$)|cache|tmp|\/run(?:\/|$)|\/var\/lib|certs?|tls|ssl/i;

/**
 * Whether a server listens where its image has it listen: no command, no argument, no variable, no file from a volume and
 * no hook says otherwise.
 */
export function listensAsItsImage({ volumes }: PodSpecView, container: ContainerView): boolean {
  const { command, args, env, envFrom, hooks, mounts, node } = container;
  return (
    command.length === 0 &&
    args.length === 0 &&
    !node.pairs.some(({ key }) => key === 'command' || key === 'args' || key === '<<') &&
    envFrom.length === 0 &&
    !env.some(({ name }) => SETTING.test(name.value)) &&
    !hooks.some(({ kind }) => kind === 'postStart') &&
    mounts.every((mount) => bringsNoSettings(volumes, mount))
  );
}

function bringsNoSettings(
  volumes: PodSpecView['volumes'],
  { name, mountPath, subPath, subPathExpr }: VolumeMount,
): boolean {
  const path = mountPath?.value ?? '/etc';
  if (CONTENT.test(path) && !path.startsWith('/etc/')) return true;
  const isNew = volumes.find((each) => each.name.value === name.value)?.source === 'emptyDir';
  return isNew && !subPath && !subPathExpr && !/^\/(?:etc|opt|usr|srv|app|config?)(?:\/|$)/.test(path);
}

/** Whether the image is the one of Docker Hub's own library: others may have put their own configuration into it. */
export function isMakersImage({ image }: ContainerView): boolean {
  const isHub = image?.registry === undefined || /(?:^|\.)docker\.io$/.test(image.registry);
  return isHub && image !== undefined && /^(?:library\/)?[\w-]+$/.test(image.repository);
}
