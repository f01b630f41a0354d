import { productOf } from '../catalogue/catalogue.js';
import { type Flag, flagsOf } from '../commands/flags.js';
import { isPort } from '../commands/local-addresses.js';
import { programOf } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';

/** A port that a product opens on localhost alone unless it is told otherwise. */
export interface LoopbackDefault {
  readonly port: number;
  /** The flag to add so that it listens on all addresses; undefined where that would open a database to everybody. */
  readonly remedy: string | undefined;
}

const OAUTH_PROXIES: readonly string[] = ['oauth2-proxy', 'oauth-proxy'];
const CLOUD_PROXIES: readonly string[] = ['cloud-sql-proxy', 'alloydb-auth-proxy'];
const FIRST_CLOUD_PROXY = 'gce-proxy';
const DATABASE_PORTS = [5432, 3306, 1433];

/**
 * What a container opens on localhost because nothing says otherwise. Empty where a file, or an environment from
 * elsewhere, may say more.
 * Sources: https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview (`--http-address`),
 * https://github.com/GoogleCloudPlatform/cloud-sql-proxy (`--http-address`, `--address`; `-instances` of version 1).
 */
export function loopbackDefaults(container: ContainerView): readonly LoopbackDefault[] {
  const repository = productOf(container)?.repository ?? '';
  const flags = flagsOf(container);
  const texts = programOf(container).words.map(({ value }) => value);
  const open = texts.length === 0 || container.envFrom.length > 0 || texts.some((text) => text.startsWith('$'));
  if (open || says(flags, 'config', 'config-file', 'alpha-config')) return [];
  if (OAUTH_PROXIES.includes(repository))
    return says(flags, 'http-address') ? [] : [{ port: 4180, remedy: '--http-address=0.0.0.0:4180' }];
  if (CLOUD_PROXIES.includes(repository)) return [...healthPort(flags), ...databasePorts(flags, texts)];
  return repository === FIRST_CLOUD_PROXY ? portsIn(texts, /=tcp:(?:127\.0\.0\.1:)?(\d+)(?=,|$)/g) : [];
}

/** Health checks and metrics. */
function healthPort(flags: readonly Flag[]): readonly LoopbackDefault[] {
  if (says(flags, 'http-address') || !says(flags, 'health-check', 'prometheus')) return [];
  const port = Number(flags.find(({ name }) => name === 'http-port')?.value ?? 9090);
  return isPort(port) ? [{ port, remedy: '--http-address=0.0.0.0' }] : [];
}

function databasePorts(flags: readonly Flag[], texts: readonly string[]): readonly LoopbackDefault[] {
  if (says(flags, 'address', 'a', 'unix-socket') || texts.some((text) => /[?&](?:address|unix-socket)=/.test(text)))
    return [];
  const told = portsIn(texts, /[?&]port=(\d+)(?=&|$)/g);
  if (told.length > 0) return told;
  const port = flags.find(({ name }) => name === 'port' || name === 'p');
  const ports = port ? [Number(port.value)] : DATABASE_PORTS;
  return ports.filter(isPort).map((each) => ({ port: each, remedy: undefined }));
}

function portsIn(texts: readonly string[], pattern: RegExp): readonly LoopbackDefault[] {
  const ports = texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => Number(match[1])));
  return ports.filter(isPort).map((port) => ({ port, remedy: undefined }));
}

function says(flags: readonly Flag[], ...names: readonly string[]): boolean {
  return flags.some(({ name }) => names.includes(name));
}
