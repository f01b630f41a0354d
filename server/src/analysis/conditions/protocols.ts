import { portsOfKind } from '../commands/local-addresses.js';

/** The ports on which servers of one protocol, and proxies of it, are put: ranges with both ends. */
const PROTOCOLS: readonly (readonly (readonly [from: number, to: number])[])[] = [
  // PostgreSQL, PgBouncer
  [
    [5430, 5439],
    [6432, 6432],
  ],
  // MySQL, ProxySQL, MySQL Router
  [
    [3300, 3319],
    [6033, 6033],
    [6446, 6447],
  ],
  // SQL Server
  [[1433, 1439]],
  // Redis, twemproxy
  [
    [6370, 6389],
    [22121, 22121],
  ],
  // memcached
  [[11210, 11219]],
  // MongoDB
  [[27015, 27029]],
  // AMQP
  [[5670, 5679]],
  // Kafka
  [[9092, 9094]],
];

/** Whether both are ports that servers of the same protocol are put on, such as 5432 and 5433. */
export function shareProtocol(one: number, other: number): boolean {
  return PROTOCOLS.some((ranges) =>
    [one, other].every((port) => ranges.some(([from, to]) => from <= port && port <= to)),
  );
}

/** Whether servers of databases, caches and queues are put on the port. */
export function isDatabasePort(port: number): boolean {
  return shareProtocol(port, port);
}

/** OTLP, statsd, Datadog, Jaeger, Zipkin, Fluentd's forward and GELF. */
const TELEMETRY: ReadonlySet<number> = new Set([
  4317, 4318, 8125, 8126, 9125, 5775, 6831, 6832, 5778, 14250, 14268, 9411, 24224, 12201,
]);

/** Whether traces, metrics and logs are taken on the port: programs run as well while nobody takes them. */
export function isTelemetryPort(port: number): boolean {
  return TELEMETRY.has(port);
}

/**
 * Whether a setting's name or a URL's scheme speaks of the protocol that a port is for: `DB_HOST` and 5432. Undefined
 * where neither speaks of any.
 */
export function speaksOf(name: string, address: string, port: number): boolean | undefined {
  const scheme = /([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1];
  const ports = portsOfKind(scheme && !/^https?$/i.test(scheme) ? scheme : name);
  return ports.length === 0 ? undefined : ports.some((each) => each === port || shareProtocol(each, port));
}
