// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places of snippets look like those of template strings.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandSnippet, tabStopsOf } from '../support/snippets.js';

const VARIABLES = { TM_FILENAME_BASE: 'Shop-Web' };

for (const [body, text] of [
  ['name: ${1:app}', 'name: app'],
  ['$1 and ${1:app} and $1', 'app and app and app'],
  ['${1:a}${1:b}', 'aa'],
  ['${1:${2:web}-agent} for $2', 'web-agent for web'],
  ['${1|Never,OnFailure|}', 'Never'],
  ['$0${3}.', '.'],
  ['$TM_FILENAME_BASE', 'Shop-Web'],
  ['${TM_FILENAME_BASE:app} ${TM_LINE_INDEX:0}', 'Shop-Web 0'],
  ['${1:${TM_FILENAME_BASE/(.*)/${1:/downcase}/}}: $1', 'shop-web: shop-web'],
  ['${TM_FILENAME_BASE/(p-)|([A-Z])/${1:+_}${2:/downcase}/g}', 'sho_web'],
  ['echo \\$HOME \\${1} {a: {b: c}} \\\\n', 'echo $HOME ${1} {a: {b: c}} \\n'],
  ['${1:{a: b\\}}', '{a: b}'],
] as const) {
  test(`'${body}' expands to '${text}'`, () => assert.equal(expandSnippet(body, VARIABLES), text));
}

test('tab stops are counted wherever they stand', () => {
  assert.deepEqual(tabStopsOf('${3:${2:x}} $1 ${3:y} ${4|a,b|}'), [1, 2, 3, 4]);
});

for (const body of ['$(date)', '${1:open', '${1/(.*)/x/}', '${TM_FILENAME_BASE/(.*)/${1:/upcase}/}']) {
  test(`'${body}' is refused`, () => assert.throws(() => expandSnippet(body, VARIABLES), SyntaxError));
}
