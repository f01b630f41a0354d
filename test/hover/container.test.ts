import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { assertSays, hoverIn } from './cursor.js';

const SHOP = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      initContainers:
      - name: migrate
        image: flyway/flyway:10
      - name: db-proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.11.0
        restartPolicy: Always
        args: [--port=5432, project:region:db]
      containers:
      - name: shop
        image: registry.example/shop:1.0
        env:
        - name: DB_URL
          value: postgres://localhost:5432/shop
        volumeMounts:
        - name: logs
          mountPath: /var/log/shop
        resources:
          limits:
            memory: 256Mi
      - name: log-agent
        image: fluent/fluent-bit:3.1
        volumeMounts:
        - name: logs
          mountPath: /var/log/shop
          readOnly: true
      volumes:
      - name: logs
        emptyDir: {}
`;

/** The shop with the cursor inside the first occurrence of a text. */
function at(place: string): string {
  assert.ok(SHOP.includes(place), place);
  return SHOP.replace(place, `${place.slice(0, 1)}$0${place.slice(1)}`);
}

test('a sidecar: role, pattern, reasons with their lines, what is there and what is missing', () => {
  const said = hoverIn(at('log-agent'));
  assert.equal(said.subject, 'log-agent');
  assertSays(said, '**`log-agent`** is a **sidecar**', 'log shipper', 'A sidecar adds something to the main container');
  assertSays(said, '\\+ ', 'line 32', '✓ reads volume `logs`, which `shop` writes', '✓ mounts `logs` read-only', '✗ ');
  assertSays(said, '✗ missing: requests and limits: if it leaks, it can take the memory of `shop` · line 31');
});

test('the text of a hover is short and plain', () => {
  for (const name of ['name: migrate', 'name: db-proxy', 'name: shop\n        image', 'name: log-agent']) {
    const { lines } = hoverIn(at(name));
    const full = lines.filter((line) => line !== '');
    assert.ok(full.length >= 5 && full.length <= 14, `${name}: ${full.length} lines\n${full.join('\n')}`);
    assert.ok(!full.some((line) => /^\s*(?:#|\|)/.test(line)), 'no heading, no table');
  }
});

test('a native sidecar keeps the role of its purpose, and nativeness is told apart', () => {
  const said = hoverIn(at('db-proxy'));
  assertSays(
    said,
    '**`db-proxy`** is an **ambassador**',
    'native sidecar: an init container with `restartPolicy: Always`',
  );
  assertSays(said, '✓ `shop` reaches it on `localhost:5432`');
});

test('the main container', () => {
  const said = hoverIn(at('shop\n        image'));
  assertSays(
    said,
    '**`shop`** is the **main** container',
    'memory limit of `256Mi`',
    '✓ reaches `db-proxy` on `localhost:5432`',
  );
});

test('an init container', () => assertSays(hoverIn(at('migrate')), '**`migrate`** is an **init** container'));

test('the key, the dash and the rest of the first line lead to the container, later lines do not', () => {
  assert.equal(hoverIn(at('name: log-agent')).subject, 'name');
  assert.equal(
    hoverIn(SHOP.replace('      - name: log-agent', '      $0- name: log-agent')).subject,
    '- name: log-agent',
  );
  assert.equal(hoverIn(SHOP.replace('log-agent\n', 'log-agent   # ships$0\n')).subject, '- name: log-agent   # ships');
  assert.equal(hoverIn(at('fluent/fluent-bit')).hover, undefined);
});

test('lines are links for clients that follow them', () => {
  const said = hoverIn(at('log-agent'), { linkTo: ({ start }) => `file:///a (b).yaml#${start > 0 ? 'L' : ''}` });
  assertSays(said, '[line 32](file:///a%20%28b%29.yaml#L)');
});

test('findings that are turned off are not missing', () => {
  const text = at('log-agent');
  const settings = DEFAULT_SETTINGS;
  const missing = (said: ReturnType<typeof hoverIn>) => said.lines.filter((line) => line.startsWith('✗'));
  assert.notDeepEqual(missing(hoverIn(text)), []);
  assert.deepEqual(missing(hoverIn(text, { settings: { ...settings, rules: { 'missing-resources': 'off' } } })), []);
  assert.equal(hoverIn(text, { settings: { ...settings, enable: false, rules: {} } }).hover, undefined);
});

test('sentences are taken from the translation where it has them', () => {
  const said = hoverIn(at('log-agent'), {
    translation: { 'hover-pattern.sidecar': '보조 컨테이너', 'hover.line': '{line}행' },
  });
  assertSays(said, '보조 컨테이너', '32행', 'What the pattern needs');
});

