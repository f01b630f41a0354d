import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/analysis/analyze.js';
import { fieldNames } from '../../server/src/analysis/model/field-names.js';
import { readManifests } from '../../server/src/analysis/model/read.js';
import { rules } from '../../server/src/analysis/rules/index.js';
import type { Problem, Rule } from '../../server/src/analysis/rules/rule.js';
import { parseDocument } from '../../server/src/syntax/parse.js';
import { readMarkers } from '../support/markers.js';

const documents = rules
  .flatMap(({ meta }) => [...meta.examples.bad, ...meta.examples.good])
  .flatMap(({ yaml }) => readMarkers(yaml).text.split(/^---$/m))
  .map(parseDocument);

for (const rule of rules) {
  const { fields } = rule;
  if (!fields) continue;
  test(`${rule.id} finds nothing in documents without its fields`, () => {
    assert.ok(fields.length > 0);
    for (const document of documents) {
      const names = fieldNames(document);
      if (!fields.some((field) => names.has(field))) assert.deepEqual(problemsOf(rule, document), [], document.text);
    }
  });
}

/** What the rule says if it is asked, whatever the document has. */
function problemsOf(rule: Rule, document: ReturnType<typeof parseDocument>): readonly Problem[] {
  return [
    ...(rule.checkDocument?.(document) ?? []),
    ...readManifests(document).flatMap((manifest) => [...(rule.checkObject?.(manifest, new Map()) ?? [])]),
    ...analyze(document).pods.flatMap((pod) => [...(rule.check?.(pod) ?? [])]),
  ];
}

test('the names of fields are those of any depth, of merged maps and of aliases as well', () => {
  const document = parseDocument('base: &base {env: []}\nspec:\n- <<: *base\n  ports:\n  - {hostPort: 1}\n');
  assert.deepEqual([...fieldNames(document)], ['base', 'env', 'spec', '<<', 'ports', 'hostPort']);
});
