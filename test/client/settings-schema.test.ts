import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { rules } from '../../server/src/analysis/rules/index.js';
import type { Rule } from '../../server/src/analysis/rules/rule.js';
import { defaultOf, KUBERNETES_VERSIONS } from '../../server/src/features/configuration-schema.js';
import { korean } from '../../server/src/features/l10n/ko/korean.js';
import { DEFAULT_SETTINGS, readSettings } from '../../server/src/features/settings.js';
import { settingsSchema } from '../../server/src/features/settings-schema.js';

const SAMPLE_RULE: Rule = {
  id: 'sample-rule',
  meta: {
    title: 'Something is odd',
    severity: 'hint',
    since: '0.1.0',
    docs: '',
    references: [],
    messages: {},
    examples: { bad: [], good: [] },
  },
  check: () => [],
};

const { configuration, texts } = settingsSchema(rules);
const properties = Object(configuration['properties']) as Readonly<Record<string, { readonly default: unknown }>>;

if (process.env['UPDATE'] === '1') update();

test('the manifest has the settings that the code knows (UPDATE=1 writes them)', () => {
  assert.deepEqual(readJson('package.json')['contributes'].configuration, configuration);
});

test('the manifest has their English texts (UPDATE=1 writes them)', () => {
  assert.deepEqual(withSettings(readJson('package.nls.json')), texts);
});

test('the manifest has the texts of the rules in Korean (UPDATE=1 writes them)', () => {
  const written = Object.entries(readJson('package.nls.ko.json')).filter(([key]) => key.startsWith('settings.rules.'));
  assert.deepEqual(Object.fromEntries(written), koreanRuleTexts());
});

test('each setting says what it does, where it holds and what it is unless set', () => {
  for (const [name, schema] of Object.entries(properties)) {
    const missing = ['scope', 'default', 'type', 'order', 'markdownDescription'].filter((key) => !(key in schema));
    assert.deepEqual(missing, [], name);
  }
});

test('the defaults of the manifest are those of the server', () => {
  const values = Object.entries(properties).map(([name, schema]) => [name.replace('podPatterns.', ''), schema.default]);
  const { 'inlayHints.enabled': enabled, ...given } = Object.fromEntries(values);
  const settings = { ...given, inlayHints: { enabled } };
  assert.deepEqual(readSettings(settings), DEFAULT_SETTINGS);
});

test('the offered Kubernetes versions are ones that the server reads, in order', () => {
  assert.deepEqual(
    KUBERNETES_VERSIONS.map(minorOf),
    [...KUBERNETES_VERSIONS.keys()].map((index) => index + 24),
  );
  for (const version of KUBERNETES_VERSIONS) {
    assert.equal(readSettings({ kubernetesVersion: version }).kubernetesVersion, version);
  }
});

test('a rule can be set to each severity and switched off, and says its default', () => {
  const { configuration: configured, texts: described } = settingsSchema([SAMPLE_RULE]);
  const schema = Object(configured['properties'])['podPatterns.rules'].properties['sample-rule'];
  assert.deepEqual(schema.enum, ['error', 'warning', 'information', 'hint', 'off']);
  assert.equal(schema.default, 'hint');
  assert.equal(schema.markdownDescription, '%settings.rules.sample-rule%');
  assert.equal(described['settings.rules.sample-rule'], 'Something is odd (default: `hint`).');
});

function update(): void {
  const manifest = readJson('package.json');
  write('package.json', { ...manifest, contributes: { ...manifest['contributes'], configuration } });
  const others = Object.entries(readJson('package.nls.json')).filter(([key]) => !key.startsWith('settings.'));
  write('package.nls.json', { ...Object.fromEntries(others), ...texts });
  const inKorean = Object.entries(readJson('package.nls.ko.json')).filter(
    ([key]) => !key.startsWith('settings.rules.'),
  );
  write('package.nls.ko.json', { ...Object.fromEntries(inKorean), ...koreanRuleTexts() });
}

/** As in English: the rule's title and its default. */
function koreanRuleTexts(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rules.map((rule) => [
      `settings.rules.${rule.id}`,
      `${korean[`${rule.id}.title`]}(기본값: \`${defaultOf(rule)}\`).`,
    ]),
  );
}

function withSettings(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith('settings.')));
}

function minorOf(version: string): number {
  return Number(version.replace('1.', ''));
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
