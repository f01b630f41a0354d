import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Configuration, ConfigurationLayer } from '../../server/src/features/configuration.js';
import { fitsGlob, fitsPathGlob, globOf } from '../../server/src/features/glob.js';
import { foldersAround } from '../../server/src/features/project-file.js';
import { DEFAULT_SETTINGS, settingsFor } from '../../server/src/features/settings.js';

const FILE = 'file:///work/shop/deploy/web.yaml';

function layer(configuration: Configuration, folder: string | undefined = 'file:///work/shop'): ConfigurationLayer {
  return { configuration, folder };
}

test('nothing said is the default', () => {
  assert.equal(settingsFor(FILE, []), DEFAULT_SETTINGS);
  assert.deepEqual(settingsFor(FILE, [layer({})]), DEFAULT_SETTINGS);
});

test('of single values the last one counts, maps are joined, lists are strung together', () => {
  const settings = settingsFor(FILE, [
    layer({
      profile: 'strict',
      kubernetesVersion: '1.30',
      rules: { 'unused-volume': 'hint', 'missing-image': 'off' },
      nodeCapacity: { cpu: '8', memory: '1Gi' },
      overrides: [{ rules: { 'unused-volume': 'off' } }],
      inlayHints: { enabled: false },
    }),
    layer({
      profile: 'quiet',
      rules: { 'unused-volume': 'error' },
      nodeCapacity: { cpu: '16' },
      overrides: [{ roles: ['main'], rules: { 'missing-image': 'hint' } }],
    }),
  ]);
  assert.deepEqual(settings, {
    ...DEFAULT_SETTINGS,
    profile: 'quiet',
    kubernetesVersion: '1.30',
    rules: { 'unused-volume': 'error', 'missing-image': 'off' },
    nodeCapacity: { cpu: '16', memory: '1Gi' },
    overrides: [{ rules: { 'unused-volume': 'off' } }, { roles: ['main'], rules: { 'missing-image': 'hint' } }],
    inlayHints: false,
  });
});

test('of images with one name the last one counts', () => {
  const image = (repository: string, role: 'sidecar' | 'adapter') =>
    ({ repository, role, function: 'other', ports: [] }) as const;
  const { images } = settingsFor(FILE, [
    layer({ images: [image('team/a', 'sidecar'), image('team/b', 'sidecar')] }),
    layer({ images: [image('Team/A', 'adapter')] }),
  ]);
  assert.deepEqual(
    images.map(({ repository, role }) => `${repository} ${role}`),
    ['Team/A adapter', 'team/b sidecar'],
  );
});

test('overrides hold for files of their globs, seen from the folder of the configuration', () => {
  const holds = (files: readonly string[], folder?: string) =>
    settingsFor(FILE, [layer({ overrides: [{ files, rules: {} }] }, folder)]).overrides.length === 1;
  assert.ok(holds(['deploy/*.yaml']));
  assert.ok(holds(['web.yaml']));
  assert.ok(holds(['nothing', 'deploy/']));
  assert.ok(holds(['*.yaml'], 'file:///work'));
  assert.ok(holds(['shop/deploy'], 'file:///work'));
  assert.ok(!holds(['shop/deploy']));
  assert.ok(!holds(['/web.yaml']));
  assert.ok(holds(['/deploy/web.yaml']));
});

test('excluded files are not analyzed, whatever is said elsewhere', () => {
  assert.equal(settingsFor(FILE, [layer({ exclude: ['deploy'] }), layer({ enable: true })]).enable, false);
  assert.equal(settingsFor(FILE, [layer({ exclude: ['other'] })]).enable, true);
  assert.equal(settingsFor(FILE, [layer({ enable: false }), layer({ enable: true })]).enable, true);
});

