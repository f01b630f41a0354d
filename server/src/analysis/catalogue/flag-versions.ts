/** What a flag of another major version has become. */
interface NewFlag {
  /** Without dashes; undefined where its value alone is passed. */
  readonly name?: string;
  readonly value?: string;
}

/** A flag in the words of a command. */
interface WrittenFlag {
  readonly name: string;
  readonly dashes: string;
  readonly value: string | undefined;
  /** The value of another flag of the same command; undefined where it is not there. */
  readonly other: (name: string) => string | undefined;
}

/** What a flag has become, by its value. */
type Successor = (value: string | undefined, flag: WrittenFlag) => Judgment['becomes'];

/** What is wrong with a flag for a version that does not know it by this name. */
export interface Judgment {
  /** Whether the program ends because of it. */
  readonly refused: boolean;
  /** What does the same in this version, `nothing` where it is needless; undefined where that takes a person. */
  readonly becomes: NewFlag | 'nothing' | undefined;
}

/** A major version of a product whose flags have changed with it. */
export interface ProductVersion {
  readonly product: string;
  readonly image: RegExp;
  /** The tag's first number. */
  readonly major: RegExp;
  /** Of another version: the name of its program. */
  readonly program?: readonly [old: RegExp, now: string];
  readonly switches: ReadonlySet<string>;
  /** Undefined where the version takes the flag. */
  judge(flag: WrittenFlag): Judgment | undefined;
}

const renamed =
  (name: string): Successor =>
  (value) => ({ name, ...(value !== undefined && { value }) });
const dropped: Successor = () => 'nothing';
const nobodyKnows: Successor = () => undefined;

/** Version 1's names; those with the same letters in both are wrong with one dash only. */
const SQL_PROXY_1: ReadonlyMap<string, Successor> = new Map<string, Successor>([
  ['instances', instanceOf],
  ['dir', renamed('unix-socket')],
  ['credential_file', renamed('credentials-file')],
  ['ip_address_types', addressTypes],
  ['enable_iam_login', renamed('auto-iam-authn')],
  // Probes come from outside, and version 2 listens on localhost unless it is told otherwise by one flag more.
  ['use_http_health_check', nobodyKnows],
  ['health_check_port', nobodyKnows],
  ['term_timeout', renamed('max-sigterm-delay')],
  ['max_connections', renamed('max-connections')],
  ['structured_logs', renamed('structured-logs')],
  ['skip_failed_instance_config', renamed('skip-failed-instance-config')],
  ['quota_project', renamed('quota-project')],
  ['fuse_tmp', renamed('fuse-temp-dir')],
  ['host', renamed('sqladmin-api-endpoint')],
  ['log_debug_stdout', dropped],
  ['verbose', dropped],
  ['projects', nobodyKnows],
  ['instances_metadata', nobodyKnows],
  ['refresh_config_throttle', nobodyKnows],
  ['check_region', nobodyKnows],
  ['fd_rlimit', nobodyKnows],
]);

/** `shop:europe:db=tcp:0.0.0.0:5432`; several of them are several words, and a folder for sockets rules out ports. */
function instanceOf(value: string | undefined, { other }: WrittenFlag): NewFlag | undefined {
  const [, instance, address, port] = /^([^,=]+)(?:=tcp:(?:([\d.]+):)?(\d+))?$/.exec(value ?? '') ?? [];
  if (instance === undefined || (port !== undefined && other('dir') !== undefined)) return undefined;
  if (port === undefined) return { value: instance };
  return { value: `${instance}?${address === undefined ? '' : `address=${address}&`}port=${port}` };
}

function addressTypes(value: string | undefined): Judgment['becomes'] {
  if (value === 'PRIVATE') return { name: 'private-ip' };
  if (value === 'PUBLIC') return 'nothing';
  return /^(?:PUBLIC,PRIVATE|PRIVATE,PUBLIC)$/.test(value ?? '') ? { name: 'auto-ip' } : undefined;
}

