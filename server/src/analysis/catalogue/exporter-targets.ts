import type { Product } from './product.js';

/** What an exporter asks for the numbers that it translates, and which of its settings says where that is. */
export interface ExporterTarget {
  /** Matches the server's line in the catalogue. */
  readonly server: RegExp;
  /** Names of flags and environment variables that hold the target's address. */
  readonly settings: RegExp;
  /** Whether it asks a page for administrators, which may have a port of its own that nobody declares. */
  readonly page: boolean;
}

const REDIS = /^(?:redis(?:-cluster)?|valkey|keydb|dragonfly)$/;
const NGINX = /^(?:nginx(?:-unprivileged)?|openresty)$/;
const NGINX_SETTINGS = /^(?:--?nginx[.-]scrape[_-]uri|SCRAPE_URI)$/;

/** By the exporter's line in the catalogue. Sources: the READMEs of the exporters. */
const TARGETS: ReadonlyMap<string, ExporterTarget> = new Map([
  ['redis-exporter', { server: REDIS, settings: /^(?:REDIS_ADDR|--?redis\.addr)$/, page: false }],
  ['valkey-exporter', { server: REDIS, settings: /^(?:REDIS_ADDR|--?redis\.addr)$/, page: false }],
  [
    'postgres-exporter',
    {
      server: /^(?:postgres(?:ql)?|postgresql-repmgr|postgis|pgvector|timescaledb(?:-ha)?)$/,
      settings: /^DATA_SOURCE_(?:NAME|URI)$/,
      page: false,
    },
  ],
  [
    'mysqld-exporter',
    {
      server: /^(?:mysql|mariadb(?:-galera)?|percona-server|percona-xtradb-cluster)$/,
      settings: /^(?:DATA_SOURCE_NAME|--?mysqld\.address)$/,
      page: false,
    },
  ],
  [
    'mongodb-exporter',
    {
      server: /^(?:mongo|mongodb|mongodb-sharded|percona-server-mongodb)$/,
      settings: /^(?:MONGODB_URI|--?mongodb\.(?:uri|dsn))$/,
      page: false,
    },
  ],
  ['memcached-exporter', { server: /^memcached$/, settings: /^--?memcached\.address$/, page: false }],
  [
    'elasticsearch-exporter',
    { server: /^(?:elasticsearch(?:-oss)?|opensearch)$/, settings: /^(?:ES_URI|--?es\.uri)$/, page: false },
  ],
  ['kafka-exporter', { server: /^(?:(?:cp-)?kafka|redpanda)$/, settings: /^--?kafka\.server$/, page: false }],
  [
    'pgbouncer-exporter',
    {
      server: /^pgbouncer$/,
      settings: /^(?:--?pgBouncer\.connectionString|PGBOUNCER_EXPORTER_CONNECTION_STRING)$/,
      page: false,
    },
  ],
  ['nginx-prometheus-exporter', { server: NGINX, settings: NGINX_SETTINGS, page: true }],
  ['nginx-exporter', { server: NGINX, settings: NGINX_SETTINGS, page: true }],
  ['apache-exporter', { server: /^(?:httpd|apache)$/, settings: /^--?scrape_uri$/, page: true }],
  ['rabbitmq-exporter', { server: /^rabbitmq$/, settings: /^RABBIT_URL$/, page: true }],
  ['php-fpm-exporter', { server: /^php$/, settings: /^(?:--?phpfpm\.scrape-uri|PHP_FPM_SCRAPE_URI)$/, page: true }],
]);

/** What an exporter asks; undefined for any other product, and for exporters that look by themselves. */
export function targetOf(product: Product | undefined): ExporterTarget | undefined {
  return product && TARGETS.get(product.repository);
}