for (const [uri, isStatic] of [
  ['file:///etc/kubernetes/manifests/etcd.yaml', true],
  ['file:///work/image/rootfs/etc/kubernetes/manifests/etcd.yaml', true],
  ['file:///var/lib/rancher/rke2/agent/pod-manifests/etcd.yaml', true],
  ['file:///etc/kubernetes/manifests/old/etcd.yaml', false],
  ['file:///work/kubernetes/manifests/etcd.yaml', false],
  ['file:///work/shop/manifests/etcd.yaml', false],
  ['file:///var/lib/rancher/k3s/server/manifests/etcd.yaml', false],
] as const) {
  test(`${uri} ${isStatic ? 'is' : 'is not'} a file of kubelets by its place`, () => {
    assert.equal(settingsFor(uri, []).staticPods, isStatic);
    assert.equal(settingsFor(uri, [layer({ profile: 'quiet' })]).staticPods, isStatic);
  });
}

test('files of kubelets can be named, by any of the configurations', () => {
  assert.ok(settingsFor(FILE, [layer({ staticPods: ['deploy'] }), layer({ staticPods: [] })]).staticPods);
  assert.ok(settingsFor(FILE, [layer({ staticPods: ['nodes/'] }), layer({ staticPods: ['*.yaml'] })]).staticPods);
  assert.ok(!settingsFor(FILE, [layer({ staticPods: ['nodes/'] })]).staticPods);
  assert.ok(settingsFor(FILE, [layer({ staticPods: ['shop/deploy/*.yaml'] }, 'file:///work')]).staticPods);
});

test('addresses may be escaped in several ways', () => {
  const settings = settingsFor('file:///c%3A/my%20shop/web.yaml', [
    { configuration: { exclude: ['/web.yaml'] }, folder: 'file:///c:/my%20shop' },
  ]);
  assert.equal(settings.enable, false);
});

for (const [glob, path, fits] of [
  ['*.yaml', 'a/b/c.yaml', true],
  ['./a/*.yaml', 'a/c.yaml', true],
  ['a/*.yaml', 'a/b/c.yaml', false],
  ['a/**/*.yaml', 'a/b/c.yaml', true],
  ['a/**/*.yaml', 'a/c.yaml', true],
  ['vendor', 'a/vendor/c.yaml', true],
  ['vendor/', 'vendor/deep/c.yaml', true],
  ['vendor', 'vendors/c.yaml', false],
  ['.github', '.github/c.yaml', true],
  ['{a,b}/*', 'b/c.yaml', true],
  ['!a.yaml', 'b.yaml', false],
  ['[', 'a.yaml', false],
] as const) {
  test(`path glob '${glob}' ${fits ? 'fits' : 'does not fit'} '${path}'`, () => {
    assert.equal(fitsPathGlob(glob, path), fits);
  });
}

test('globs of names', () => {
  assert.ok(fitsGlob('*-agent', 'log-agent'));
  assert.ok(fitsGlob('{web,shop}-?', 'shop-1'));
  assert.ok(!fitsGlob('*-agent', 'log-agents'));
  assert.ok(!fitsGlob('x'.repeat(100_000), 'x'));
});

for (const [uri, roots, folders] of [
  ['file:///a/b/c.yaml', ['file:///a'], ['file:///a', 'file:///a/b']],
  ['file:///a/b/c.yaml', ['file:///a/', 'file:///a/b'], ['file:///a/b']],
  ['file:///a/b/c.yaml', [], ['file://', 'file:///a', 'file:///a/b']],
  ['file:///ab/c.yaml', ['file:///a'], ['file://', 'file:///ab']],
  ['vscode-vfs://github/o/r/x.yaml', ['vscode-vfs://github/o/r'], ['vscode-vfs://github/o/r']],
  ['untitled:Untitled-1', ['file:///a', 'file:///b'], ['file:///a']],
  ['untitled:Untitled-1', [], []],
] as const) {
  test(`folders around ${uri} in ${roots.join(', ') || 'no folder'}`, () => {
    assert.deepEqual(foldersAround(uri, roots), folders);
  });
}

test('the glob of one file fits that file alone', () => {
  for (const path of ['pod.json', 'a/[x] {y}.json', 'a/!(b)+c*.json', '!x.json', 'a|b/c?.json']) {
    assert.ok(fitsPathGlob(globOf(path), path), path);
    assert.ok(!fitsPathGlob(globOf(path), `other/${path}`), path);
  }
  assert.ok(!fitsPathGlob(globOf('a/*.json'), 'a/b.json'));
});
