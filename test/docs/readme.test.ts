import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/architecture.md',
  'docs/testing.md',
  'samples/README.md',
];

const readme = readFileSync('README.md', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

test('the README tells every setting with its default', () => {
  for (const [name, { default: value }] of Object.entries<{ default: unknown }>(
    manifest.contributes.configuration.properties,
  )) {
    assert.ok(
      readme.includes(`| \`${name}\` | \`${typeof value === 'object' ? JSON.stringify(value) : value}\` |`),
      name,
    );
  }
});

test('the README tells every command', () => {
  const titles = JSON.parse(readFileSync('package.nls.json', 'utf8'));
  for (const { title } of manifest.contributes.commands) {
    assert.ok(readme.includes(`**${titles[title.slice(1, -1)]}**`), title);
  }
});

for (const page of [...PAGES, ...readdirSync('docs/rules').map((name) => `docs/rules/${name}`)]) {
  test(`links of ${page} lead to files that exist`, () => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, link]) => link ?? '',
    );
    assert.deepEqual(
      links.filter((link) => !existsSync(join(dirname(page), link))),
      [],
    );
  });
}
