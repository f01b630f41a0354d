import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { ContainerReport, EvidenceReport, WorkloadReport } from '../../server/src/cli/reporters/role-report.js';
import { folderWith, podPatterns, SHOP } from './program.js';

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

const UNSURE = `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
  - name: one
    image: registry.example/proxy
  - name: two # pod-patterns-role: adapter
    image: registry.example/sync
`;

test('a guess has a question mark, and 100 % is for what is settled', async () => {
  const { out } = await podPatterns(['roles', '-'], { standardInput: UNSURE });
  assert.match(out, /^ {2}one {8}main\? +\d\d % {2}/m);
  assert.match(out, /^ {2}two {8}adapter .+ 100 % {2}is declared an adapter/m);
  const { out: shop } = await podPatterns(['roles', '-'], { standardInput: SHOP });
  assert.match(shop, /^ {2}log-agent .+ \d\d % {2}/m);
});

test('JSON tells what comes next, and who settled a role', async () => {
  const [one, two] = containersIn(await rolesIn(UNSURE));
  assert.equal(one?.settledBy, null);
  assert.equal(one.runnerUp?.role, 'sidecar');
  assert.ok(one.runnerUp.confidence > 0 && one.runnerUp.confidence < one.confidence);
  assert.equal(two?.settledBy, 'person');
});

