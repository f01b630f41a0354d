import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { BROKEN, folderWith, podPatterns, SHOP } from './program.js';

interface Found {
  readonly rule: string;
  readonly severity: string;
}

/** Severities of what `lint` says about the unknown volume, by file. */
async function lint(folder: string, ...args: readonly string[]) {
  const outcome = await podPatterns(['lint', '--format', 'json', ...args, folder]);
  const { files } = JSON.parse(outcome.out || '{"files":[]}');
  const severities = Object.fromEntries(
    files.map(({ file, findings }: { readonly file: string; readonly findings: readonly Found[] }) => [
      file.slice(folder.length + 1),
      findings.filter(({ rule }) => rule === 'unknown-volume').map(({ severity }) => severity),
    ]),
  );
  return { ...outcome, severities };
}

test('the files around each file configure it, the nearer ones before the others', async (context) => {
  const folder = folderWith(context, {
    '.git/HEAD': '',
    '.pod-patterns.yaml': 'rules: {unknown-volume: warning}\n',
    'a.yaml': BROKEN,
    'deep/er/b.yaml': BROKEN,
    'near/.pod-patterns.yaml': 'rules: {unknown-volume: off}\n',
    'near/c.yaml': BROKEN,
  });
  const { severities, status, complaints } = await lint(folder);
  assert.deepEqual(severities, { 'a.yaml': ['warning'], 'deep/er/b.yaml': ['warning'], 'near/c.yaml': [] });
  assert.deepEqual([status, complaints], [0, '']);
});

test('nothing is looked for above the repository', async (context) => {
  const folder = folderWith(context, {
    '.pod-patterns.yaml': 'rules: {unknown-volume: off}\n',
    'repository/.git/HEAD': '',
    'repository/a.yaml': BROKEN,
  });
  assert.deepEqual((await lint(folder)).severities, { 'repository/a.yaml': ['error'] });
});

test('the command line goes before all of it', async (context) => {
  const folder = folderWith(context, {
    '.git/HEAD': '',
    '.pod-patterns.yaml': 'overrides:\n- containers: web\n  rules: {unknown-volume: off}\nkubernetesVersion: 1.24\n',
    'a.yaml': BROKEN,
  });
  assert.deepEqual((await lint(folder)).severities, { 'a.yaml': [] });
  assert.deepEqual((await lint(folder, '--rule', 'unknown-volume=hint')).severities, { 'a.yaml': ['hint'] });
  assert.deepEqual((await lint(folder, '--no-config')).severities, { 'a.yaml': ['error'] });
});

test('one file may be named instead', async (context) => {
  const folder = folderWith(context, {
    '.git/HEAD': '',
    '.pod-patterns.yaml': 'rules: {unknown-volume: off}\n',
    'ci.yml': 'overrides: [{files: a.yaml, rules: {unknown-volume: information}}]\n',
    'a.yaml': BROKEN,
    'b.yaml': BROKEN,
  });
  const { severities, status } = await lint(folder, '--config', join(folder, 'ci.yml'));
  assert.deepEqual(severities, { 'a.yaml': ['information'], 'b.yaml': ['error'], 'ci.yml': [] });
  assert.equal(status, 1);
  const missing = await lint(folder, '--config', join(folder, 'none.yaml'));
  assert.equal(missing.status, 2);
  assert.match(missing.complaints, /none\.yaml: no such file or folder\n$/);
  assert.equal((await lint(folder, '--config', 'x', '--no-config')).status, 2);
});

test('what is wrong with a configuration is told once with its place, and the rest of it counts', async (context) => {
  const folder = folderWith(context, {
    '.git/HEAD': '',
    '.pod-patterns.yaml': 'rules:\n  unknown-volum: off\n  unknown-volume: hint\nimages:\n  a/b:1: sidecar\n',
    'a.yaml': BROKEN,
    'b.yaml': BROKEN,
  });
  const { severities, status, complaints } = await lint(folder);
  assert.equal(status, 2);
  assert.deepEqual(severities, { 'a.yaml': ['hint'], 'b.yaml': ['hint'] });
  assert.match(
    complaints,
    /\.pod-patterns\.yaml:2:3: there is no rule 'unknown-volum'; did you mean 'unknown-volume'\?\n.*:5:3: 'a\/b:1' is no image/,
  );
  assert.equal(complaints.split('\n').length, 3);
});

test('a configuration that is no YAML is told', async (context) => {
  const folder = folderWith(context, { '.git/HEAD': '', '.pod-patterns.yaml': 'rules: {a: [\n', 'a.yaml': BROKEN });
  const { status, complaints } = await lint(folder);
  assert.equal(status, 2);
  assert.match(complaints, /\.pod-patterns\.yaml:\d+:\d+: no valid YAML/);
});

