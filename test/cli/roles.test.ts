import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContainerReport, EvidenceReport, WorkloadReport } from '../../server/src/cli/reporters/role-report.js';
import { podPatterns, SHOP } from './program.js';

async function rolesIn(text: string): Promise<readonly WorkloadReport[]> {
  const { status, out } = await podPatterns(['roles', '--format', 'json', '-'], { standardInput: text });
  assert.equal(status, 0);
  const report = JSON.parse(out);
  assert.deepEqual(Object.keys(report), ['version', 'workloads']);
  assert.equal(report.version, 1);
  return report.workloads;
}

function containersIn([workload]: readonly WorkloadReport[]): readonly ContainerReport[] {
  assert.ok(workload);
  return workload.containers;
}

test('the JSON report has its fixed shape', async () => {
  const [workload, ...others] = await rolesIn(SHOP);
  assert.deepEqual(others, []);
  assert.ok(workload);
  const { containers, injected, flows, ...about } = workload;
  assert.deepEqual(injected, []);
  assert.deepEqual(about, {
    file: '-',
    document: 1,
    kind: 'Deployment',
    name: 'web',
    namespace: 'shop',
    path: ['spec', 'template', 'spec'],
  });
  assert.deepEqual(
    containers.map(({ name, list, index, role, native }) => ({ name, list, index, role, native })),
    [
      { name: 'log-agent', list: 'initContainers', index: 0, role: 'sidecar', native: true },
      { name: 'web', list: 'containers', index: 0, role: 'main', native: false },
    ],
  );
  assert.equal(containers[0]?.function, 'log-shipper');
  assert.deepEqual(containers[0]?.range, { start: { line: 16, character: 14 }, end: { line: 16, character: 23 } });
  assert.deepEqual(
    flows.map(({ from, to, via, name }) => ({ from, to, via, name })),
    [{ from: 'web', to: 'log-agent', via: 'volume', name: 'logs' }],
  );
});

test('evidence names a role, a weight, a sentence and a place', async () => {
  const evidence = containersIn(await rolesIn(SHOP)).flatMap((container) => container.evidence);
  const image = evidence.find(({ message }: EvidenceReport) => /fluent-bit/.test(message));
  assert.equal(image?.toward, 'sidecar');
  assert.ok(image.weight > 0);
  assert.deepEqual(image.range.start.line, 17);
  for (const { source, message, weight } of evidence) {
    assert.match(source, /^[a-z]+(-[a-z]+)*$/);
    assert.doesNotMatch(message, /[{}]/);
    assert.equal(weight, Math.round(weight * 1e4) / 1e4);
  }
});

test('confidence is a probability', async () => {
  for (const { confidence } of containersIn(await rolesIn(SHOP))) {
    assert.ok(confidence > 0 && confidence <= 1);
    assert.equal(confidence, Math.round(confidence * 1e4) / 1e4);
  }
});

test('what the YAML does not name is null', async () => {
  const [workload] = await rolesIn('apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: nginx\n');
  assert.equal(workload?.name, null);
  assert.equal(workload.namespace, null);
  assert.equal(workload.containers[0]?.name, null);
  assert.deepEqual(workload.containers[0]?.range.start, { line: 4, character: 11 });
});

test('items of a List give one entry each, with their index in the path', async () => {
  const pod = (name: string) =>
    `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {containers: [{name: c, image: nginx}]}}`;
  const workloads = await rolesIn(`apiVersion: v1\nkind: List\nitems:\n- ${pod('one')}\n- ${pod('two')}\n`);
  assert.deepEqual(
    workloads.map(({ document, name, path }) => ({ document, name, path })),
    [
      { document: 0, name: 'one', path: ['items', 0, 'spec'] },
      { document: 0, name: 'two', path: ['items', 1, 'spec'] },
    ],
  );
});

test('the text report is a table per workload with its flows', async () => {
  const { out } = await podPatterns(['roles', '-'], { standardInput: SHOP });
  const lines = out.split('\n');
  assert.equal(lines[0], '-: Deployment web (shop)');
  assert.match(lines[1] ?? '', /^ {2}CONTAINER {2}ROLE +FUNCTION +SURE +BECAUSE$/);
  assert.match(lines[2] ?? '', /^ {2}log-agent {2}sidecar, native {2}log shipper {2}\d+ % +\S/);
  assert.match(lines[3] ?? '', /^ {2}web {8}main +\d+ %/);
  assert.equal(lines[4], '  web → log-agent  volume logs');
});

const MESHED = SHOP.replace(
  'metadata: {labels: {app: web}}',
  'metadata: {labels: {app: web}, annotations: {linkerd.io/inject: enabled}}',
);

test('what will be injected is reported apart from the containers', async () => {
  const [workload] = await rolesIn(MESHED);
  assert.deepEqual(workload?.injected, [
    { name: 'linkerd-init', role: 'init', function: 'network-setup', native: false, source: 'linkerd' },
    { name: 'linkerd-proxy', role: 'sidecar', function: 'mesh-proxy', native: true, source: 'linkerd' },
  ]);
  assert.equal(workload.containers.length, 2);
});

test('the text report marks what will be injected', async () => {
  const { out } = await podPatterns(['roles', '-'], { standardInput: MESHED });
  assert.match(out, /^ {2}\+ linkerd-proxy {2}sidecar, native {2}mesh proxy +injected by linkerd$/m);
});

test('a file without pods gives nothing', async () => {
  assert.deepEqual(await rolesIn('a: 1\n'), []);
  assert.equal((await podPatterns(['roles', '-'], { standardInput: 'a: 1\n' })).out, '');
});
