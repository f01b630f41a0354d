import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueEntries, findProduct } from '../../server/src/analysis/catalogue/catalogue.js';
import { CatalogueError, readCatalogue } from '../../server/src/analysis/catalogue/product.js';
import { readImage } from '../../server/src/analysis/model/image.js';

const product = (reference: string, says = '') =>
  findProduct(readImage({ value: reference, span: { start: 0, end: reference.length } }), () => says);
const roleOf = (reference: string, says?: string) => {
  const found = product(reference, says);
  return found && `${found.role} ${found.function}`;
};

test('every line reads, and no repository stands twice', () => {
  const entries = catalogueEntries();
  assert.ok(entries.length >= 400, `${entries.length} entries`);
  const repositories = entries.map(({ repository }) => repository);
  assert.deepEqual(
    repositories.filter((each, index) => repositories.indexOf(each) !== index),
    [],
  );
  for (const { repository, ports } of entries) {
    assert.match(repository, /^[a-z0-9.-]+(?:\/[a-z0-9.-]+)*$/);
    assert.ok(
      ports.every((port) => Number.isInteger(port) && port > 0 && port < 65_536),
      repository,
    );
  }
});

test('a line that cannot be read is refused', () => {
  assert.throws(() => readCatalogue('[sidekick log-shipper]\nfluent-bit'), CatalogueError);
  assert.throws(() => readCatalogue('[sidecar logging]\nfluent-bit'), CatalogueError);
});

for (const reference of [
  'fluent/fluent-bit',
  'fluent-bit:3.0',
  'cr.fluentbit.io/fluent/fluent-bit:5.1.1',
  'localhost/fluent-bit',
  'mirror.example:5000/docker/fluent/fluent-bit:3.0@sha256:0123456789abcdef',
  'registry.example/team/vendor/bitnami-fluent-bit:3',
  'registry.example/fluent-bit-amd64:3',
]) {
  test(`${reference} is a log shipper`, () => assert.equal(roleOf(reference), 'sidecar log-shipper'));
}

test('an image that only resembles one is unknown', () => {
  assert.equal(roleOf('registry.example/my-fluent-bit-dashboard:1'), undefined);
});

for (const [reference, says, expected] of [
  ['hashicorp/vault:1.18', 'server', 'main app'],
  ['hashicorp/vault:1.18', 'agent -config=/etc/vault/agent.hcl', 'sidecar secrets-agent'],
  ['quay.io/thanos/thanos:v0.36', 'sidecar --tsdb.path=/data', 'sidecar other'],
  ['quay.io/thanos/thanos:v0.36', 'rule', 'main app'],
  ['ghostunnel/ghostunnel:v1.7.3', 'client --listen=localhost:9002', 'ambassador outbound-proxy'],
  ['ghostunnel/ghostunnel:v1.7.3', 'server --listen=0.0.0.0:8443', 'sidecar tls-proxy'],
  ['docker.io/istio/proxyv2:1.24', 'proxy sidecar', 'sidecar mesh-proxy'],
  ['docker.io/istio/proxyv2:1.24', 'proxy router', 'main app'],
] as const) {
  test(`${reference} ${says}: ${expected}`, () => assert.equal(roleOf(reference, says), expected));
}
