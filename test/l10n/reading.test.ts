import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findingsOf, findingText } from '../../server/src/features/diagnostics.js';
import { fixesOf, fixText } from '../../server/src/features/fixes.js';
import { hoverAt } from '../../server/src/features/hover/hover.js';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { openSource, type SourceDocument } from '../../server/src/syntax/source.js';

const translation = translationOf('ko');

for (const name of readdirSync('samples').filter((file) => file.endsWith('.yaml'))) {
  test(`nothing English is said about ${name}`, () => {
    const text = readFileSync(`samples/${name}`, 'utf8');
    const source = openSource(`file:///${name}`, 0, text);
    const lines = [...hoverLines(source, text), ...findingLines(source)];
    assert.ok(lines.some((line) => /\p{Script=Hangul}/u.test(line)));
    assert.deepEqual(
      lines.filter((line) => isEnglish(line)),
      [],
    );
  });
}

test('a sentence that was left in English is seen', () => {
  assert.ok(isEnglish("\\+ image 'nginx' is an application of its own · 3행"));
  assert.ok(!isEnglish('**포트** `80` · `web server or so` · TCP'));
});

/** Names of containers, paths and code stay what they are; three Latin words in a row are a sentence. */
function isEnglish(line: string): boolean {
  const said = line.replace(/`[^`]*`|'[^']*'/g, '·');
  return /\b[a-z]{2,} (?:an? )?[a-z]{2,} [a-z]{3,}/i.test(said);
}

/** The lines of every hover in a file, each hover once. */
function hoverLines(source: SourceDocument, text: string): readonly string[] {
  const markdown = new Set<string>();
  for (const { index } of text.matchAll(/[\w-]+/g)) {
    const hover = hoverAt(source, index, { translation });
    if (hover) markdown.add(hover.markdown);
  }
  return [...markdown].flatMap((each) => each.split('\n'));
}

function findingLines(source: SourceDocument): readonly string[] {
  return findingsOf(source, DEFAULT_SETTINGS).flatMap((finding) => [
    findingText(finding, translation),
    ...fixesOf(finding).map((fix) => fixText(fix, translation)),
  ]);
}