/** What version 4 still takes under another name. */
const GIT_SYNC_3: ReadonlyMap<string, Successor> = new Map<string, Successor>([
  ['dest', renamed('link')],
  ['wait', seconds('period')],
  ['timeout', seconds('sync-timeout')],
  ['max-sync-failures', renamed('max-failures')],
  ['sync-hook-command', renamed('exechook-command')],
  ['branch', referenceOf],
  ['rev', referenceOf],
]);

/** Flags of version 3's logger. */
const GIT_SYNC_LOGGER =
  /^(?:logtostderr|alsologtostderr|log_dir|log_file|log_file_max_size|log_backtrace_at|add_dir_header|skip_headers|skip_log_headers|one_output|stderrthreshold|vmodule)$/;

/** A number of seconds becomes a duration; none means the same as nothing. */
function seconds(name: string): Successor {
  return (value) => {
    if (value === undefined || !/^\d+(?:\.\d+)?$/.test(value)) return undefined;
    return Number(value) === 0 ? 'nothing' : { name, value: `${value}s` };
  };
}

/** Of a branch and a revision, the revision counts unless it is `HEAD`. */
function referenceOf(value: string | undefined, { name, other }: WrittenFlag): Judgment['becomes'] {
  if (value === undefined || other('ref') !== undefined) return undefined;
  const revision = other('rev');
  const counts = name === 'rev' ? other('branch') === undefined || value !== 'HEAD' : (revision ?? 'HEAD') === 'HEAD';
  return counts ? { name: 'ref', value } : 'nothing';
}

/**
 * The versions whose flags differ from those of the one before or after.
 * Sources: the migration guide of the Cloud SQL Auth Proxy, and `v3-to-v4.md` of git-sync with its flags.
 */
export const VERSIONS: readonly ProductVersion[] = [
  {
    product: 'cloud-sql-proxy',
    image: /(?:^|\/)cloud-sql-proxy$/,
    major: /^2$/,
    program: [/(?:^|\/)cloud_sql_proxy$/, '/cloud-sql-proxy'],
    switches: new Set(['enable_iam_login', 'use_http_health_check', 'structured_logs', 'log_debug_stdout', 'verbose']),
    judge(flag) {
      const { name, dashes, value } = flag;
      const becomes = SQL_PROXY_1.get(name);
      if (becomes) return { refused: true, becomes: becomes(value, flag) };
      const isShared = dashes === '-' && /^(?:quiet|token|fuse)$/.test(name);
      return isShared ? { refused: true, becomes: renamed(name)(value, flag) } : undefined;
    },
  },
  {
    product: 'cloud-sql-proxy',
    image: /(?:^|\/)cloudsql-docker\/gce-proxy$/,
    major: /^1$/,
    program: [/(?:^|\/)cloud-sql-proxy$/, '/cloud_sql_proxy'],
    switches: new Set(),
    // Its own names have underscores.
    judge: ({ name }) =>
      /^(?:\w+-[\w-]+|port|address|psc|prometheus)$/.test(name) ? { refused: true, becomes: undefined } : undefined,
  },
  {
    product: 'git-sync',
    image: /(?:^|\/)git-sync\/git-sync$/,
    major: /^4$/,
    switches: new Set(['logtostderr', 'alsologtostderr', 'add_dir_header', 'skip_headers', 'one-time', 'ssh']),
    judge(flag) {
      const { name, dashes, value } = flag;
      if (GIT_SYNC_LOGGER.test(name)) return { refused: true, becomes: 'nothing' };
      if (name === 'change-permissions') return value === '0' ? undefined : { refused: true, becomes: undefined };
      const becomes = GIT_SYNC_3.get(name);
      const refused = dashes === '-' && !/^(?:v.*|h)$/.test(name);
      if (becomes) return { refused, becomes: becomes(value, flag) };
      return refused ? { refused, becomes: renamed(name)(value, flag) } : undefined;
    },
  },
];
