import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceOf, podWith, rolesOf } from './pods.js';

/** Cases in which two patterns look alike, and what decides between them. */

const saidOf = (yaml: string, name: string) =>
  evidenceOf(yaml, name).map(({ source, message }) => `${source}:${message.id}`);

test('the proxy of a mesh stays a sidecar although the application dials it', () => {
  const yaml = podWith(`  containers:
  - name: shop
    image: registry.example/shop:1
    env: [{ name: STATE_URL, value: 'http://localhost:3500/v1.0/state' }]
  - name: daprd
    image: daprio/daprd:1.14
`);
  assert.equal(rolesOf(yaml)['daprd'], 'sidecar/mesh-proxy');
  assert.ok(!saidOf(yaml, 'daprd').includes('dialed-on-localhost:declared'));
});

test('a cache of the pod is a sidecar, unless a Service aims at it', () => {
  const pod = podWith(
    `  containers:
  - name: web
    image: registry.example/web:1
    env: [{ name: REDIS_URL, value: 'redis://localhost:6379' }]
  - name: cache
    image: redis:7
    ports: [{ containerPort: 6379 }]
`,
    '  labels: { app: shop }\n',
  );
  const service = `---
apiVersion: v1
kind: Service
metadata: { name: cache }
spec:
  selector: { app: shop }
  ports: [{ port: 6379 }]
`;
  assert.deepEqual(rolesOf(pod), { web: 'main/app', cache: 'sidecar/other' });
  assert.equal(rolesOf(pod + service)['cache'], 'main/app');
});

test('a Service finds the container that declares no port by its probe', () => {
  const yaml = `${podWith(
    `  containers:
  - name: one
    image: registry.example/one:1
    ports: [{ containerPort: 9000 }]
  - name: two
    image: registry.example/two:1
    readinessProbe: { httpGet: { path: /, port: 8080 } }
`,
    '  labels: { app: shop }\n',
  )}---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  selector: { app: shop }
  ports: [{ port: 80, targetPort: 8080 }]
`;
  assert.ok(saidOf(yaml, 'two').includes('service-target:serves'));
  assert.ok(!saidOf(yaml, 'one').includes('service-target:serves'));
});

for (const [name, role] of [
  ['oauth-proxy', 'sidecar'],
  ['alloydb-auth-proxy', 'ambassador'],
  ['mysql-proxy', 'ambassador'],
  ['tls-proxy', 'sidecar'],
] as const) {
  test(`'${name}' tells which way it faces`, () => {
    const yaml = podWith(
      `  containers: [{ name: shop, image: registry.example/shop }, { name: ${name}, image: registry.example/unknown }]\n`,
    );
    assert.equal(rolesOf(yaml)[name]?.split('/')[0], role);
  });
}

for (const name of ['catalog-api', 'async-worker', 'blogger', 'selector', 'healthcare']) {
  test(`'${name}' holds a helper's word by chance`, () => {
    const yaml = podWith(`  containers:
  - name: ${name}
    image: registry.example/one:1
    env: [{ name: ORDERS_URL, value: 'http://localhost:9009/' }]
  - name: two
    image: registry.example/two:1
    ports: [{ containerPort: 9009 }]
`);
    assert.deepEqual(rolesOf(yaml), { [name]: 'main/app', two: 'ambassador/outbound-proxy' });
  });
}

test('the arguments of a product that is only named choose what it is', () => {
  const named = (mode: string) =>
    rolesOf(
      podWith(`  containers:
  - name: shop
    image: registry.example/shop:1
  - name: ghostunnel
    image: registry.example/unknown:1
    args: [${mode}]
`),
    )['ghostunnel'];
  assert.equal(named('server'), 'sidecar/tls-proxy');
  assert.equal(named('client'), 'ambassador/outbound-proxy');
});

test('a tool of the same image that is named after its sibling is not its equal, a server is', () => {
  const same = (ports: string) =>
    saidOf(
      podWith(`  containers:
  - name: router
    image: registry.example/router:1
  - name: router-status
    image: registry.example/router:1
${ports}`),
      'router-status',
    ).includes('shared-image:equal');
  assert.equal(same(''), false);
  assert.equal(same('    ports: [{ containerPort: 8080 }]\n'), true);
});

test('an endless script says nothing where every container is one', () => {
  const loop = (name: string) =>
    `  - name: ${name}\n    image: busybox\n    command: [sh, -c, 'while true; do check /x; sleep 1; done']\n`;
  assert.ok(!saidOf(podWith(`  containers:\n${loop('one')}${loop('two')}`), 'two').includes('works-in-loop:repeats'));
  const server = '  - name: one\n    image: a/b\n    ports: [{ containerPort: 80 }]\n';
  assert.ok(saidOf(podWith(`  containers:\n${server}${loop('two')}`), 'two').includes('works-in-loop:repeats'));
});

test('an adapter is given no function that nothing speaks for', () => {
  const yaml = podWith(`  containers:
  - name: one
    image: registry.example/one:1
  - name: two # pod-patterns-role: adapter
    image: registry.example/two:1
`);
  assert.equal(rolesOf(yaml)['two'], 'adapter/other');
});
