import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rules } from '../../server/src/analysis/rules/index.js';
import { rulePage, rulePages, rulesIndex, rulesTable } from '../../server/src/features/rule-page.js';
import { ruleUrl } from '../../server/src/features/rule-url.js';

const DOCS = 'docs/rules';
const README = 'README.md';
const TABLE = /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/;

const pages = new Map([
  ['README.md', rulesIndex()],
  ...rules.map((rule) => [`${rule.id}.md`, rulePage(rule)] as const),
]);

for (const [name, page] of pages) {
  test(`${DOCS}/${name} is up to date`, () => {
    const path = join(DOCS, name);
    if (process.env['UPDATE']) {
      mkdirSync(DOCS, { recursive: true });
      writeFileSync(path, page);
    }
    assert.ok(existsSync(path), 'run UPDATE=1 npm run test:unit');
    assert.equal(readFileSync(path, 'utf8'), page, 'run UPDATE=1 npm run test:unit');
  });
}

test('no page is left of a rule that is gone', () => {
  assert.deepEqual(readdirSync(DOCS).sort(), [...pages.keys()].sort());
});

test('the table of rules in the README is up to date', () => {
  const text = readFileSync(README, 'utf8');
  assert.match(text, TABLE);
  const current = text.replace(TABLE, (_, open: string, close: string) => `${open}\n${rulesTable()}\n\n${close}`);
  if (process.env['UPDATE'] && current !== text) writeFileSync(README, current);
  assert.equal(process.env['UPDATE'] ? current : text, current, 'run UPDATE=1 npm run test:unit');
});

test('the editor shows the pages in English and Korean', () => {
  assert.match(rulePages('en')['unused-volume'] ?? '', /^## Reported$/m);
  assert.match(rulePages('ko')['unused-volume'] ?? '', /^## 문제로 보고되는 예$/m);
});

test('a page stands where diagnostics point to', () => {
  assert.equal(ruleUrl('unused-volume'), 'https://pod-patterns.io/rules/unused-volume');
});
