import type { UserProducts } from '../analysis/catalogue/user-products.js';
import type { Configuration, ConfigurationLayer, NodeCapacity, Override, RuleSettings } from './configuration.js';
import { fitsPathGlob } from './glob.js';
import type { Profile } from './profiles.js';
import { readConfiguration } from './read-configuration.js';
import { plainUri } from './uri-path.js';

/** What holds for one file: its configurations laid over each other. Immutable; it keys caches. */
export interface Settings {
  readonly enable: boolean;
  readonly profile: Profile;
  /** By rule id; a rule that is not listed is as severe as the profile says. */
  readonly rules: RuleSettings;
  /** Those that hold for the file; later ones go before earlier ones. */
  readonly overrides: readonly Omit<Override, 'files'>[];
  readonly images: UserProducts;
  /** Whether the file is one that the kubelet of a node reads itself. */
  readonly staticPods: boolean;
  /** `1.34`, or `latest`. */
  readonly kubernetesVersion: string;
  readonly nodeCapacity: NodeCapacity;
  readonly maxFindingsPerFile: number;
  readonly inlayHints: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  enable: true,
  profile: 'recommended',
  rules: {},
  overrides: [],
  images: [],
  staticPods: false,
  kubernetesVersion: 'latest',
  nodeCapacity: {},
  maxFindingsPerFile: 200,
  inlayHints: true,
};

/**
 * A file right in the folder that kubelets are told to read their Pods from by kubeadm, or by K3s and RKE2; a node's root
 * may be a folder of a project. Folders inside of it are not read.
 */
const KUBELET_FOLDER = /\/(?:etc\/kubernetes\/manifests|rancher\/(?:k3s|rke2)\/agent\/pod-manifests)\/[^/]+$/;

/**
 * The settings for a file. Layers stand in the order of their weight, the weightiest last: of single values the last one
 * counts, maps are laid over each other entry by entry, and lists are joined.
 */
export function settingsFor(uri: string, layers: readonly ConfigurationLayer[]): Settings {
  const isKubelets = KUBELET_FOLDER.test(plainUri(uri));
  if (layers.length === 0 && !isKubelets) return DEFAULT_SETTINGS;
  const all = layers.map(({ configuration }) => configuration);
  const images = all.flatMap((each) => each.images ?? []);
  const isListed = (key: 'exclude' | 'staticPods') =>
    layers.some((layer) => fitsAny(layer.configuration[key] ?? [], uri, layer));
  const overrides = layers.flatMap((layer) =>
    (layer.configuration.overrides ?? []).filter(({ files }) => !files || fitsAny(files, uri, layer)),
  );
  return {
    enable: !isListed('exclude') && lastOf(all, 'enable', DEFAULT_SETTINGS.enable),
    profile: lastOf(all, 'profile', DEFAULT_SETTINGS.profile),
    rules: Object.assign({}, ...all.map(({ rules }) => rules)),
    overrides: overrides.map(({ files: _, ...override }) => override),
    images: images.length === 0 ? DEFAULT_SETTINGS.images : lastOfEach(images),
    staticPods: isKubelets || isListed('staticPods'),
    kubernetesVersion: lastOf(all, 'kubernetesVersion', DEFAULT_SETTINGS.kubernetesVersion),
    nodeCapacity: Object.assign({}, ...all.map(({ nodeCapacity }) => nodeCapacity)),
    maxFindingsPerFile: lastOf(all, 'maxFindingsPerFile', DEFAULT_SETTINGS.maxFindingsPerFile),
    inlayHints: all.findLast(({ inlayHints }) => inlayHints?.enabled !== undefined)?.inlayHints?.enabled ?? true,
  };
}

/** Settings from what an editor holds under `podPatterns` alone. Never throws; what makes no sense keeps its default. */
export function readSettings(value: unknown): Settings {
  return settingsFor('', [{ configuration: readConfiguration(value).configuration, folder: undefined }]);
}

function lastOf<Key extends keyof Configuration>(
  all: readonly Configuration[],
  key: Key,
  otherwise: NonNullable<Configuration[Key]>,
): NonNullable<Configuration[Key]> {
  for (let index = all.length - 1; index >= 0; index--) {
    const value = all[index]?.[key];
    if (value !== undefined) return value;
  }
  return otherwise;
}

/** Of several that speak of one repository the last one. */
function lastOfEach(images: UserProducts): UserProducts {
  return [...new Map(images.map((each) => [each.repository.toLowerCase(), each])).values()];
}

function fitsAny(globs: readonly string[], uri: string, { folder }: ConfigurationLayer): boolean {
  const path = pathFrom(folder, uri);
  return globs.some((glob) => fitsPathGlob(glob, path));
}

/** The path of a file below a folder; of a file elsewhere, its whole path. */
function pathFrom(folder: string | undefined, uri: string): string {
  const whole = plainUri(uri);
  const parent = folder === undefined ? undefined : `${plainUri(folder)}/`;
  if (parent !== undefined && whole.startsWith(parent)) return whole.slice(parent.length);
  return whole.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?\/*/i, '');
}
