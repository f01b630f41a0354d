import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceSources } from '../../server/src/analysis/roles/evidence-sources.js';
import { podFacts } from '../../server/src/analysis/roles/pod-facts.js';
import { remainingMain } from '../../server/src/analysis/roles/remaining-main.js';
import { evidenceText } from '../../server/src/features/evidence-text.js';
import { EVIDENCE_CASES } from './evidence-cases.js';
import { podsOf, verdictOf as verdictIn } from './pods.js';

/** These say something about the function, or speak for every role alike, and are told in no verdict. */
const SILENT = new Set(['function-name:speaks']);
/** These speak only where somebody configures images; see user-products.test.ts. */
const isConfigured = (said: string) => said.startsWith('configured-image:');

for (const [said, { yaml, container }] of Object.entries(EVIDENCE_CASES)) {
  test(`${said} is said of '${container}'`, () => {
    assert.ok(saidOf(yaml, container).includes(said), saidOf(yaml, container).join('\n'));
  });
}

test('every message of every source has a case', () => {
  const all = [...evidenceSources, remainingMain].flatMap(({ id, meta }) =>
    Object.keys(meta.messages).map((message) => `${id}:${message}`),
  );
  const missing = all.filter((said) => !(said in EVIDENCE_CASES) && !SILENT.has(said) && !isConfigured(said));
  assert.deepEqual(missing, []);
});

test('messages fill all their places and end without a stop', () => {
  for (const [said, { yaml, container }] of Object.entries(EVIDENCE_CASES)) {
    const { evidence, against } = verdictIn(yaml, container);
    for (const each of [...evidence, ...against]) {
      const text = evidenceText(each);
      assert.doesNotMatch(text, /\{\w+\}|[.!]$/, said);
    }
  }
});

/** Ids of all that the sources say about a container, whether a verdict tells it or not. */
function saidOf(yaml: string, name: string): string[] {
  return podsOf(yaml).flatMap((pod) => {
    const told = pod.spec.containers
      .filter(({ label }) => label === name)
      .flatMap((container) => {
        const { evidence, against } = pod.verdictOf(container);
        return [...evidence, ...against].map(({ source, message }) => `${source}:${message.id}`);
      });
    const facts = podFacts(pod);
    const collected = evidenceSources.flatMap(({ id, collect }) =>
      [...collect(facts)].flatMap((each) => (each.container.label === name ? `${id}:${each.message.id}` : [])),
    );
    return [...new Set([...told, ...collected])];
  });
}
