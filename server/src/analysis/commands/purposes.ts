import { fetches } from './idioms.js';
import type { Program, SourcedCommand } from './program.js';

/** The functions that commands of init containers show. */
export type PreparingFunction =
  | 'wait-for'
  | 'migrate'
  | 'sysctl-tuning'
  | 'network-setup'
  | 'fetch-assets'
  | 'generate-config'
  | 'copy-binaries'
  | 'setup-permissions'
  | 'secrets-agent';

/** What a container that runs to completion does, as far as its commands tell. */
export interface Purpose {
  readonly function: PreparingFunction;
  readonly command: SourcedCommand;
}

const ASKING = new Set([
  'nc',
  'ncat',
  'netcat',
  'nslookup',
  'dig',
  'host',
  'getent',
  'ping',
  'curl',
  'wget',
  'pg_isready',
  'mysqladmin',
  'redis-cli',
  'kubectl',
  'psql',
  'mysql',
  'mongosh',
  'mongo',
  'telnet',
  'test',
  '[',
  '[[',
  'grep',
]);
const WAITING = /^(?:wait-for|wait_for|waitfor|wait-for-it|wait4x|k8s-wait-for|dockerize)(?:\.sh)?$/;
const MIGRATING = /^(?:flyway|liquibase|alembic|goose|dbmate|sqitch|migrate|knex|sequelize|prisma)$/;
const MIGRATION_WORD =
  /^(?:db:migrate|migrate|migration|migrations|db:setup|upgrade-db|initdb|initialize-database|-upgrade|schema)$|migrat/i;
const DATABASE_CLIENTS = new Set(['psql', 'mysql', 'mongosh', 'mongo', 'sqlite3', 'clickhouse-client', 'cqlsh']);
const NETWORK = new Set([
  'iptables',
  'ip',
  'ip6tables',
  'iptables-restore',
  'pilot-agent',
  'kumactl',
  'nft',
  'route',
  'ipset',
]);
const NETWORK_WORD = /iptables|transparent-proxy|^mount-?bpf/i;
const COPYING = new Set(['cp', 'mv', 'install', 'tar', 'unzip', 'rsync', 'ln', 'jar']);
const BINARY = /(?:^|\/)(?:s?bin|lib|plugins?|opt|tools|agent|exe)(?:\/|$)|\.(?:jar|so|war|sh|py)$|binar/i;
const CONFIGURATION =
  /^\/etc\/(?!cni\/bin)|\s\/etc\/(?!cni\/bin)|\.(?:ya?ml|json|conf|cnf|cfg|ini|toml|properties|xml|env|tpl|tmpl|hcl|list)$|conf|settings/i;

type PurposeTest = (command: SourcedCommand, commands: readonly SourcedCommand[]) => boolean;

/** Most telling first. */
const TESTS: readonly (readonly [PreparingFunction, PurposeTest])[] = [
  ['secrets-agent', copiesSecrets],
  ['wait-for', waits],
  ['migrate', migrates],
  ['sysctl-tuning', tunesKernel],
  ['network-setup', setsNetwork],
  ['fetch-assets', fetches],
  ['generate-config', writesConfiguration],
  ['copy-binaries', copies],
  ['setup-permissions', setsPermissions],
];

/** Every purpose that the commands show, most telling first. */
export function purposesOf({ commands }: Program): Purpose[] {
  const purposes: Purpose[] = [];
  for (const [purpose, test] of TESTS) {
    const command = commands.find((each) => test(each, commands));
    if (command) purposes.push({ function: purpose, command });
  }
  return purposes;
}

/** Asks again and again whether something is there: as the condition of a loop, or in a loop that can end. */
function waits({ program, words, loop, condition }: SourcedCommand, commands: readonly SourcedCommand[]): boolean {
  if (WAITING.test(program) || words.some((word) => WAITING.test(word.slice(word.lastIndexOf('/') + 1)))) return true;
  if (program === 'kubectl') return words.includes('wait') || (words.includes('rollout') && words.includes('status'));
  if (program === 'cilium' || !ASKING.has(program)) return false;
  if (condition === 'until' || (condition === 'while' && !loop?.endless)) return true;
  return loop !== undefined && commands.some((each) => each.loop === loop && each.program === 'sleep');
}

/** Whether it changes the schema of a database, or looks at what would be changed. */
export function migrates({ program, words }: SourcedCommand): boolean {
  if (program === 'echo' || program === 'printf') return false;
  if (MIGRATING.test(program)) return true;
  if (words.some((word) => word.length < 60 && MIGRATION_WORD.test(word)) || MIGRATION_WORD.test(program)) return true;
  return DATABASE_CLIENTS.has(program) && words.some((word) => /^-f|--file|\.sql$/.test(word));
}

/** `kubectl get secret … | kubectl apply -f -`. */
function copiesSecrets({ program, words }: SourcedCommand): boolean {
  return program === 'kubectl' && words.some((word) => /^secrets?(?:\/|$)/.test(word)) && !words.includes('wait');
}

export function tunesKernel({ program, words, outputs }: SourcedCommand): boolean {
  if (program === 'sysctl' || program === 'ulimit') return true;
  return outputs.some(isKernelParameter) || words.some(isKernelParameter);
}

function isKernelParameter(path: string): boolean {
  return path.startsWith('/proc/sys/');
}

function setsNetwork({ program, words }: SourcedCommand): boolean {
  return (
    (NETWORK.has(program) && !words.includes('version')) ||
    words.some((word) => word.length < 60 && NETWORK_WORD.test(word))
  );
}

function writesConfiguration({ program, words, outputs, fed }: SourcedCommand): boolean {
  if (/^(?:envsubst|gomplate|confd|consul-template|jinja2|j2|ytt|helm)$/.test(program)) return true;
  const writes = program === 'tee' ? words : outputs;
  if (writes.length > 0)
    return program === 'cat' || program === 'echo' || program === 'printf' || program === 'sed' || fed;
  if (program === 'sed') return words.some((word) => word.startsWith('-i'));
  return (
    COPYING.has(program) &&
    CONFIGURATION.test(words.filter((word) => !word.startsWith('-')).join(' ')) &&
    !words.some((word) => BINARY.test(word))
  );
}

function copies({ program, words }: SourcedCommand): boolean {
  return COPYING.has(program) && words.length > 0;
}

function setsPermissions({ program }: SourcedCommand): boolean {
  return program === 'chown' || program === 'chmod' || program === 'chgrp' || program === 'setfacl';
}
