import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roleHints } from '../../server/src/features/inlay-hints.js';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import { openSource } from '../../server/src/syntax/source.js';
import { assertSays, hoverIn } from '../hover/cursor.js';
import { type PodText, podText } from './pods.js';

/** Hints of injected containers, each behind the text that it stands after. */
function ghosts(text: string, language?: string): readonly string[] {
  const hints = roleHints(
    openSource('file:///pod.yaml', 0, text),
    { start: 0, end: text.length },
    translationOf(language),
  );
  return hints
    .filter(({ label }) => label.startsWith('+'))
    .map(({ offset, label }) => `${text.slice(0, offset).split('\n').at(-1)?.trim()} ${label}`);
}

function assertGhosts(pod: PodText, ...wanted: readonly string[]): void {
  assert.deepEqual(ghosts(podText(pod)), wanted);
}

const VAULT = { 'vault.hashicorp.com/agent-inject': '"true"' };

test('a ghost stands after the label or annotation that asks for it', () => {
  assertGhosts(
    { labels: { 'sidecar.istio.io/inject': '"true"' } },
    'sidecar.istio.io/inject: "true" + istio-proxy: sidecar · mesh proxy, injected',
  );
  assertGhosts(
    { annotations: { 'dapr.io/enabled': '"true"', ...VAULT } },
    'dapr.io/enabled: "true" + daprd: sidecar · mesh proxy, injected',
    'vault.hashicorp.com/agent-inject: "true" + vault-agent: sidecar · secrets agent, injected',
  );
  assertGhosts({ labels: { 'sidecar.istio.io/inject': '"false"' } });
});

test('where none runs beside the others, the ghost is the one that prepares', () => {
  assertGhosts(
    { annotations: { ...VAULT, 'vault.hashicorp.com/agent-pre-populate-only': '"true"' } },
    'vault.hashicorp.com/agent-inject: "true" + vault-agent-init: init · secrets agent, injected',
  );
});

test('a ghost speaks the language of the reader', () => {
  const text = podText({ annotations: { 'linkerd.io/inject': 'enabled' } });
  assert.deepEqual(ghosts(text, 'ko'), ['linkerd.io/inject: enabled + linkerd-proxy: 사이드카 · 메시 프록시, 주입됨']);
});

test('ghosts of a part of the file are those of that part', () => {
  const text = podText({ labels: { 'sidecar.istio.io/inject': '"true"' } });
  const at = text.indexOf('"true"');
  const within = (start: number, end: number) => roleHints(openSource('file:///pod.yaml', 0, text), { start, end });
  assert.equal(within(0, at).length, 0);
  assert.equal(within(at, at + 6).length, 1);
});

test('the hover on a trigger: what is added, in which role, why, and its ports', () => {
  for (const line of ['sidecar.istio.io/in$0ject: "true"', 'sidecar.istio.io/inject: "true"$0']) {
    const [key = '', value = ''] = line.split(': ');
    const said = hoverIn(podText({ labels: { [key]: value } }));
    assert.equal(said.subject, line.startsWith('sidecar.istio.io/in$0') ? 'sidecar.istio.io/inject' : '"true"');
    assertSays(
      said,
      '**Injection** by Istio',
      '`istio-init`: **init**',
      '`istio-proxy`: **sidecar**, as a native sidecar',
      'a sidecar rather than an ambassador',
      '`15001`',
    );
  }
});

test('the hover tells an agent that prepares from one that stays', () => {
  const both = hoverIn(podText({ annotations: { 'vault.hashicorp.com/agent-inject$0': '"true"' } }));
  assertSays(both, 'after the init containers of this manifest', 'puts secrets into a volume', 'renews those files');
  const once = hoverIn(
    podText({
      annotations: {
        'vault.hashicorp.com/agent-inject$0': '"true"',
        'vault.hashicorp.com/agent-init-first': '"true"',
        'vault.hashicorp.com/agent-pre-populate-only': '"true"',
      },
    }),
  );
  assertSays(once, 'before the init containers of this manifest');
  assert.doesNotMatch(once.lines.join('\n'), /renews|ports/);
});

test('a mark that has nothing injected has no hover', () => {
  assert.equal(hoverIn(podText({ labels: { 'sidecar.istio.io/inject$0': '"false"' } })).hover, undefined);
});

test('the hover on a pod spec counts what is declared and names what is injected', () => {
  const text = podText({ annotations: { 'dapr.io/enabled': '"true"' } });
  assertSays(hoverIn(text.replace('spec:', 'sp$0ec:')), '**Pod** · 1 main', '`daprd` (sidecar)');
  assert.doesNotMatch(hoverIn(podText({}).replace('spec:', 'sp$0ec:')).lines.join('\n'), /Injected/);
});
