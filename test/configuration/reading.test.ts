import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { configurationText } from '../../server/src/features/configuration-values.js';
import { readProjectFile } from '../../server/src/features/project-file.js';
import { readConfiguration } from '../../server/src/features/read-configuration.js';
import { settingsFor } from '../../server/src/features/settings.js';
import { openSource } from '../../server/src/syntax/source.js';

function fileOf(text: string) {
  return readProjectFile(openSource('file:///.pod-patterns.yaml', 0, text));
}

/** What is wrong in a text, each with the text that is underlined. */
function problemsIn(text: string): readonly string[] {
  return fileOf(text).problems.map((problem) => {
    const { start, end } = problem.span;
    return `${text.slice(start, end)}: ${configurationText(problem)}`;
  });
}

test('everything that a configuration can say is read', () => {
  const { configuration, problems } = fileOf(`
enable: false
profile: quiet
rules: {unused-volume: off, unknown-volume: hint, missing-image: "off"}
overrides:
- {files: a/**, containers: [web, "*-db"], roles: sidecar, rules: {unused-volume: error}}
exclude: vendor
images:
  Team/agent: {role: sidecar, function: log-shipper, ports: [2020]}
  registry.example:5000/*/exporter: adapter
staticPods: [nodes/, "*.static.yaml"]
kubernetesVersion: 1.30
nodeCapacity: {cpu: 16, memory: 64Gi}
maxFindingsPerFile: 5
inlayHints: {enabled: false}
`);
  assert.deepEqual(problems, []);
  assert.deepEqual(configuration, {
    enable: false,
    profile: 'quiet',
    rules: { 'unused-volume': 'off', 'unknown-volume': 'hint', 'missing-image': 'off' },
    overrides: [
      { files: ['a/**'], containers: ['web', '*-db'], roles: ['sidecar'], rules: { 'unused-volume': 'error' } },
    ],
    exclude: ['vendor'],
    images: [
      { repository: 'Team/agent', role: 'sidecar', function: 'log-shipper', ports: [2020] },
      { repository: 'registry.example:5000/*/exporter', role: 'adapter', function: 'other', ports: [] },
    ],
    staticPods: ['nodes/', '*.static.yaml'],
    kubernetesVersion: '1.30',
    nodeCapacity: { cpu: '16', memory: '64Gi' },
    maxFindingsPerFile: 5,
    inlayHints: { enabled: false },
  });
});

for (const [text, ...wrong] of [
  ['[1]', '[1]: a configuration is a map of settings'],
  ['enabled: true', "enabled: there is no setting 'enabled'; did you mean 'enable'?"],
  ['xyz: true', "xyz: there is no setting 'xyz'"],
  ['enable: 3', "3: 'enable' is true or false"],
  ['profile: loud', "loud: 'profile' is one of: recommended, strict, quiet"],
  ['rules: [a]', "[a]: 'rules' is a map"],
  ['rules: {unused-volum: off}', "unused-volum: there is no rule 'unused-volum'; did you mean 'unused-volume'?"],
  ['rules: {unused-volume: loud}', "loud: 'unused-volume' is one of: error, warning, information, hint, off"],
  ['overrides: {a: 1}', "{a: 1}: 'overrides' is a list"],
  ['overrides: [{files: a}]', '{files: a}: an override sets the severity of `rules`, which are missing'],
  ['overrides: [{file: a, rules: {}}]', "file: there is no setting 'file'; did you mean 'files'?"],
  ['overrides: [{files: [1], rules: {}}]', "[1]: 'files' is a text or a list of texts"],
  [
    'overrides: [{roles: [main, helper], rules: {}}]',
    "[main, helper]: 'roles' is one of: main, sidecar, ambassador, adapter, init",
  ],
  ['exclude: {a: b}', "{a: b}: 'exclude' is a text or a list of texts"],
  ['staticPods: true', "true: 'staticPods' is a text or a list of texts"],
  ['images: {a/b:1.2: sidecar}', "a/b:1.2: 'a/b:1.2' is no image repository: leave out tag, digest and blanks"],
  ['images: {nginx:1: main}', "nginx:1: 'nginx:1' is no image repository: leave out tag, digest and blanks"],
  ['images: {a/b: helper}', "helper: 'a/b' is one of: main, sidecar, ambassador, adapter, init"],
  ['images: {a/b: {ports: [1]}}', '{ports: [1]}: what is said of an image begins with its `role`'],
  ['images: {a/b: {role: main, ports: [0, 80]}}', '0: a port is a number from 1 to 65535'],
  [
    'images: {a/b: {role: ambassador, function: app}}',
    "app: 'app' is no function of this role; those are: outbound-proxy, db-proxy",
  ],
  ['kubernetesVersion: new', "new: 'kubernetesVersion' is latest or a version such as 1.34"],
  ['nodeCapacity: {memory: 64GB}', "64GB: 'memory' is a quantity such as 16 or 64Gi"],
  ['maxFindingsPerFile: 0', "0: 'maxFindingsPerFile' is a whole number above zero"],
  ['inlayHints: {enable: true}', "enable: there is no setting 'enable'; did you mean 'enabled'?"],
] as const) {
  test(`told: ${text}`, () => assert.deepEqual(problemsIn(text), wrong));
}

test('what is understood counts beside what is not', () => {
  const { configuration } = fileOf(
    'rules: {unused-volume: loud, unknown-volume: off}\nprofile: 7\nimages: {a: x, b: main}\n',
  );
  assert.deepEqual(configuration.rules, { 'unknown-volume': 'off' });
  assert.equal(configuration.profile, undefined);
  assert.deepEqual(
    configuration.images?.map(({ repository }) => repository),
    ['b'],
  );
});

test('an empty file, and keys with nothing behind them, say nothing', () => {
  for (const text of ['', '# only a comment\n', '---\n', 'rules:\nimages:\nprofile:\n']) {
    assert.deepEqual(fileOf(text).problems, [], text);
    assert.deepEqual(fileOf(text).configuration, {}, text);
  }
});

test('a configuration behind an empty document is found, and its problems with it', () => {
  assert.deepEqual(problemsIn('# comment\n---\nprofil: strict\n'), [
    "profil: there is no setting 'profil'; did you mean 'profile'?",
  ]);
});

test('aliases that grow, or stand in themselves, do no harm', () => {
  const bomb = ['a0: &a0 [x, x]', ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];
  assert.ok(fileOf(bomb.join('\n')).problems.length > 0);
  assert.ok(fileOf('rules: &r {unused-volume: *r}\n').problems.length > 0);
});

test('no value makes reading throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('', 'rules', 'overrides', 'images', 'nodeCapacity'), (value, key) => {
      const { configuration } = readConfiguration(key === '' ? value : { [key]: value, exclude: value });
      settingsFor('file:///a/b.yaml', [{ configuration, folder: 'file:///a' }]);
    }),
  );
});

test('no text makes reading throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void fileOf(`rules: ${text}`)));
});
