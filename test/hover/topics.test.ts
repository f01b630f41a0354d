import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSays, hoverIn } from './cursor.js';

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: shop, labels: {app: shop}}\nspec:\n';

function probeText(kind: string, timing: string, handler = '      tcpSocket: {port: 22}\n'): string {
  return `${HEAD}  containers:\n  - name: web\n    image: nginx:1.27\n    ${kind}:\n${handler}${timing}`;
}

test('a liveness probe: how it tries, its five arguments, the worst case', () => {
  const said = hoverIn(
    probeText(
      'liveness$0Probe',
      '      initialDelaySeconds: 15\n      periodSeconds: 20\n',
      '      httpGet: {path: /healthz, port: 8080}\n',
    ),
  );
  assert.equal(said.subject, 'livenessProbe');
  assertSays(said, '**Liveness probe** of `web`', 'GET `/healthz` on port `8080`', '200 to 399');
  assertSays(
    said,
    '`initialDelaySeconds` 15 s: wait',
    '`periodSeconds` 20 s: from one try',
    '`timeoutSeconds` 1 s (default): longest wait',
    '`successThreshold` 1 (default): successes',
    '`failureThreshold` 3 (default): failures',
  );
  assertSays(said, 'failed 61 s after it stops answering (3 × period 20 + timeout 1)', 'up to 30 s more');
  assertSays(said, 'it has 55 s to start before it can fail, and 76 s at most');
});

test('a readiness probe: out of the Services, and back', () => {
  const said = hoverIn(probeText('readiness$0Probe', '      periodSeconds: 5\n      successThreshold: 2\n'));
  assertSays(said, 'nothing is restarted', 'opening a TCP connection to port `22`');
  assertSays(
    said,
    'out of its Services 16 s',
    'Ready again at most 11 s after it answers again (2 × period 5 + timeout 1)',
  );
});

test('a startup probe: the time to start', () => {
  const said = hoverIn(
    probeText('startup$0Probe', '      failureThreshold: 30\n', '      exec: {command: [cat, /ready]}\n'),
  );
  assertSays(
    said,
    'Tried by running `cat /ready`',
    'It has 290 s (4 min 50 s) to start',
    'after 301 s (5 min 1 s) at most',
    'delay 0 + 30 × period 10',
  );
});

test('each timing field, at key and value: meaning, default, effect', () => {
  for (const line of ['period$0Seconds: 5', 'periodSeconds: $05']) {
    const said = hoverIn(probeText('livenessProbe', `      ${line}\n`));
    assertSays(
      said,
      '`periodSeconds` 5 s: from one try to the next',
      'The default is 10 s; 0 means the default too.',
      '16 s',
    );
  }
  assertSays(
    hoverIn(probeText('livenessProbe', '      success$0Threshold: 1\n')),
    'For this kind of probe it can only be 1.',
  );
  assertSays(hoverIn(probeText('livenessProbe', '      initialDelaySeconds: $00\n')), 'The default is 0 s.');
  assertSays(hoverIn(probeText('livenessProbe', '      timeoutSeconds: "$05"\n')), '(default)', 'cannot be read here');
});

const RESOURCES = `${HEAD}  containers:
  - name: web
    image: nginx:1.27
    resources:
      requests: {cpu: 250m, memory: 224Mi}
      limits: {cpu: 1, memory: 512Mi}
  - name: exporter
    image: nginx/nginx-prometheus-exporter:1.3.0
    resources:
      requests: {cpu: 180m, memory: 512Mi}
`;

function resources(from: string, to: string): string {
  assert.ok(RESOURCES.includes(from), from);
  return RESOURCES.replace(from, to);
}

test('a quantity: bytes, totals of the Pod, class of service and why', () => {
  const said = hoverIn(resources('memory: 512Mi}\n  - name', 'memory: 51$02Mi}\n  - name'));
  assert.equal(said.subject, '512Mi');
  assertSays(said, '`512Mi` = 536,870,912 bytes (0.5 GiB) · memory limit of `web`', 'OOMKilled');
  assertSays(said, 'This Pod requests 736Mi memory and is limited to 512Mi memory.');
  assertSays(
    said,
    'No memory limit holds for `exporter`',
    'QoS class **Burstable**, because `web` requests less cpu than its limit',
  );
});

