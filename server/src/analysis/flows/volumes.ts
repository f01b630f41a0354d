import type { Span } from '../../syntax/span.js';
import { productOf } from '../catalogue/catalogue.js';
import type { Product } from '../catalogue/product.js';
import { WEB_SERVERS } from '../catalogue/web-servers.js';
import { fileAccessesOf } from '../commands/file-access.js';
import type { ContainerView, PodSpecView, VolumeMount, VolumeView } from '../model/model.js';
import type { ContainerFunction } from '../roles/role.js';
import type { DataFlow } from './flow.js';

/** Volumes that the API server fills: nothing passes through them from one container to another. */
const FILLED_BY_THE_API = new Set(['configMap', 'secret', 'downwardAPI', 'projected', 'image']);
/** Containers of one volume that are looked at; a bound, so that no manifest takes quadratic time. */
const MAX_MOUNTING = 24;
/** What products of a function do with the files that they share; others are left open. */
const ACCESS_OF_FUNCTION: Partial<Record<ContainerFunction, 'read' | 'write'>> = {
  'log-shipper': 'read',
  'metrics-exporter': 'read',
  'file-sync': 'write',
  'fetch-assets': 'write',
  'copy-binaries': 'write',
  'generate-config': 'write',
  'secrets-agent': 'write',
};

const DOCUMENT_ROOT = /\/(?:html|htdocs|www|public)(?:\/|$)/;

/** A container's use of a volume. */
interface VolumeUse {
  readonly container: ContainerView;
  readonly mount: VolumeMount;
  readonly span: Span;
  /** Undefined where the manifest does not tell. */
  readonly reads: boolean | undefined;
  readonly writes: boolean | undefined;
}

/**
 * Data that passes through volumes which two or more containers mount; directed where one writes and the other reads.
 * Of volumes with one name, in branches of a template, the first one counts.
 */
export function readVolumeFlows(spec: PodSpecView): DataFlow[] {
  const mountings = mountingsByVolume(spec);
  return spec.volumes.flatMap((volume) => {
    const mounting = mountings.get(volume.name.value) ?? [];
    if (mounting.length < 2 || FILLED_BY_THE_API.has(volume.source)) return [];
    mountings.delete(volume.name.value);
    const uses = mounting.slice(0, MAX_MOUNTING).map(({ container, mount }) => readUse(container, mount));
    return uses.flatMap((first, index) =>
      uses.slice(index + 1).flatMap((second) => (apart(first, second) ? [] : flowsBetween(volume, first, second))),
    );
  });
}

type Mounting = Pick<VolumeUse, 'container' | 'mount'>;

/** Who mounts each volume; the first mount of a container counts. */
function mountingsByVolume(spec: PodSpecView): Map<string, readonly Mounting[]> {
  const mountings = new Map<string, Mounting[]>();
  for (const container of spec.containers) {
    for (const mount of container.mounts) {
      const name = mount.name.value;
      const others = mountings.get(name);
      if (!others) mountings.set(name, [{ container, mount }]);
      else if (others.at(-1)?.container !== container) others.push({ container, mount });
    }
  }
  return mountings;
}

function readUse(container: ContainerView, mount: VolumeMount): VolumeUse {
  const use = { container, mount, span: mount.name.span };
  if (mount.readOnly?.value) return { ...use, span: mount.readOnly.span, reads: true, writes: false };
  const root = mount.mountPath?.value.replace(/\/+$/, '');
  const inside = root
    ? fileAccessesOf(container).filter(({ path }) => path === root || path.startsWith(`${root}/`))
    : [];
  const reads = inside.find(({ access }) => access === 'read');
  const writes = inside.find(({ access }) => access === 'write');
  if (reads || writes) {
    const span = (writes ?? reads)?.origin.span ?? use.span;
    return { ...use, span, reads: reads !== undefined, writes: writes !== undefined };
  }
  const product = productOf(container);
  const access = product && (ACCESS_OF_FUNCTION[product.function] ?? accessOfServer(product, root ?? ''));
  if (access) return { ...use, reads: access === 'read', writes: access === 'write' };
  return { ...use, reads: undefined, writes: undefined };
}

/** Web servers read their document root and write their logs. */
function accessOfServer({ repository }: Product, path: string): 'read' | 'write' | undefined {
  if (!WEB_SERVERS.has(repository)) return undefined;
  if (DOCUMENT_ROOT.test(path)) return 'read';
  return path.startsWith('/var/log') || path.endsWith('/logs') ? 'write' : undefined;
}

/** Whether two mounts show different folders of the volume. */
function apart({ mount: { subPath: first } }: VolumeUse, { mount: { subPath: second } }: VolumeUse): boolean {
  if (!first || !second) return false;
  const [one, other] = [`${first.value}/`, `${second.value}/`];
  return !one.startsWith(other) && !other.startsWith(one);
}

function flowsBetween(volume: VolumeView, first: VolumeUse, second: VolumeUse): DataFlow[] {
  const forth = passes(first, second);
  const back = passes(second, first);
  if (forth && back && !(surely(first, second) && surely(second, first))) {
    if (surely(first, second)) return [flow(volume, first, second, true)];
    if (surely(second, first)) return [flow(volume, second, first, true)];
    return [flow(volume, first, second, false)];
  }
  return [...(forth ? [flow(volume, first, second, true)] : []), ...(back ? [flow(volume, second, first, true)] : [])];
}

/**
 * Whether data may pass from one to the other: nothing speaks against it. A plain init container has ended before anything
 * starts but the entries before it.
 */
function passes(from: VolumeUse, to: VolumeUse): boolean {
  if (from.writes === false || to.reads === false) return false;
  const { lifecycle, index } = from.container;
  if (to.container.lifecycle !== 'init' || lifecycle === 'init') return true;
  return lifecycle === 'sidecar' && index < to.container.index;
}

/** Whether one of the two is seen doing its part. */
function surely(from: VolumeUse, to: VolumeUse): boolean {
  return from.writes === true || to.reads === true;
}

function flow(volume: VolumeView, from: VolumeUse, to: VolumeUse, directed: boolean): DataFlow {
  return {
    from: from.container,
    to: to.container,
    directed,
    via: { kind: 'volume', volume },
    spans: [from.span, to.span],
  };
}