/** A Pod with these containers, each an item of a block list. */
function podOf(...containers: readonly string[]): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n  containers:\n${containers.join('')}`;
}

/** Two names without a meaning; the second one is hardly told from a proxy beside the first. */
const UNSURE = podOf('  - name: $0one\n    image: registry.example/proxy\n', '  - image: registry.example/sync\n');

test('a guess is called one, and says what comes next, what would make it that, and how to settle it', () => {
  const said = hoverIn(UNSURE);
  assertSays(said, '**`one`** is a **main** container, no more than a guess, ');
  assert.match(
    said.lines.at(-3) ?? '',
    /^Runner-up: sidecar, \d\d %\. Without the first (?:two )?reasons? it would be /,
  );
  assert.match(said.lines.at(-2) ?? '', /^It could be a sidecar instead: /);
  assert.equal(
    said.lines.at(-1),
    'Wrong? The comment `# pod-patterns-role: <role>` above it, or the annotation `pod-patterns.io/role.one: <role>` on the Pod, settles it.',
  );
});

test('a guess in Korean', () => {
  const said = hoverIn(UNSURE, { translation: translationOf('ko') });
  assertSays(said, '추측일 뿐, ', '다음 후보: 사이드카, ', '사이드카일 수도 있습니다', '어노테이션을 달면');
});

test('how to overrule is said only where it helps: not of a sure verdict, no comment in flow style, no annotation without a name', () => {
  const last = (text: string) => hoverIn(text).lines.at(-1) ?? '';
  assert.ok(!hoverIn(at('log-agent')).lines.some((line) => line.startsWith('Wrong?')));
  const flow = last(podOf('  - {name: web, image: web}\n', '  - {name: $0helper, image: registry.example/helper}\n'));
  assert.equal(flow, 'Wrong? The annotation `pod-patterns.io/role.helper: <role>` on the Pod settles it.');
  const nameless = last(podOf('  - image: registry.example/shop\n', '  -$0 image: registry.example/sync\n'));
  assert.equal(nameless, 'Wrong? The comment `# pod-patterns-role: <role>` above it settles it.');
});

test('a sure verdict still names the runner-up with its share, and what it hangs on', () => {
  const { lines } = hoverIn(at('db-proxy'));
  assert.match(
    lines.at(-1) ?? '',
    /^Runner-up: \w+, (?:\d\d? %|under 1 %)\. (?:Without the first |Even without its three strongest reasons)/,
  );
});

test('only what the API or a person has settled is shown as 100 %', () => {
  assertSays(hoverIn(at('name: migrate')), 'a fact of the API, 100 %', 'Kubernetes leaves it no other role');
  for (const place of ['name: db-proxy', 'name: shop\n        image', 'name: log-agent'])
    assert.ok(!hoverIn(at(place)).lines.some((line) => line.includes('100 %')), place);
  const declared = hoverIn(
    at('log-agent').replace('name: l$0og-agent', 'name: l$0og-agent # pod-patterns-role: adapter'),
  );
  assertSays(declared, 'is an **adapter**', 'declared in the manifest, 100 %');
  assert.match(declared.lines.at(-1) ?? '', /^Without the declaration it would be a sidecar, 9\d %\.$/);
});

test('a container of which nothing is known counts as main', () => {
  const said = hoverIn(podOf('  - image: registry.example/a\n', '  -$0 command: [run]\n'));
  assertSays(said, 'Nothing in the manifest speaks for one role or another.');
  assertSays(said, 'It counts as a main container until something speaks for another role.');
});

test('where not every reason is shown, their number is', () => {
  const { lines } = hoverIn(at('name: shop\n        image'));
  const shown = lines.filter((line) => /^(?:\\\+|−) /.test(line)).length;
  const [, count] =
    /^Why, the strongest of (\d+) reasons$/.exec(lines.find((line) => line.startsWith('Why')) ?? '') ?? [];
  assert.ok(Number(count) > shown, lines.join('\n'));
});

test('text of the manifest stays text', () => {
  const said = hoverIn(`apiVersion: v1
kind: Pod
metadata: {name: evil}
spec:
  containers:
  - name: "a$0\`b\`<img src=x>[link](http://evil.example)\\n# big"
    image: "ngin\`x:<b>"
    volumeMounts: [{name: "</script>|x|", mountPath: /x}]
`);
  const text = said.lines.join('\n');
  const outsideCode = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
  assert.ok(!/(?<!\\)<|(?<!\\)\[|^#/m.test(outsideCode), outsideCode);
});

test('JSON manifests and flow style answer at the name alone', () => {
  const json = (cursor: string) =>
    `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "we${cursor}b", "image": "nginx"}]}}`;
  assert.equal(hoverIn(json('$0')).subject, '"web"');
  assert.equal(hoverIn(json('').replace('nginx', 'ng$0inx')).hover, undefined);
});
