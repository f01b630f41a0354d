import type { ContainerFunction, Role } from '../../server/src/analysis/roles/role.js';

/** Where a snippet belongs, and what becomes of it there. */
export interface SnippetCase {
  readonly prefix: string;
  readonly place: Place;
  /** Role and function of every container that the snippet brings, or says something about, by its name. */
  readonly roles: Readonly<Record<string, readonly [Role, ContainerFunction]>>;
  /** What the description asks for beside it: further fields of the main container, in YAML. */
  readonly main?: string;
  /** Names of volumes that it asks for; they are empty unless they stand in `configured`. */
  readonly volumes?: readonly string[];
  /** Volumes that come from a ConfigMap or Secret. */
  readonly configured?: readonly string[];
}

export type Place =
  | 'document'
  | 'initContainers'
  | 'containers'
  | 'container'
  | 'volumes'
  | 'volumeMounts'
  | 'annotations'
  | 'above the container';

const LOGS = 'volumeMounts: [{name: logs, mountPath: /var/log/app}]';
const CONTENT = 'volumeMounts: [{name: content, mountPath: /srv/site, readOnly: true}]';
const DATA = 'volumeMounts: [{name: data, mountPath: /data}]';
const MAIN: SnippetCase['roles'] = { app: ['main', 'app'] };

