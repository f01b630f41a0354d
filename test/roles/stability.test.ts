import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { podsOf, podWith } from './pods.js';

/** Pods whose roles rest on what the containers do; images are one's own, names can be taken away. */
const STRUCTURAL: Readonly<
  Record<string, { readonly yaml: string; readonly roles: Readonly<Record<string, string>> }>
> = {
  'a follower of logs': {
    roles: { alpha: 'main', beta: 'sidecar' },
    yaml: podWith(`  volumes:
  - name: logs
    emptyDir: {}
  containers:
  - name: alpha
    image: registry.example/alpha:1
    volumeMounts:
    - name: logs
      mountPath: /var/log/alpha
  - name: beta
    image: busybox:1.36
    command: [sh, -c, tail -F /logs/access.log]
    volumeMounts:
    - name: logs
      mountPath: /logs
      readOnly: true
`),
  },
  'a puller of content': {
    roles: { alpha: 'main', beta: 'sidecar' },
    yaml: podWith(`  volumes:
  - name: site
    emptyDir: {}
  containers:
  - name: alpha
    image: nginx:1.27
    volumeMounts:
    - name: site
      mountPath: /usr/share/nginx/html
      readOnly: true
  - name: beta
    image: alpine/git:2.47
    command: [sh, -c, while true; do git -C /site pull; sleep 60; done]
    volumeMounts:
    - name: site
      mountPath: /site
`),
  },
  'a proxy that the application dials': {
    roles: { alpha: 'main', beta: 'ambassador' },
    yaml: podWith(`  containers:
  - name: alpha
    image: registry.example/alpha:1
    env:
    - name: ORDERS_URL
      value: http://localhost:9009/orders
  - name: beta
    image: registry.example/beta:1
    ports:
    - containerPort: 9009
`),
  },
  'a converter between two folders': {
    roles: { alpha: 'main', beta: 'adapter' },
    yaml: podWith(`  volumes:
  - name: data
    emptyDir: {}
  containers:
  - name: alpha
    image: registry.example/alpha:1
    volumeMounts:
    - name: data
      mountPath: /data
  - name: beta
    image: busybox:1.36
    command: [sh, -c, while true; do sed s/a/b/ /data/raw > /data/uniform; sleep 5; done]
    volumeMounts:
    - name: data
      mountPath: /data
`),
  },
  'a server of metrics': {
    roles: { alpha: 'main', beta: 'adapter' },
    yaml: podWith(`  containers:
  - name: alpha
    image: registry.example/alpha:1
    ports:
    - containerPort: 8080
  - name: beta
    image: registry.example/beta:1
    args: [--scrape-uri=http://localhost:8080/status]
    ports:
    - name: metrics
      containerPort: 9113
`),
  },
  'a reloader': {
    roles: { alpha: 'main', beta: 'sidecar' },
    yaml: podWith(`  containers:
  - name: alpha
    image: registry.example/alpha:1
    ports:
    - containerPort: 9090
  - name: beta
    image: registry.example/beta:1
    args: [--watched-dir=/config, --reload-url=http://localhost:9090/-/reload]
`),
  },
  'a front that ends TLS': {
    roles: { alpha: 'main', beta: 'sidecar' },
    yaml: podWith(`  containers:
  - name: alpha
    image: registry.example/alpha:1
    ports:
    - name: http
      containerPort: 8080
  - name: beta
    image: nginx:1.27
    args: [--backend=http://localhost:8080]
    ports:
    - name: https
      containerPort: 8443
`),
  },
  'a helper of a storage driver': {
    roles: { alpha: 'main', beta: 'sidecar' },
    yaml: podWith(`  volumes:
  - name: plugin
    emptyDir: {}
  containers:
  - name: alpha
    image: registry.example/alpha:1
    args: [--endpoint=unix:///csi/csi.sock, --nodeid=one]
    volumeMounts:
    - name: plugin
      mountPath: /csi
  - name: beta
    image: registry.example/beta:1
    args: [--csi-address=/csi/csi.sock]
    volumeMounts:
    - name: plugin
      mountPath: /csi
`),
  },
  'a sender of signals': {
    roles: { alpha: 'main', beta: 'sidecar' },
    yaml: podWith(`  shareProcessNamespace: true
  containers:
  - name: alpha
    image: registry.example/alpha:1
    ports:
    - containerPort: 8080
  - name: beta
    image: busybox:1.36
    command: [sh, -c, while true; do sleep 60; pkill -HUP server; done]
`),
  },
  'three containers around one application': {
    roles: { alpha: 'main', beta: 'ambassador', gamma: 'sidecar' },
    yaml: podWith(`  volumes:
  - name: logs
    emptyDir: {}
  containers:
  - name: alpha
    image: registry.example/alpha:1
    env:
    - name: DATABASE_URL
      value: postgres://localhost:5432/shop
    volumeMounts:
    - name: logs
      mountPath: /var/log/alpha
  - name: beta
    image: registry.example/beta:1
    ports:
    - containerPort: 5432
  - name: gamma
    image: busybox:1.36
    command: [sh, -c, tail -F /logs/access.log]
    volumeMounts:
    - name: logs
      mountPath: /logs
      readOnly: true
`),
  },
  'native helpers of a Job': {
    roles: { alpha: 'main', beta: 'ambassador', gamma: 'init' },
    yaml: podWith(`  initContainers:
  - name: beta
    image: registry.example/beta:1
    restartPolicy: Always
    ports:
    - containerPort: 5432
  - name: gamma
    image: registry.example/gamma:1
  containers:
  - name: alpha
    image: registry.example/alpha:1
    env:
    - name: DATABASE_URL
      value: postgres://localhost:5432/shop
`),
  },
};

