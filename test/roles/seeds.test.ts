import assert from 'node:assert/strict';
import { test } from 'node:test';
import { podOf, podWith, rolesOf, verdictOf } from './pods.js';

/** The systems that people learn the patterns from, each with the roles that the texts give. */

test('a web server and a log collector: the collector is a sidecar, for it reads the logs', () => {
  const yaml = podWith(`  volumes:
  - name: logs
    emptyDir: {}
  containers:
  - name: web-server
    image: nginx:1.27
    volumeMounts: [{ name: logs, mountPath: /var/log/nginx }]
  - name: log-saver
    image: busybox:1.36
    command: [sh, -c, 'tail -F /logs/access.log']
    volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }]
`);
  assert.deepEqual(rolesOf(yaml), { 'web-server': 'main/app', 'log-saver': 'sidecar/log-shipper' });
  const said = verdictOf(yaml, 'log-saver').evidence.map(({ source, message }) => `${source}:${message.id}`);
  assert.ok(said.includes('volume-flow:readsLogs'));
  assert.ok(said.includes('follows-log:follows'));
});

test('a web server and a log shipper by its product', () => {
  const yaml = podWith(`  volumes:
  - name: logs
    emptyDir: {}
  containers:
  - name: shop
    image: registry.example:5000/shop:3
    volumeMounts: [{ name: logs, mountPath: /var/log/shop }]
  - name: collector
    image: mirror.example/fluent/fluent-bit:3.2@sha256:0000000000000000000000000000000000000000000000000000000000000000
    volumeMounts: [{ name: logs, mountPath: /logs }]
`);
  assert.deepEqual(rolesOf(yaml), { shop: 'main/app', collector: 'sidecar/log-shipper' });
  assertSaid(yaml, 'collector', 'known-image:log-shipper', 'volume-flow:readsLogs');
  assertSaid(yaml, 'shop', 'volume-flow:writesLogs');
});

test('nginx and git-sync: the synchronizer is a sidecar', () => {
  const yaml = podWith(`  volumes:
  - name: site
    emptyDir: {}
  containers:
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: ['--repo=https://git.example/site', '--root=/site', '--period=30s']
    volumeMounts: [{ name: site, mountPath: /site }]
  - name: nginx
    image: nginx:1.27
    ports: [{ containerPort: 80 }]
    volumeMounts: [{ name: site, mountPath: /usr/share/nginx/html, readOnly: true }]
`);
  assert.deepEqual(rolesOf(yaml), { 'git-sync': 'sidecar/file-sync', nginx: 'main/app' });
  assertSaid(yaml, 'git-sync', 'known-image:file-sync', 'volume-flow:writes');
  for (const image of ['httpd:2.4', 'tomcat:11', 'python:3.13']) {
    const other = yaml.replace('image: nginx:1.27', `image: ${image}`);
    assert.deepEqual(rolesOf(other), { 'git-sync': 'sidecar/file-sync', nginx: 'main/app' }, image);
  }
});

test('a web server and a cache proxy on localhost: the proxy is an ambassador, although nobody knows its image', () => {
  const yaml = podWith(`  containers:
  - name: web
    image: registry.example/web:1
    env:
    - { name: CACHE_HOST, value: localhost }
    - { name: CACHE_PORT, value: "11211" }
  - name: cache-proxy
    image: registry.example/cache-proxy:1
    ports: [{ containerPort: 11211 }]
`);
  assert.deepEqual(rolesOf(yaml), { web: 'main/app', 'cache-proxy': 'ambassador/db-proxy' });
  assertSaid(yaml, 'cache-proxy', 'dialed-on-localhost:declared');
});

test('a Redis proxy that splits reads and writes is an ambassador', () => {
  const yaml = podWith(`  containers:
  - name: app
    image: registry.example/app:1
    env: [{ name: REDIS_URL, value: 'redis://127.0.0.1:6379/0' }]
  - name: redis-proxy
    image: haproxy:3.1
    ports: [{ containerPort: 6379 }]
    env:
    - { name: REDIS_WRITE, value: 'redis-master.data:6379' }
    - { name: REDIS_READ, value: 'redis-replicas.data:6379' }
`);
  assert.deepEqual(rolesOf(yaml), { app: 'main/app', 'redis-proxy': 'ambassador/db-proxy' });
  assertSaid(yaml, 'redis-proxy', 'dialed-on-localhost:declared');
});

for (const [kind, image, port] of [
  ['JMX', 'bitnami/jmx-exporter:1.0', 5556],
  ['StatsD', 'prom/statsd-exporter:v0.28.0', 9102],
  ['plain metrics', 'registry.example/shop-metrics-exporter:2', 9100],
] as const) {
  test(`a monitoring adapter for ${kind}`, () => {
    const yaml = podWith(`  containers:
  - name: shop
    image: registry.example/shop:1
  - name: monitoring
    image: ${image}
    ports: [{ name: metrics, containerPort: ${port} }]
`);
    assert.deepEqual(rolesOf(yaml), { shop: 'main/app', monitoring: 'adapter/metrics-exporter' });
    assertSaid(yaml, 'monitoring', 'metrics-port:named');
  });
}

test('a container that turns foreign input into the form that the web server reads is an adapter', () => {
  const yaml = podWith(`  volumes:
  - name: incoming
    emptyDir: {}
  - name: uniform
    emptyDir: {}
  containers:
  - name: web-server
    image: registry.example/shop:1
    volumeMounts: [{ name: uniform, mountPath: /data, readOnly: true }]
  - name: feed
    image: busybox:1.36
    command:
    - sh
    - -c
    - while true; do sed 's/;/,/g' /incoming/prices.csv > /data/prices.csv; sleep 60; done
    volumeMounts:
    - { name: incoming, mountPath: /incoming }
    - { name: uniform, mountPath: /data }
`);
  assert.deepEqual(rolesOf(yaml), { 'web-server': 'main/app', feed: 'adapter/format-converter' });
  assertSaid(yaml, 'feed', 'transforms-files:transforms');
});