/** In the order of the file. */
export const SNIPPET_CASES: readonly SnippetCase[] = [
  { prefix: 'pod-pod', place: 'document', roles: { app: ['main', 'app'] } },
  {
    prefix: 'pod-deployment',
    place: 'document',
    roles: { 'log-stream': ['sidecar', 'log-shipper'], app: ['main', 'app'] },
  },
  {
    prefix: 'pod-job',
    place: 'document',
    roles: { 'cloud-sql-proxy': ['ambassador', 'db-proxy'], job: ['main', 'app'] },
  },
  {
    prefix: 'pod-statefulset',
    place: 'document',
    roles: { redis: ['main', 'app'], 'redis-exporter': ['adapter', 'metrics-exporter'] },
  },
  {
    prefix: 'pod-cronjob',
    place: 'document',
    roles: { 'fetch-input': ['init', 'fetch-assets'], report: ['main', 'app'] },
  },
  { prefix: 'pod-sidecar-native', place: 'initContainers', roles: { helper: ['sidecar', 'other'] } },
  {
    prefix: 'pod-sidecar-log-shipper',
    place: 'initContainers',
    roles: { 'log-shipper': ['sidecar', 'log-shipper'] },
    main: LOGS,
    volumes: ['logs', 'fluent-bit-config'],
    configured: ['fluent-bit-config'],
  },
  {
    prefix: 'pod-sidecar-log-stream',
    place: 'containers',
    roles: { 'log-stream': ['sidecar', 'log-shipper'] },
    main: LOGS,
    volumes: ['logs'],
  },
  {
    prefix: 'pod-sidecar-git-sync',
    place: 'containers',
    roles: { 'git-sync': ['sidecar', 'file-sync'] },
    main: CONTENT,
    volumes: ['content'],
  },
  {
    prefix: 'pod-sidecar-config-reload',
    place: 'containers',
    roles: { 'config-reload': ['sidecar', 'config-reloader'] },
    main: 'volumeMounts: [{name: config, mountPath: /etc/app, readOnly: true}]',
    volumes: ['config'],
    configured: ['config'],
  },
  { prefix: 'pod-sidecar-oauth2-proxy', place: 'containers', roles: { 'oauth2-proxy': ['sidecar', 'auth-proxy'] } },
  {
    prefix: 'pod-sidecar-tls',
    place: 'containers',
    roles: { tls: ['sidecar', 'tls-proxy'] },
    volumes: ['tls'],
    configured: ['tls'],
  },
  {
    prefix: 'pod-ambassador-cloud-sql',
    place: 'initContainers',
    roles: { 'cloud-sql-proxy': ['ambassador', 'db-proxy'] },
    main: 'env: [{name: DB_HOST, value: 127.0.0.1}, {name: DB_PORT, value: "5432"}]',
  },
  {
    prefix: 'pod-ambassador-redis',
    place: 'containers',
    roles: { 'redis-ambassador': ['ambassador', 'db-proxy'] },
    main: 'env: [{name: REDIS_URL, value: redis://127.0.0.1:6379}]',
    volumes: ['envoy-config'],
    configured: ['envoy-config'],
  },
  {
    prefix: 'pod-ambassador-cache',
    place: 'containers',
    roles: { twemproxy: ['ambassador', 'db-proxy'] },
    main: 'env: [{name: CACHE_ADDRESS, value: "127.0.0.1:22121"}]',
    volumes: ['nutcracker-config'],
    configured: ['nutcracker-config'],
  },
  {
    prefix: 'pod-ambassador-outbound',
    place: 'containers',
    roles: { 'payments-ambassador': ['ambassador', 'outbound-proxy'] },
    main: 'env: [{name: PAYMENTS_URL, value: http://127.0.0.1:9001}]',
    volumes: ['envoy-config'],
    configured: ['envoy-config'],
  },
  {
    prefix: 'pod-ambassador-tls',
    place: 'containers',
    roles: { 'tls-client': ['ambassador', 'outbound-proxy'] },
    main: 'env: [{name: ORDERS_URL, value: http://127.0.0.1:9002}]',
    volumes: ['client-tls'],
    configured: ['client-tls'],
  },
  { prefix: 'pod-adapter-redis', place: 'containers', roles: { 'redis-exporter': ['adapter', 'metrics-exporter'] } },
  {
    prefix: 'pod-adapter-postgres',
    place: 'containers',
    roles: { 'postgres-exporter': ['adapter', 'metrics-exporter'] },
  },
  { prefix: 'pod-adapter-nginx', place: 'containers', roles: { 'nginx-exporter': ['adapter', 'metrics-exporter'] } },
  {
    prefix: 'pod-adapter-jmx',
    place: 'containers',
    roles: { 'jmx-exporter': ['adapter', 'metrics-exporter'] },
    volumes: ['jmx-config'],
    configured: ['jmx-config'],
  },
  {
    prefix: 'pod-adapter-statsd',
    place: 'containers',
    roles: { 'statsd-exporter': ['adapter', 'metrics-exporter'] },
    main: 'env: [{name: STATSD_HOST, value: 127.0.0.1}, {name: STATSD_PORT, value: "9125"}]',
  },
  {
    prefix: 'pod-adapter-log-normalizer',
    place: 'containers',
    roles: { 'log-adapter': ['adapter', 'format-converter'] },
    main: LOGS,
    volumes: ['logs'],
  },
  { prefix: 'pod-init-wait', place: 'initContainers', roles: { 'wait-for-db': ['init', 'wait-for'] } },
  {
    prefix: 'pod-init-fetch',
    place: 'initContainers',
    roles: { 'fetch-data': ['init', 'fetch-assets'] },
    main: DATA,
    volumes: ['data'],
  },
  {
    prefix: 'pod-init-clone',
    place: 'initContainers',
    roles: { clone: ['init', 'fetch-assets'] },
    main: CONTENT,
    volumes: ['content'],
  },
  {
    prefix: 'pod-init-permissions',
    place: 'initContainers',
    roles: { 'fix-permissions': ['init', 'setup-permissions'] },
    main: DATA,
    volumes: ['data'],
  },
  {
    prefix: 'pod-init-render-config',
    place: 'initContainers',
    roles: { 'render-config': ['init', 'generate-config'] },
    main: 'volumeMounts: [{name: config, mountPath: /etc/app, readOnly: true}]',
    volumes: ['config-template', 'config'],
    configured: ['config-template'],
  },
  {
    prefix: 'pod-init-migrate',
    place: 'initContainers',
    roles: { migrate: ['init', 'migrate'] },
    volumes: ['migrations'],
    configured: ['migrations'],
  },
  { prefix: 'pod-probe-http', place: 'container', roles: MAIN },
  { prefix: 'pod-probe-tcp', place: 'container', roles: MAIN },
  { prefix: 'pod-probe-exec', place: 'container', roles: MAIN },
  { prefix: 'pod-probe-grpc', place: 'container', roles: MAIN },
  { prefix: 'pod-resources', place: 'container', roles: MAIN },
  {
    prefix: 'pod-volume-shared',
    place: 'volumes',
    roles: MAIN,
    main: 'volumeMounts: [{name: shared, mountPath: /data}]',
  },
  {
    prefix: 'pod-volume-config',
    place: 'volumes',
    roles: MAIN,
    main: 'volumeMounts: [{name: config, mountPath: /etc/app, readOnly: true}]',
  },
  { prefix: 'pod-mount', place: 'volumeMounts', roles: MAIN, volumes: ['shared'] },
  { prefix: 'pod-default-container', place: 'annotations', roles: MAIN },
  { prefix: 'pod-role', place: 'above the container', roles: MAIN },
];
