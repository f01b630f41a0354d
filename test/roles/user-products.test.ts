import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findUserProduct, type UserProduct } from '../../server/src/analysis/catalogue/user-products.js';
import { readImage } from '../../server/src/analysis/model/image.js';
import type { Pod } from '../../server/src/analysis/pod.js';
import { ROLES } from '../../server/src/analysis/roles/role.js';
import { analyzeSource, type ConfiguredSource } from '../../server/src/features/analyzed-source.js';
import { evidenceText } from '../../server/src/features/evidence-text.js';
import { changeSource, openSource } from '../../server/src/syntax/source.js';
import { podWith } from './pods.js';

const YAML = podWith(`  containers:
  - {name: one, image: registry.example/team/one:1}
  - {name: two, image: registry.example/team/two:1}
`);

const LOG_AGENT: UserProduct = { repository: 'team/two', role: 'sidecar', function: 'log-shipper', ports: [] };

function configured(...products: readonly UserProduct[]): ConfiguredSource {
  return { ...openSource('file:///pod.yaml', 0, YAML), products };
}

function podIn(source: ConfiguredSource): Pod {
  const [pod] = analyzeSource(source).flatMap(({ analysis }) => analysis.pods);
  if (!pod) throw new Error('no pod');
  return pod;
}

function verdictIn(source: ConfiguredSource, index: number) {
  const pod = podIn(source);
  const container = pod.spec.containers[index];
  if (!container) throw new Error(`no container ${index}`);
  return pod.verdictOf(container);
}

test('what the user says of an image settles role and function, and is given as the reason', () => {
  const { role, function: purpose, evidence } = verdictIn(configured(LOG_AGENT), 1);
  assert.deepEqual([role, purpose], ['sidecar', 'log-shipper']);
  const [reason] = evidence;
  assert.equal(reason && evidenceText(reason), "image 'team/two' is a sidecar by your configuration");
});

for (const role of ROLES.filter((each) => each !== 'init')) {
  test(`an image may be declared ${role}`, () => {
    assert.equal(verdictIn(configured({ ...LOG_AGENT, role }), 1).role, role);
  });
}

test('a container that runs until the Pod ends is no init container, whatever is said of its image', () => {
  assert.notEqual(verdictIn(configured({ ...LOG_AGENT, role: 'init' }), 1).role, 'init');
});

test('the user goes before the catalogue', () => {
  const text = podWith('  containers:\n  - {name: one, image: a/one}\n  - {name: two, image: fluent/fluent-bit:3.1}\n');
  const source = { ...openSource('file:///pod.yaml', 0, text) };
  assert.equal(verdictIn(source, 1).role, 'sidecar');
  const product: UserProduct = {
    ...LOG_AGENT,
    repository: 'fluent-bit',
    role: 'adapter',
    function: 'format-converter',
  };
  const { role, evidence } = verdictIn({ ...source, products: [product] }, 1);
  assert.equal(role, 'adapter');
  assert.ok(!evidence.some(({ source: id }) => id === 'known-image'));
});

test('another configuration is another analysis, and the same one is not made again', () => {
  const source = configured(LOG_AGENT);
  const next = changeSource(source, 1, []);
  assert.equal(analyzeSource(next)[0]?.analysis, analyzeSource(source)[0]?.analysis);
  const without = { ...source, products: [] };
  assert.notEqual(verdictIn(without, 1).function, 'log-shipper');
  assert.equal(verdictIn({ ...source, products: [LOG_AGENT] }, 1).function, 'log-shipper');
});

test('rules about Services know of it as well', () => {
  const text = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: shop}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: shop, labels: {app: shop}}
spec:
  containers:
  - {name: shop, image: registry.example/shop:1}
  - {name: gate, image: registry.example/gate:1, args: [--upstream=http://localhost:8080], ports: [{containerPort: 4180}]}
`;
  const rulesWith = (...products: readonly UserProduct[]) =>
    analyzeSource({ ...openSource('file:///pod.yaml', 0, text), products }).flatMap(({ analysis }) =>
      analysis.findings.map(({ rule }) => rule.id),
    );
  const gate: UserProduct = { repository: 'gate', role: 'sidecar', function: 'auth-proxy', ports: [] };
  assert.ok(!rulesWith().includes('service-bypasses-auth-proxy'));
  assert.ok(rulesWith(gate).includes('service-bypasses-auth-proxy'));
});

test('an unrelated configuration changes no container', () => {
  const source = configured({ ...LOG_AGENT, repository: 'other/two' });
  const { spec } = podIn(source);
  assert.equal(podIn({ ...source, products: [] }).spec, spec);
});

for (const [pattern, image, fits] of [
  ['team/two', 'registry.example/team/two:1', true],
  ['two', 'registry.example:5000/team/two@sha256:0', true],
  ['registry.example/team/two', 'registry.example/team/two', true],
  ['Team/Two', 'registry.example/team/two', true],
  ['team/*', 'registry.example/team/two', true],
  ['team/*-agent', 'team/log-agent:1', true],
  ['*/log-*-agent*', 'team/log-fast-agent-2:1', true],
  ['am/two', 'registry.example/team/two', false],
  ['other.example/team/two', 'registry.example/team/two', false],
  ['team/*', 'team/a/b', false],
  ['team/*-agent', 'team/agent', false],
  ['log-*-agent', 'log-agent', false],
] as const) {
  test(`'${pattern}' ${fits ? 'fits' : 'does not fit'} '${image}'`, () => {
    const found = findUserProduct(readImage({ value: image, span: { start: 0, end: 0 } }), [
      { ...LOG_AGENT, repository: pattern },
    ]);
    assert.equal(found !== undefined, fits);
  });
}

test('the longer of two patterns that fit counts', () => {
  const general: UserProduct = { ...LOG_AGENT, repository: 'team/*' };
  const image = readImage({ value: 'registry.example/team/two', span: { start: 0, end: 0 } });
  assert.equal(findUserProduct(image, [general, LOG_AGENT]), LOG_AGENT);
  assert.equal(findUserProduct(image, [LOG_AGENT, general]), LOG_AGENT);
});