test('the proxy of a mesh is a sidecar, with the reason that it enhances the application in both directions', () => {
  const yaml = podWith(`  initContainers:
  - name: istio-init
    image: docker.io/istio/proxyv2:1.24.0
    args: [istio-iptables, -p, "15001"]
  containers:
  - name: shop
    image: registry.example/shop:1
  - name: istio-proxy
    image: docker.io/istio/proxyv2:1.24.0
    args: [proxy, sidecar]
`);
  assert.deepEqual(rolesOf(yaml), {
    'istio-init': 'init/network-setup',
    shop: 'main/app',
    'istio-proxy': 'sidecar/mesh-proxy',
  });
  const said = verdictOf(yaml, 'istio-proxy').evidence.map(({ source, message }) => `${source}:${message.id}`);
  assert.ok(said.includes('known-image:mesh-proxy'));
  assert.ok(said.includes('captured-traffic:captured'));
});

test('Envoy that the application dials on localhost is an ambassador', () => {
  const yaml = podWith(`  containers:
  - name: app
    image: registry.example/app:1
    env: [{ name: ORDERS_URL, value: 'http://localhost:10001/' }]
  - name: envoy
    image: envoyproxy/envoy:v1.32.0
    ports: [{ containerPort: 10001 }]
`);
  assert.deepEqual(rolesOf(yaml), { app: 'main/app', envoy: 'ambassador/outbound-proxy' });
  assertSaid(yaml, 'envoy', 'dialed-on-localhost:declared');
});

test('nginx and a sleeping CentOS share localhost: nginx is main, and the other one is not claimed to be known', () => {
  const yaml = `apiVersion: v1
kind: Pod
metadata:
  name: multipod
spec:
  containers:
  - image: nginx:1.14
    name: nginx-container
    ports:
    - containerPort: 80
  - image: centos:7
    name: centos-container
    command:
    - sleep
    - "10000"
`;
  assert.equal(verdictOf(yaml, 'nginx-container').role, 'main');
  const sleeping = verdictOf(yaml, 'centos-container');
  assert.equal(`${sleeping.role}/${sleeping.function}`, 'sidecar/debug');
  assert.equal(sleeping.certainty, 'low');
});

test('init containers that wait for Services', () => {
  const yaml = `apiVersion: v1
kind: Pod
metadata:
  name: myapp-pod
spec:
  containers:
  - name: myapp-container
    image: busybox:1.28
    command: ['sh', '-c', 'echo The app is running! && sleep 3600']
  initContainers:
  - name: init-myservice
    image: busybox:1.28
    command: ['sh', '-c', "until nslookup myservice.$(cat /var/run/secrets/kubernetes.io/serviceaccount/namespace).svc.cluster.local; do echo waiting; sleep 2; done"]
  - name: init-mydb
    image: busybox:1.28
    command: ['sh', '-c', "until nslookup mydb; do echo waiting for mydb; sleep 2; done"]
`;
  assert.deepEqual(rolesOf(yaml), {
    'init-myservice': 'init/wait-for',
    'init-mydb': 'init/wait-for',
    'myapp-container': 'main/app',
  });
});

test('a static pod has one main container', () => {
  const yaml = podWith(`  containers:
  - image: nginx:1.14
    name: nginx
    ports: [{ containerPort: 80, protocol: TCP }]
`);
  assert.deepEqual(rolesOf(yaml), { nginx: 'main/app' });
  const [container] = podOf(yaml).spec.containers;
  assert.ok(container);
  assert.equal(podOf(yaml).flows.length, 0);
});

test('a web server and its agent, and a web server and a server that analyzes its logs', () => {
  const agent = podWith(`  containers:
  - name: web-server
    image: registry.example/web:1
    ports: [{ containerPort: 8080 }]
  - name: web-agent
    image: registry.example/agent:1
`);
  assert.deepEqual(rolesOf(agent), { 'web-server': 'main/app', 'web-agent': 'sidecar/other' });
  assertSaid(agent, 'web-agent', 'helper-name:helper');
  const analyzer = podWith(`  volumes:
  - name: logs
    emptyDir: {}
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{ name: logs, mountPath: /var/log/nginx }]
  - name: log-analyzer
    image: registry.example/analyzer:1
    volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }]
`);
  assert.deepEqual(rolesOf(analyzer), { web: 'main/app', 'log-analyzer': 'sidecar/log-shipper' });
  assertSaid(analyzer, 'log-analyzer', 'volume-flow:readsLogs');
});

test('the application may talk to the server itself where its ambassador is left out', () => {
  const yaml = podWith(`  containers:
  - name: app
    image: registry.example/app:1
    env: [{ name: REDIS_URL, value: 'redis://localhost:6379' }]
`);
  assert.deepEqual(rolesOf(yaml), { app: 'main/app' });
});

/** That the evidence for a container's role holds these reasons. */
function assertSaid(yaml: string, name: string, ...reasons: readonly string[]): void {
  const said = verdictOf(yaml, name).evidence.map(({ source, message }) => `${source}:${message.id}`);
  for (const reason of reasons) assert.ok(said.includes(reason), `'${name}' is told ${said.join(', ')}`);
}