for (const [what, { yaml, roles }] of Object.entries(STRUCTURAL)) {
  test(`${what}: the roles`, () => assert.deepEqual(rolesIn(yaml), roles));

  test(`${what}: names of no meaning change nothing`, () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['c1', 'c2', 'c3', 'x', 'first', 'zeta', 'blue', 'foo'], { minLength: 3 }),
        (names) => {
          const [alpha = '', beta = '', gamma = ''] = names;
          const renamed = yaml
            .replace('name: alpha', `name: ${alpha}`)
            .replace('name: beta', `name: ${beta}`)
            .replace('name: gamma', `name: ${gamma}`);
          const expected = Object.values(roles).sort();
          assert.deepEqual(Object.values(rolesIn(renamed)).sort(), expected);
          assert.equal(rolesIn(renamed)[beta], roles['beta']);
        },
      ),
      { numRuns: 20 },
    );
  });

  const [first = 0, second = 0] = ['  - name: alpha\n', '  - name: beta\n'].map((item) => yaml.indexOf(item));
  if (first < second) {
    test(`${what}: the order of containers changes nothing`, () => {
      const turned = `${yaml.slice(0, first)}${yaml.slice(second)}${yaml.slice(first, second)}`;
      assert.deepEqual(rolesIn(turned), roles);
    });
  }

  test(`${what}: the order of keys and items, the indentation and the notation change nothing`, () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1000)), fc.constantFrom(...NOTATIONS), (choices, notate) => {
        const turn = (count: number) => (choices.next().value ?? 0) % count;
        const text = notate(turned(parse(yaml), turn));
        assert.deepEqual(rolesIn(text), roles, text);
      }),
      { numRuns: 40 },
    );
  });

  test(`${what}: images of no meaning change nothing`, () => {
    fc.assert(
      fc.property(fc.constantFrom('registry.example:5000/team/', 'mirror.example/a/b/', ''), (registry) => {
        const moved = yaml.replaceAll(/image: (?:registry\.example\/)?(.*)/g, `image: ${registry}$1`);
        assert.deepEqual(rolesIn(moved), roles, moved);
      }),
    );
  });

  test(`${what}: quotes and comments change nothing`, () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (choices) => {
        const styled = yaml
          .split('\n')
          .map((line) => restyled(line, choices.next().value))
          .join('\n');
        assert.deepEqual(rolesIn(styled), roles);
      }),
      { numRuns: 30 },
    );
  });
}