test('cores', () => {
  assertSays(hoverIn(resources('250m', '2$050m')), '`250m` = 0.25 core · cpu request of `web`', 'requests 430m cpu');
  assertSays(hoverIn(resources('limits: {cpu: 1', 'limits: {cp$0u: 1')), '`1` = 1 core · cpu limit', 'made to wait');
  assertSays(hoverIn(resources('250m', '2$0')), '`2` = 2 cores');
});

test('the keys resources, requests and limits', () => {
  const said = hoverIn(
    resources('    resources:\n      requests: {cpu: 250m', '    res$0ources:\n      requests: {cpu: 250m'),
  );
  assertSays(said, '**Resources** of `web`', 'requests cpu: 0.25 core', 'limits memory: 536,870,912 bytes (0.5 GiB)');
  assertSays(said, 'This Pod requests 430m cpu, 736Mi memory and is limited to 1 cpu, 512Mi memory.');
  assertSays(
    hoverIn(resources('requests: {cpu: 250m', 'req$0uests: {cpu: 250m')),
    'what the scheduler sets aside',
    'Pending',
  );
  assertSays(hoverIn(resources('limits:', 'lim$0its:')), 'what it may take at most', 'filled in from the limit');
});

test('what is no quantity says so', () => {
  assertSays(hoverIn(resources('250m', '2$050MB')), '`250MB` is no quantity');
});

test('the three classes of service', () => {
  const one = (fields: string) => `${HEAD}  containers: [{name: web, image: nginx, res$0ources: {${fields}}}]\n`;
  assertSays(hoverIn(one('limits: {cpu: 1, memory: 1Gi}')), '**Guaranteed**');
  assertSays(hoverIn(one('limits: {cpu: 1}')), '**Burstable**, because `web` has no memory limit.');
  assertSays(hoverIn(one('')), '**BestEffort**', 'requests nothing');
});

test('an init container that settles the request is named', () => {
  const said = hoverIn(
    resources(
      '  containers:',
      '  initContainers: [{name: warm-up, image: a, resources: {requests: {memory: 2Gi}}}]\n  containers:',
    ).replace('memory: 224Mi', 'memory: 22$04Mi'),
  );
  assertSays(said, 'requests 2Gi memory', 'settled by init container `warm-up`');
});

const VOLUMES = `${HEAD}  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
    - {name: config, mountPath: /etc/nginx, subPath: nginx.conf}
    - {name: gone, mountPath: /gone}
  - name: log-agent
    image: fluent/fluent-bit:3.1
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  volumes:
  - name: logs
    emptyDir: {}
  - name: config
    configMap: {name: nginx}
  - name: lonely
    emptyDir: {medium: Memory}
`;

test('a volume, at its entry and at a mount: kind, lifetime, who has it where', () => {
  const entry = hoverIn(VOLUMES.replace('  - name: logs', '  - name: lo$0gs'));
  assertSays(entry, '**Volume** `logs` · `emptyDir`', 'Empty when the Pod starts and gone with it');
  assertSays(entry, '`web` has it at `/var/log/nginx`, for reading and writing · line 9');
  assertSays(entry, '`log-agent` has it at `/logs`, read-only · line 15');
  const mount = hoverIn(VOLUMES.replace('{name: logs, mountPath: /logs', '{name: lo$0gs, mountPath: /logs'));
  assert.deepEqual(mount.lines, entry.lines);
  assertSays(
    hoverIn(VOLUMES.replace('{name: config', '{na$0me: config')),
    '`configMap` `nginx`',
    '`nginx.conf` of it at',
  );
});

test('a volume that nobody mounts, and a mount of none', () => {
  assertSays(hoverIn(VOLUMES.replace('lonely', 'lone$0ly')), 'No container mounts it.', 'kept in memory');
  assertSays(
    hoverIn(VOLUMES.replace('gone,', 'go$0ne,')),
    'The Pod has no volume `gone`.',
    'It has `logs`, `config`, `lonely`.',
  );
});

test('a claim template of a StatefulSet', () => {
  const said = hoverIn(`apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  volumeClaimTemplates:
  - metadata: {name: da$0ta}
  template:
    spec:
      containers: [{name: db, image: postgres, volumeMounts: [{name: data, mountPath: /data}]}]
`);
  assertSays(said, 'Storage of its own for each Pod', '`db` has it at `/data`');
});

const PORTS = `${HEAD}  containers:
  - name: web
    image: registry.example/web:1.0
    env: [{name: CACHE_URL, value: "redis://localhost:6379"}]
    ports:
    - containerPort: 8080
      name: http
    readinessProbe: {httpGet: {port: http}}
  - name: cache
    image: registry.example/cache:1.0
    ports: [{containerPort: 6379, hostPort: 7000}]
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec:
  selector: {app: shop}
  ports:
  - port: 80
    targetPort: http
`;

