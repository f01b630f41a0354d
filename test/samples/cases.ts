import type { ContainerFunction, Role } from '../../server/src/analysis/roles/role.js';

/** What a sample is there to show. */
export interface SampleCase {
  /** Name of the file without `.yaml`. */
  readonly sample: string;
  /** Every container in the order of the file, with its role and function. */
  readonly roles: Readonly<Record<string, readonly [Role, ContainerFunction]>>;
  /** Every finding in the order of the file: its severity, rule and container. */
  readonly findings?: readonly string[];
}

/** What a plain Pod from a lesson lacks. */
const bare = (container: string) => [
  `information missing-readiness-probe ${container}`,
  `information missing-resources ${container}`,
];

export const SAMPLE_CASES: readonly SampleCase[] = [
  {
    sample: '01-web-server-log-collector',
    roles: { 'web-server': ['main', 'app'], 'log-collector': ['sidecar', 'log-shipper'] },
  },
  { sample: '02-nginx-git-sync', roles: { nginx: ['main', 'app'], 'git-sync': ['sidecar', 'file-sync'] } },
  { sample: '03-web-server-cache-proxy', roles: { shop: ['main', 'app'], 'cache-proxy': ['ambassador', 'db-proxy'] } },
  { sample: '04-redis-ambassador', roles: { basket: ['main', 'app'], 'redis-ambassador': ['ambassador', 'db-proxy'] } },
  { sample: '05-jmx-adapter', roles: { tomcat: ['main', 'app'], 'jmx-exporter': ['adapter', 'metrics-exporter'] } },
  {
    sample: '06-statsd-adapter',
    roles: { checkout: ['main', 'app'], 'statsd-exporter': ['adapter', 'metrics-exporter'] },
  },
  {
    sample: '07-metrics-adapter',
    roles: { nginx: ['main', 'app'], 'nginx-exporter': ['adapter', 'metrics-exporter'] },
  },
  {
    sample: '08-format-adapter',
    roles: { 'web-server': ['main', 'app'], 'format-adapter': ['adapter', 'format-converter'] },
  },
  {
    sample: '09-mesh-proxy',
    roles: {
      'istio-init': ['init', 'network-setup'],
      'istio-proxy': ['sidecar', 'mesh-proxy'],
      orders: ['main', 'app'],
    },
  },
  {
    sample: '10-shared-localhost',
    roles: { 'nginx-container': ['main', 'app'], 'centos-container': ['sidecar', 'debug'] },
    findings: [...bare('nginx-container'), 'information missing-resources centos-container'],
  },
  { sample: '11-liveness-http', roles: { 'nginx-container': ['main', 'app'] }, findings: bare('nginx-container') },
  { sample: '12-liveness-tcp', roles: { sshd: ['main', 'app'] } },
  { sample: '13-liveness-exec', roles: { worker: ['main', 'app'] } },
  {
    sample: '14-self-healing',
    roles: { 'unhealthy-container': ['main', 'app'] },
    findings: bare('unhealthy-container'),
  },
  {
    sample: '15-init-containers',
    roles: {
      'init-myservice': ['init', 'wait-for'],
      'init-mydb': ['init', 'wait-for'],
      'myapp-container': ['main', 'app'],
    },
    findings: ['information missing-resources myapp-container'],
  },
  { sample: '16-static-pod', roles: { nginx: ['main', 'app'] }, findings: bare('nginx') },
  {
    sample: '17-requests-and-limits',
    roles: { nginx: ['main', 'app'] },
    findings: ['information missing-readiness-probe nginx'],
  },
  {
    sample: '18-request-beyond-every-node',
    roles: { 'nginx-container': ['main', 'app'] },
    findings: [
      'information missing-readiness-probe nginx-container',
      'information missing-memory-limit nginx-container',
    ],
  },
  {
    sample: '19-environment-variables',
    roles: { 'nginx-container': ['main', 'app'] },
    findings: bare('nginx-container'),
  },
  {
    sample: '20-default-container',
    roles: { 'log-printer': ['sidecar', 'log-shipper'], 'web-server': ['main', 'app'] },
  },
  { sample: '21-single-container', roles: { nginx: ['main', 'app'] }, findings: bare('nginx') },
  {
    sample: '22-log-collector-without-volume',
    roles: { 'web-server': ['main', 'app'], 'log-collector': ['sidecar', 'log-shipper'] },
    findings: ['warning volume-not-shared log-collector'],
  },
  {
    sample: '23-job-that-never-completes',
    roles: { report: ['main', 'app'], 'cloud-sql-proxy': ['ambassador', 'db-proxy'] },
    findings: ['warning job-never-completes cloud-sql-proxy'],
  },
  {
    sample: '24-slips',
    roles: {
      'db-proxy': ['ambassador', 'db-proxy'],
      main: ['main', 'app'],
      'statsd-exporter': ['adapter', 'metrics-exporter'],
    },
    findings: [
      'warning missing-startup-probe db-proxy',
      'error invalid-quantity db-proxy',
      'error request-above-limit main',
      'error unknown-volume main',
      'warning duplicate-port statsd-exporter',
    ],
  },
];
