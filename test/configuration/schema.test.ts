import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { rules } from '../../server/src/analysis/rules/index.js';
import { CONFIGURATION_KEYS } from '../../server/src/features/configuration.js';
import { projectFileSchema } from '../../server/src/features/configuration-schema.js';
import { configurationTable } from '../../server/src/features/configuration-tables.js';
import { configurationText } from '../../server/src/features/configuration-values.js';
import { readProjectFile } from '../../server/src/features/project-file.js';
import { openSource } from '../../server/src/syntax/source.js';

const SCHEMA = 'schemas/pod-patterns.schema.json';
const PAGE = 'docs/configuration.md';
const TABLE = /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/;

const written = `${JSON.stringify(projectFileSchema(rules), null, 2)}\n`;
const page = readFileSync(PAGE, 'utf8');
const currentPage = page.replace(
  TABLE,
  (_, open: string, close: string) => `${open}\n${configurationTable()}\n\n${close}`,
);

if (process.env['UPDATE'] === '1') {
  writeFileSync(SCHEMA, written);
  writeFileSync(PAGE, currentPage);
}

test('the schema of the configuration file is up to date (UPDATE=1 writes it)', () => {
  assert.ok(existsSync(SCHEMA));
  assert.equal(readFileSync(SCHEMA, 'utf8'), written);
});

test('it has every key, each with what it does', () => {
  const { properties } = projectFileSchema(rules) as { readonly properties: Readonly<Record<string, object>> };
  assert.deepEqual(Object.keys(properties), [...CONFIGURATION_KEYS]);
  const silent = Object.entries(properties).filter(([, schema]) => !JSON.stringify(schema).includes('"description"'));
  assert.deepEqual(silent, []);
});

test('the extension gives it to editors of YAML', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(contributes.yamlValidation, [{ fileMatch: '.pod-patterns.yaml', url: `./${SCHEMA}` }]);
});

test('the table of settings in the manual is up to date (UPDATE=1 writes it)', () => {
  assert.match(page, TABLE);
  assert.equal(readFileSync(PAGE, 'utf8'), currentPage);
});

test('the examples in the manual are configurations without a mistake', () => {
  const examples = [...page.matchAll(/```yaml\n# \.pod-patterns\.yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  assert.ok(examples.length >= 3);
  for (const example of examples) {
    const { problems } = readProjectFile(openSource('file:///.pod-patterns.yaml', 0, example));
    assert.deepEqual(
      problems.map((problem) => configurationText(problem)),
      [],
      example,
    );
  }
});
