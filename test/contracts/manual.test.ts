import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { NEEDS } from '../../server/src/analysis/contracts/contracts.js';
import { patternsPage } from '../../server/src/features/pattern-page.js';

const PAGE = 'docs/patterns.md';

test(`${PAGE} is up to date`, () => {
  const page = patternsPage();
  if (process.env['UPDATE']) writeFileSync(PAGE, page);
  assert.ok(existsSync(PAGE), 'run UPDATE=1 npm run test:unit');
  assert.equal(readFileSync(PAGE, 'utf8'), page, 'run UPDATE=1 npm run test:unit');
});

test('every link inside the page leads to a heading, and every need has one', () => {
  const page = patternsPage();
  const slug = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-');
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) => slug(title ?? ''));
  assert.equal(new Set(headings).size, headings.length);
  for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) assert.ok(headings.includes(anchor ?? ''), anchor);
  for (const { title } of NEEDS) assert.ok(page.includes(`\n### ${title}\n`), title);
});
