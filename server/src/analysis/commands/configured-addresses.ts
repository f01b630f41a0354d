import type { ConfigMapView, ContainerView, PodSpecView } from '../model/model.js';
import { addressesInVariables, isPort, type LocalAddress } from './local-addresses.js';

/** Longer texts are no program's configuration, and reading them takes time. */
const MAX_LENGTH = 50_000;
/** `127.0.0.1:9000`, and on the next line or in the next field `port_value: 9000` or `Port 24224`. */
const ADDRESS =
  /(?:localhost|127\.0\.0\.1|\[::1\])["']?(?::(\d{2,5})\b|\s*,?\s{0,40}["']?(?:port_value|port)["']?\s{0,4}[:=]?\s{0,4}(\d{2,5})\b)/gi;
/** Directives that say where the program itself listens, or what it lets in. */
const OWN_DIRECTIVE = /listen|bind|admin|allow|deny|server_name|access_log|stub_status|health/i;

/**
 * The addresses on localhost that a container takes from ConfigMaps: in the files that it mounts, such as nginx's
 * `proxy_pass` or a cluster of Envoy, and in its environment. Their place is the mount or the reference: the ConfigMap
 * stands in another document.
 */
export function configuredAddressesOf(
  container: ContainerView,
  spec: PodSpecView,
  configMaps: readonly ConfigMapView[],
): LocalAddress[] {
  if (configMaps.length === 0) return [];
  return [...inFiles(container, spec, configMaps), ...inEnvironment(container, configMaps)];
}

function inFiles(
  { mounts }: ContainerView,
  { volumes }: PodSpecView,
  configMaps: readonly ConfigMapView[],
): LocalAddress[] {
  return mounts.flatMap((mount) => {
    const shown = volumes.find(({ name }) => name.value === mount.name.value)?.configMaps ?? [];
    const files = configMaps.filter(({ manifest }) => shown.some(({ value }) => value === manifest.name?.value));
    return files.flatMap(({ data }) =>
      [...data].flatMap(([file, { value }]) =>
        mount.subPath && mount.subPath.value !== file
          ? []
          : portsIn(value).map((port) => ({ ports: [port], value: mount.name, through: file })),
      ),
    );
  });
}

/** Whole ConfigMaps as environment; a single key's value is no more than a name here. */
function inEnvironment({ envFrom }: ContainerView, configMaps: readonly ConfigMapView[]): LocalAddress[] {
  return envFrom.flatMap(({ kind, name }) => {
    if (kind !== 'configMap') return [];
    const data = configMaps.find(({ manifest }) => manifest.name?.value === name.value)?.data ?? new Map();
    const variables = [...data].map(([variable, { value }]) => [variable, value] as const);
    return addressesInVariables(variables, name);
  });
}

function portsIn(text: string): number[] {
  if (text.length > MAX_LENGTH) return [];
  const clusters = text.search(/^[ \t]*clusters:/m);
  const outward = clusters < 0 ? text : text.slice(clusters);
  return [...outward.matchAll(ADDRESS)].flatMap((match) => {
    const directive = /[^\n;{}]*$/.exec(outward.slice(Math.max(0, match.index - 200), match.index))?.[0] ?? '';
    const port = Number(match[1] ?? match[2]);
    return OWN_DIRECTIVE.test(directive) || !isPort(port) ? [] : [port];
  });
}
