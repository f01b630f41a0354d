import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const CASES = 'test/grammar';

const require = createRequire(import.meta.url);
const runner = require.resolve('vscode-tmgrammar-test/dist/unit.js');
const yamlGrammar = require.resolve('tm-grammars/grammars/yaml.json');

// The runner takes our grammars, and where they are injected, from the `contributes` of package.json.
for (const file of readdirSync(CASES).filter((name) => name.endsWith('.yaml'))) {
  test(`${file} is coloured as marked`, () => {
    const run = spawnSync(process.execPath, [runner, '--grammar', yamlGrammar, `${CASES}/${file}`], {
      encoding: 'utf8',
    });
    assert.equal(run.status, 0, `${run.stdout}${run.stderr}`);
  });
}