test('no text makes the analysis throw, and every container has a verdict', () => {
  const texts = Object.values(STRUCTURAL).map(({ yaml }) => yaml);
  const edit = fc.record({ at: fc.nat(2000), length: fc.nat(40), insert: fc.string({ maxLength: 8 }) });
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 5 }), (text, edits) => {
      const broken = edits.reduce(
        (before, { at, length, insert }) =>
          before.slice(0, at % before.length) + insert + before.slice((at % before.length) + length),
        text,
      );
      for (const pod of podsOf(`${broken}\n`)) {
        for (const container of pod.spec.containers) {
          const { confidence, role } = pod.verdictOf(container);
          assert.ok(confidence > 0 && confidence <= 1, `${confidence}`);
          assert.equal(role === 'init', container.lifecycle === 'init');
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('a pod with containers has a main one', () => {
  const image = fc.constantFrom(
    'prom/statsd-exporter',
    'fluent/fluent-bit',
    'envoyproxy/envoy',
    'a/b',
    'busybox',
    'pgbouncer',
  );
  const name = fc.constantFrom('proxy', 'adapter', 'sidecar', 'log-shipper', 'x', 'ambassador', 'metrics', 'git-sync');
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ name, image }), { minLength: 1, maxLength: 5, selector: (each) => each.name }),
      (items) => {
        const list = items.map((each) => `  - { name: ${each.name}, image: ${each.image} }\n`).join('');
        assert.ok(Object.values(rolesIn(podWith(`  containers:\n${list}`))).includes('main'));
      },
    ),
  );
});

function rolesIn(yaml: string): Record<string, string> {
  const [pod] = podsOf(yaml);
  assert.ok(pod, yaml);
  return Object.fromEntries(pod.spec.containers.map((container) => [container.label, pod.verdictOf(container).role]));
}

/** The same tree written as YAML in blocks or in flow, with this or that indentation, or as JSON. */
const NOTATIONS: readonly ((tree: unknown) => string)[] = [
  (tree) => stringify(tree),
  (tree) => stringify(tree, { indent: 4, indentSeq: false, lineWidth: 40 }),
  (tree) => stringify(tree, { collectionStyle: 'flow' }),
  (tree) => stringify(tree, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'QUOTE_SINGLE' }),
  (tree) => JSON.stringify(tree, undefined, 2),
];

/** Lists whose order means nothing for roles: init containers start in theirs, and commands run in theirs. */
const FREE_LISTS = new Set(['containers', 'volumes', 'volumeMounts', 'env', 'ports']);

/** The same tree with the keys of its maps and the items of its free lists in another order. */
function turned(tree: unknown, turn: (count: number) => number, key = ''): unknown {
  if (Array.isArray(tree)) {
    const items = tree.map((item) => turned(item, turn));
    return FREE_LISTS.has(key) ? rotated(items, turn(items.length)) : items;
  }
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree);
  return Object.fromEntries(
    rotated(entries, turn(entries.length)).map(([name, value]) => [name, turned(value, turn, name)]),
  );
}

function rotated<T>(items: readonly T[], by: number): T[] {
  return [...items.slice(by), ...items.slice(0, by)];
}

/** The same line in another style: quoted twice or once, or with a comment behind it. */
function restyled(line: string, style: number): string {
  const [, start = '', value = ''] = /^(.*?: )([^\s"'[{][^\n]*)$/.exec(line) ?? [];
  if (value === '' || style === 0) return line;
  if (style === 1) return `${line} # as usual`;
  if (/^(?:true|false|\d+)$/.test(value)) return line;
  return style === 2 ? `${start}"${value}"` : `${start}'${value}'`;
}