test('profiles and excluded files', async (context) => {
  const folder = folderWith(context, {
    '.git/HEAD': '',
    '.pod-patterns.yaml': 'profile: quiet\nexclude: [vendor]\n',
    'a.yaml': BROKEN,
    'vendor/b.yaml': BROKEN,
  });
  const found = async (...args: string[]) => {
    const { files } = JSON.parse((await lint(folder, ...args)).out);
    return files.map(({ findings }: { findings: readonly Found[] }) => [
      ...new Set(findings.map((each) => each.severity)),
    ]);
  };
  assert.deepEqual(await found(), [['error'], []]);
  const [strict] = await found('--profile', 'strict');
  assert.deepEqual(strict.sort(), ['error', 'information', 'warning']);
  assert.equal((await lint(folder, '--profile', 'loud')).status, 2);
});

test('static Pods are known by their folder, or by the configuration', async (context) => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  serviceAccountName: a\n  containers: []\n';
  const folder = folderWith(context, {
    '.git/HEAD': '',
    '.pod-patterns.yaml': 'staticPods: nodes/\n',
    'etc/kubernetes/manifests/a.yaml': pod,
    // What a lesson puts there.
    'etc/kubernetes/manifests/nginx.yaml': pod.replace(/^ {2}serviceAccountName.*\n/m, ''),
    'manifests/a.yaml': pod,
    'nodes/a.yaml': pod,
  });
  const { files } = JSON.parse((await lint(folder)).out);
  const told = files.filter(({ findings }: { findings: readonly Found[] }) =>
    findings.some(({ rule }) => rule === 'static-pod-references-api'),
  );
  assert.deepEqual(
    told.map(({ file }: { file: string }) => file.slice(folder.length + 1)),
    ['etc/kubernetes/manifests/a.yaml', 'nodes/a.yaml'],
  );
});

test('roles follow what the configuration says of images', async (context) => {
  const folder = folderWith(context, {
    '.git/HEAD': '',
    '.pod-patterns.yaml': 'images: {fluent/*: {role: adapter, function: format-converter}}\n',
    'shop.yaml': SHOP,
  });
  const roleOf = async (...args: string[]) => {
    const { out } = await podPatterns(['roles', '--format', 'json', ...args, folder]);
    const [workload] = JSON.parse(out).workloads;
    const agent = workload.containers.find(({ name }: { name: string }) => name === 'log-agent');
    return `${agent.role} ${agent.function} ${agent.evidence[0].source}`;
  };
  assert.equal(await roleOf(), 'adapter format-converter configured-image');
  assert.match(await roleOf('--no-config'), /^sidecar log-shipper /);
});

test('standard input lies in the current folder', async () => {
  const { out } = await podPatterns(['lint', '--format', 'json', '-'], { standardInput: BROKEN });
  assert.equal(JSON.parse(out).summary.errors, 1);
});

test('the list of rules is that of the project around', async (context) => {
  const folder = folderWith(context, {
    '.git/HEAD': '',
    '.pod-patterns.yaml':
      'rules: {unused-volume: error, unknown-volume: off}\noverrides:\n' +
      '- {rules: {missing-image: hint}}\n- {files: deploy/, rules: {invalid-image: hint}}\n' +
      '- {roles: init, rules: {duplicate-env: off}}\n',
    'deploy/.pod-patterns.yaml': 'rules: {unused-volume: information}\n',
    'wrong.yaml': 'rules: {unused-volum: off}\n',
  });
  const listed = async (place: string, ...args: string[]) => {
    const before = process.cwd();
    process.chdir(join(folder, place));
    try {
      const { out, status } = await podPatterns(['rules', '--format', 'json', ...args]);
      const rules: readonly { id: string; severity: string; enabled: boolean }[] = JSON.parse(out);
      const of = (wanted: string) =>
        rules.flatMap(({ id, severity, enabled }) => (id === wanted ? [enabled ? severity : 'off'] : []))[0];
      return { status, of };
    } finally {
      process.chdir(before);
    }
  };
  const root = await listed('.');
  assert.deepEqual(['unused-volume', 'unknown-volume', 'missing-image'].map(root.of), ['error', 'off', 'hint']);
  assert.notEqual(root.of('invalid-image'), 'hint');
  assert.notEqual(root.of('duplicate-env'), 'off');
  const deploy = await listed('deploy');
  assert.deepEqual(['unused-volume', 'unknown-volume', 'invalid-image'].map(deploy.of), ['information', 'off', 'hint']);
  assert.equal((await listed('.', '--rule', 'missing-image=off')).of('missing-image'), 'off');
  assert.notEqual((await listed('.', '--no-config')).of('unknown-volume'), 'off');
  assert.equal((await listed('.', '--config', 'wrong.yaml')).status, 2);
});

test('the list of rules follows a profile', async () => {
  const list = async (...args: string[]) =>
    JSON.parse((await podPatterns(['rules', '--format', 'json', ...args])).out) as readonly {
      readonly id: string;
      readonly severity: string;
      readonly enabled: boolean;
    }[];
  const unused = (rules: Awaited<ReturnType<typeof list>>) => rules.find(({ id }) => id === 'unused-volume');
  assert.deepEqual(unused(await list())?.enabled, true);
  assert.deepEqual(unused(await list('--profile', 'quiet'))?.enabled, false);
  assert.deepEqual(unused(await list('--profile', 'strict'))?.severity, 'information');
});