test('colours are for terminals, and change no word', async () => {
  const plain = await podPatterns(['roles', '-'], { standardInput: SHOP });
  const coloured = await podPatterns(['roles', '-'], { standardInput: SHOP, colors: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how colours are written.
  const withoutColours = (text: string) => text.replace(/\u001b\[\d+m/g, '');
  assert.ok(coloured.out.includes('\u001b[32msidecar, native\u001b[0m  log shipper'), coloured.out);
  assert.ok(!plain.out.includes('\u001b'));
  assert.equal(withoutColours(coloured.out), plain.out);
  const explained = await podPatterns(['roles', '--explain', 'web', '-'], { standardInput: SHOP, colors: true });
  assert.ok(explained.out.includes('web\u001b[0m: \u001b[34mmain\u001b[0m'), explained.out);
});

test('a role is explained by all its reasons with their places, and by what would change it', async () => {
  const { status, out } = await podPatterns(['roles', '--explain', 'log-agent', '-'], { standardInput: SHOP });
  assert.equal(status, 0);
  const lines = out.split('\n');
  assert.equal(lines[0], '-:17:15: Deployment web (shop)');
  assert.match(lines[1] ?? '', /^ {2}log-agent: sidecar · log shipper · native, quite sure, \d\d %$/);
  assert.match(out, /^ {2}\+ {2}image 'fluent-bit' is a log shipper {2,}-:18:16$/m);
  const places = lines.flatMap((line) => (/^ {2}[+−] /.test(line) ? line.lastIndexOf('  -:') : []));
  assert.ok(places.length >= 3);
  assert.deepEqual([...new Set(places)].length, 1, out);
  assert.match(lines.at(-2) ?? '', /\b(?:Without the first|Even without its three strongest) .+ it would be an? .+\.$/);
  assert.ok(!out.includes('web:'));
});

test('a guess is explained as one', async () => {
  const { out } = await podPatterns(['roles', '--explain', 'one', '-'], { standardInput: UNSURE });
  assert.match(out, /^ {2}one: main\?, no more than a guess, \d\d %$/m);
  assert.match(out, /^ {2}− {2}image 'proxy' is named as proxies are {2,}-:7:12$/m);
  assert.match(out, /^ {2}Runner-up: sidecar, \d\d %\. Even without these reasons it would be a main container\.$/m);
  assert.match(out, /^ {2}Wrong\? The comment '# pod-patterns-role: <role>' above it/m);
  const declared = await podPatterns(['roles', '--explain', 'two', '-'], { standardInput: UNSURE });
  assert.match(declared.out, /^ {2}two: adapter.*, declared in the manifest, 100 %$/m);
  assert.match(declared.out, /^ {2}Without the declaration it would be .+, \d\d %\.$/m);
});

test('an explanation in Korean', async () => {
  const { out } = await podPatterns(['roles', '--explain', 'one', '--locale', 'ko', '-'], { standardInput: UNSURE });
  assert.match(out, /^ {2}one: 메인\?, 추측일 뿐, \d\d %$/m);
  assert.match(out, /^ {2}다음 후보: 사이드카, \d\d %\. /m);
});

test('every container of the name is explained, in every file; one without a name by its place', async (context) => {
  const folder = folderWith(context, {
    'a.yaml': UNSURE,
    'b.yaml': UNSURE,
    'c.yaml': UNSURE.replace('name: one\n    image', 'image'),
  });
  const { out } = await podPatterns(['roles', '--explain', 'one', folder]);
  assert.deepEqual(
    out.match(/\S+(?=: Pod shop$)/gm),
    ['a', 'b'].map((name) => `${folder}/${name}.yaml:6:11`),
  );
  const nameless = await podPatterns(['roles', '--explain', 'containers[0]', folder]);
  assert.match(nameless.out, /c\.yaml:6:12: Pod shop\n {2}containers\[0\]: main/);
});

test('a name that no container has is told with the nearest one', async () => {
  const explain = (name: string, ...args: string[]) =>
    podPatterns(['roles', '--explain', name, ...args, '-'], { standardInput: MESHED });
  assert.deepEqual(await explain('log-agnt'), {
    status: 2,
    out: '',
    complaints: "pod-patterns: no container is named 'log-agnt'; did you mean 'log-agent'?\n",
  });
  assert.equal(
    (await explain('log')).complaints,
    (await explain('log-agnt')).complaints.replace("'log-agnt'", "'log'"),
  );
  assert.equal((await explain('database')).complaints, "pod-patterns: no container is named 'database'\n");
  assert.match((await explain('linkerd-proxy')).complaints, /^pod-patterns: 'linkerd-proxy' is injected by linkerd, /);
  assert.match((await explain('log-agnt', '--locale', 'ko')).complaints, /'log-agent' 컨테이너를 찾으셨나요\?\n$/);
});

test('the nearest of many names is found', async () => {
  const pods = Array.from({ length: 250 }, (_, index) => UNSURE.replace('name: one', `name: agent-${index}-x`));
  const standardInput = [...pods, UNSURE.replace('name: one', 'name: database')].join('---\n');
  const { complaints } = await podPatterns(['roles', '--explain', 'databse', '-'], { standardInput });
  assert.match(complaints, /did you mean 'database'\?/);
});

test('JSON is narrowed to the containers of the name', async () => {
  const explain = async (name: string) => {
    const { status, out } = await podPatterns(['roles', '-f', 'json', '--explain', name, '-'], { standardInput: SHOP });
    return { status, workloads: JSON.parse(out).workloads };
  };
  const { status, workloads } = await explain('web');
  assert.equal(status, 0);
  const [all] = await rolesIn(SHOP);
  assert.deepEqual(workloads, [{ ...all, containers: all?.containers.filter(({ name }) => name === 'web') }]);
  assert.deepEqual(await explain('wb'), { status: 2, workloads: [] });
});

test('the process explains into a pipe without colours, and ends with its status', () => {
  const explain = (name: string) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'server/src/cli/main.ts', 'roles', '--explain', name, '-'], {
      env: { ...process.env, LC_ALL: 'C' },
      input: SHOP,
      encoding: 'utf8',
    });
  const known = explain('web');
  assert.equal(known.status, 0, known.stderr);
  assert.match(known.stdout, /^-:\d+:\d+: Deployment web \(shop\)\n {2}web: main, /);
  const unknown = explain('wbe');
  assert.equal(unknown.status, 2);
  assert.equal(unknown.stdout, '');
  assert.equal(unknown.stderr, "pod-patterns: no container is named 'wbe'; did you mean 'web'?\n");
});