test('a port: who dials it, which Service and probe lead to it', () => {
  for (const place of ['name: ht$0tp', 'na$0me: http']) {
    const said = hoverIn(PORTS.replace('name: http', place));
    assertSays(
      said,
      '**Port** `8080` of `web` · TCP, named `http`',
      'Service `front` sends what comes to its port `80` here · line 24',
    );
    assertSays(said, 'The `readinessProbe` of `web` tries it · line 12');
  }
  const cache = hoverIn(PORTS.replace('containerPort: 6379', 'containerPort: 63$079'));
  assertSays(
    cache,
    '`web` dials it on localhost · line 8',
    'open on the node as port 7000 too',
    'a port can be taken only once',
  );
});

test('the pod spec: one network, the pause container, start order, roles, totals', () => {
  const said = hoverIn(`apiVersion: batch/v1
kind: Job
metadata: {name: report}
spec:
  template:
    sp$0ec:
      restartPolicy: Never
      initContainers:
      - {name: wait, image: busybox, command: [sh, -c, until nc -z db 5432; do sleep 1; done]}
      - {name: proxy, image: envoyproxy/envoy:v1.31.0, restartPolicy: Always}
      containers:
      - {name: report, image: report:1.0, volumeMounts: [{name: out, mountPath: /out}]}
      - {name: upload, image: upload:1.0, volumeMounts: [{name: out, mountPath: /out}]}
      volumes: [{name: out}]
`);
  assert.equal(said.subject, 'spec');
  assertSays(said, '**Pod** · ', '1 init', 'one network namespace, which the pause container holds', 'taken only once');
  assertSays(said, 'Shared volumes: `out` (`report`, `upload`).');
  assertSays(said, 'Start: `wait` runs to its end → `proxy` starts and stays → `report`, `upload` together.');
  assertSays(said, 'This Pod requests nothing', '**BestEffort**');
});

test('hostNetwork changes what localhost is', () => {
  assertSays(
    hoverIn('apiVersion: v1\nkind: Pod\nsp$0ec: {hostNetwork: true, containers: [{name: a, image: b}]}\n'),
    "node's network",
  );
});

test('a spec that is no pod spec is silent', () => {
  assert.equal(hoverIn('apiVersion: apps/v1\nkind: Deployment\nsp$0ec: {template: {spec: {}}}\n').hover, undefined);
  assert.equal(hoverIn('apiVersion: v1\nkind: Service\nsp$0ec: {ports: []}\n').hover, undefined);
});

test('initContainers: how they run, in which order', () => {
  const said = hoverIn(`${HEAD}  init$0Containers:
  - {name: fetch, image: alpine/git, command: [git, clone, u, /src]}
  - {name: proxy, image: envoyproxy/envoy:v1.31.0, restartPolicy: Always}
  containers: [{name: web, image: nginx}]
`);
  assertSays(said, 'one after the other', '`restartPolicy: Always` is a native sidecar', '`fetch`: init', '`proxy`: ');
  assertSays(said, 'Start: `fetch` runs to its end → `proxy` starts and stays → `web`.');
});

test('restartPolicy: of a native sidecar, an app container, the Pod', () => {
  const pod = (container: string, policy = 'Never') =>
    `${HEAD}  restartPolicy: ${policy}\n  initContainers:\n  - name: proxy\n    image: envoy\n    ${container}\n  containers: [{name: a, image: b}]\n`;
  assertSays(
    hoverIn(pod('restartPolicy: Al$0ways')),
    '**Native sidecar**',
    '`proxy` does not have to end',
    'stable since 1.33',
  );
  assertSays(hoverIn(pod('restart$0Policy: Never')), 'Only `restartPolicy: Always` makes');
  assertSays(
    hoverIn(pod('stdin: false', 'Ne$0ver')),
    '**restartPolicy** `Never` of the Pod',
    'Native sidecars are always restarted',
  );
  assertSays(
    hoverIn(`${HEAD}  containers: [{name: a, image: b, restart$0Policy: Never}]\n`),
    'does not make it a native sidecar',
  );
});

test('a second document has its own places', () => {
  const said = hoverIn(`${PORTS}---\n${RESOURCES.replace('250m', '25$00m')}`);
  assert.equal(said.subject, '250m');
});
