import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogueEntries, findProduct, productOf } from '../../server/src/analysis/catalogue/catalogue.js';
import { CatalogueError, readCatalogue } from '../../server/src/analysis/catalogue/product.js';
import { readImage } from '../../server/src/analysis/model/image.js';
import { podOf, podWith } from './pods.js';

const found = (image: string) => findProduct(readImage({ value: image, span: { start: 0, end: image.length } }));

test('every line has the shape that product.ts describes', () => {
  const entries = catalogueEntries();
  assert.ok(entries.length >= 700, String(entries.length));
  for (const { repository, ports, variants } of entries) {
    assert.match(repository, /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)*$/);
    for (const port of ports) assert.ok(Number.isInteger(port) && port > 0 && port < 65536, `${repository} ${port}`);
    for (const { when } of variants) assert.ok(!when.test(''), `${repository} ${when} holds for every command`);
  }
});

test('no repository has two lines', () => {
  const names = catalogueEntries().map(({ repository }) => repository);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

test('roles and functions go together', () => {
  const functions: Readonly<Record<string, RegExp>> = {
    main: /^app$/,
    toolbox: /^other$/,
    adapter: /^metrics-exporter$/,
    ambassador: /^(?:db|outbound)-proxy$/,
    sidecar: /^(?!app|db-proxy|outbound-proxy|wait-for|migrate)/,
    init: /^(?:wait-for|migrate|network-setup|copy-binaries|generate-config|fetch-assets)$/,
  };
  for (const { repository, role, function: purpose } of catalogueEntries()) {
    assert.match(purpose, functions[role] ?? /^$/, repository);
  }
});

test('a line that names no role or function is refused', () => {
  assert.throws(() => readCatalogue('[helper log-shipper]\nfluent-bit'), CatalogueError);
  assert.throws(() => readCatalogue('[sidecar shipper]\nfluent-bit'), CatalogueError);
});

for (const image of [
  'fluent/fluent-bit',
  'fluent/fluent-bit:3.2',
  'docker.io/fluent/fluent-bit:3.2',
  'mirror.example:5000/cache/docker.io/fluent/fluent-bit:3.2@sha256:0123',
  'mirror.example/fluent-bit@sha256:0123',
  'registry.example/vendor/ose-fluent-bit-rhel9:1',
  'registry.example/fluent_bit-amd64:1',
]) {
  test(`'${image}' is the log shipper`, () => assert.equal(found(image)?.function, 'log-shipper'));
}

test('the longest end of the repository wins', () => {
  assert.equal(found('cr.l5d.io/linkerd/proxy:stable')?.function, 'mesh-proxy');
  assert.equal(found('example.com/shop/proxy:1'), undefined);
  assert.equal(found('example.com/prom/statsd-exporter:1')?.role, 'adapter');
});

test('an image that only resembles a known one is unknown', () => {
  assert.equal(found('registry.example/my-fluent-bit-dashboard:1'), undefined);
});

test('what nobody else has is in no line', () => {
  for (const image of ['shop', 'registry.example/shop/api:1', '', ':', '@', 'a//b', '$(IMAGE)']) {
    assert.equal(found(image), undefined, image);
  }
});

test('the command and the environment choose a variant', () => {
  const product = (rest: string) => {
    const [container] = podOf(podWith(`  containers:\n  - name: one\n    ${rest}\n`)).spec.containers;
    assert.ok(container);
    const { role, function: purpose } = productOf(container) ?? {};
    return `${role}/${purpose}`;
  };
  assert.equal(product('image: hashicorp/vault\n    args: [server]'), 'main/app');
  assert.equal(product('image: hashicorp/vault\n    args: [agent, -config=/a]'), 'sidecar/secrets-agent');
  assert.equal(product('image: thanosio/thanos\n    args: [sidecar]'), 'sidecar/other');
  assert.equal(product('image: thanosio/thanos\n    args: [store]'), 'main/app');
  assert.equal(product('image: ghostunnel\n    args: [client]'), 'ambassador/outbound-proxy');
  assert.equal(product('image: istio/proxyv2\n    args: [proxy, router]'), 'main/app');
  assert.equal(product('image: docker:27-dind'), 'sidecar/other');
  assert.equal(product('image: bitnami/kubectl\n    args: [proxy, --port=8001]'), 'ambassador/outbound-proxy');
  assert.equal(product('image: k8s-sidecar\n    env: [{ name: METHOD, value: LIST }]'), 'init/fetch-assets');
});
