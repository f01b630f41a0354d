import assert from 'node:assert/strict';
import { test } from 'node:test';
import { podsOf, podWith } from './pods.js';

/** `one -> two logs`, `one -> two 5432`; `--` where the direction is open. */
function flowsOf(yaml: string): string[] {
  return podsOf(yaml).flatMap(({ flows }) =>
    flows.map(({ from, to, directed, via }) => {
      const through = via.kind === 'volume' ? via.volume.name.value : via.kind === 'localhost' ? via.port : via.kind;
      return `${from.label} ${directed ? '->' : '--'} ${to.label} ${through}`;
    }),
  );
}

interface Mounting {
  readonly mount?: string;
  readonly rest?: string;
}

function sharing(one: Mounting, two: Mounting, source = 'emptyDir: {}'): string {
  const item = (name: string, { mount = '', rest = 'image: a/b' }: Mounting) =>
    `  - name: ${name}\n    ${rest}\n    volumeMounts: [{ name: data, mountPath: /data${mount} }]\n`;
  return podWith(`  volumes: [{ name: data, ${source} }]\n  containers:\n${item('one', one)}${item('two', two)}`);
}

const shell = (script: string): Mounting => ({ rest: `command: [sh, -c, ${JSON.stringify(script)}]` });

test('nothing shows who writes: the flow has no direction', () => {
  assert.deepEqual(flowsOf(sharing({}, {})), ['one -- two data']);
});

test('readOnly tells who reads', () => {
  assert.deepEqual(flowsOf(sharing({}, { mount: ', readOnly: true' })), ['one -> two data']);
  assert.deepEqual(flowsOf(sharing({ mount: ', readOnly: true' }, {})), ['two -> one data']);
});

test('two readers pass nothing on', () => {
  assert.deepEqual(flowsOf(sharing({ mount: ', readOnly: true' }, { mount: ', readOnly: true' })), []);
});

test('commands tell who writes and who reads', () => {
  assert.deepEqual(flowsOf(sharing({}, shell('date >> /data/log'))), ['two -> one data']);
  assert.deepEqual(flowsOf(sharing({}, shell('tail -F /data/log'))), ['one -> two data']);
  assert.deepEqual(flowsOf(sharing({}, shell('date > /database/log'))), ['one -- two data']);
});

for (const [what, script, expected] of [
  ['tee', 'run | tee -a /data/out', 'two -> one data'],
  ['cp into the volume', 'cp -r /site/. /data', 'two -> one data'],
  ['cp out of the volume', 'cp -r /data/. /site', 'one -> two data'],
  ['a redirection', 'run >> /data/out', 'two -> one data'],
  ['a follower', 'tail -n+1 -F /data/out', 'one -> two data'],
  ['a root flag', 'git-sync --repo=https://git.example/x --root=/data', 'two -> one data'],
  ['a folder that is changed to', 'cd /data && git pull', 'two -> one data'],
  ['a variable', 'OUT=/data/out; run > "$OUT"', 'two -> one data'],
] as const) {
  test(`an idiom tells the direction: ${what}`, () =>
    assert.deepEqual(flowsOf(sharing({}, shell(script))), [expected]));
}

test('products tell who writes and who reads', () => {
  assert.deepEqual(flowsOf(sharing({}, { rest: 'image: fluent/fluent-bit' })), ['one -> two data']);
  assert.deepEqual(flowsOf(sharing({}, { rest: 'image: git-sync/git-sync' })), ['two -> one data']);
});

test('a web server reads its document root and writes its logs', () => {
  const nginx = (path: string) =>
    `  - { name: two, image: nginx, volumeMounts: [{ name: data, mountPath: ${path} }] }\n`;
  const yaml = (path: string) =>
    podWith(`  volumes: [{ name: data, emptyDir: {} }]
  containers:
  - { name: one, image: a/b, volumeMounts: [{ name: data, mountPath: /data }] }
${nginx(path)}`);
  assert.deepEqual(flowsOf(yaml('/usr/share/nginx/html')), ['one -> two data']);
  assert.deepEqual(flowsOf(yaml('/var/log/nginx')), ['two -> one data']);
  assert.deepEqual(flowsOf(yaml('/cache')), ['one -- two data']);
});

test('what both do goes both ways', () => {
  const both = shell('cat /data/in > /data/out');
  assert.deepEqual(flowsOf(sharing(both, both)), ['one -> two data', 'two -> one data']);
});

test('different folders of a volume are apart', () => {
  assert.deepEqual(flowsOf(sharing({ mount: ', subPath: a' }, { mount: ', subPath: b' })), []);
  assert.deepEqual(flowsOf(sharing({ mount: ', subPath: a' }, { mount: ', subPath: a/b' })), ['one -- two data']);
});

test('what the API fills is no way between containers', () => {
  assert.deepEqual(flowsOf(sharing({}, {}, 'configMap: { name: c }')), []);
  assert.deepEqual(flowsOf(sharing({}, {}, 'secret: { secretName: s }')), []);
});

test('branches of a template with one volume each are one way', () => {
  const text = sharing({}, {}).replace(
    'volumes: [{ name: data, emptyDir: {} }]',
    'volumes:\n  {{- if .Values.kept }}\n  - { name: data, persistentVolumeClaim: { claimName: a } }\n  {{- else }}\n  - { name: data, emptyDir: {} }\n  {{- end }}',
  );
  assert.deepEqual(flowsOf(text), ['one -- two data']);
});

test('an init container writes for those that follow', () => {
  const yaml = podWith(`  volumes: [{ name: data, emptyDir: {} }]
  initContainers: [{ name: prepare, volumeMounts: [{ name: data, mountPath: /a }] }]
  containers: [{ name: one, volumeMounts: [{ name: data, mountPath: /a }] }]
`);
  assert.deepEqual(flowsOf(yaml), ['prepare -> one data']);
});

function dialing(one: string, two: string, three = ''): string {
  return podWith(`  containers:\n  - name: one\n    ${one}\n  - name: two\n    ${two}\n${three}`);
}

const DIALS = "env: [{ name: DB, value: 'localhost:5432' }]";

test('the one who declares the port is dialed', () => {
  assert.deepEqual(flowsOf(dialing(DIALS, 'ports: [{ containerPort: 5432 }]')), ['one -> two 5432']);
});

test('a flag or a product tells who has the port', () => {
  const other = '  - name: three\n    image: a/b\n';
  assert.deepEqual(flowsOf(dialing(DIALS, "args: ['--port=5432']", other)), ['one -> two 5432']);
  assert.deepEqual(flowsOf(dialing(DIALS, 'image: pgbouncer', other)), ['one -> two 5432']);
});

test('the only other container without ports has the port; two of them may have it', () => {
  assert.deepEqual(flowsOf(dialing(DIALS, 'image: a/b')), ['one -> two 5432']);
  assert.deepEqual(flowsOf(dialing(DIALS, 'image: a/b', '  - name: three\n    image: a/c\n')), []);
  const [pod] = podsOf(dialing(DIALS, 'image: a/b'));
  assert.deepEqual(
    pod?.flows.map(({ via }) => via.kind === 'localhost' && via.declared),
    [false],
  );
});

test('who has the port itself dials itself', () => {
  assert.deepEqual(flowsOf(dialing(`${DIALS}\n    ports: [{ containerPort: 5432 }]`, 'image: a/b')), []);
});

test('probes are the kubelet asking, not the container', () => {
  const probe = "livenessProbe: { exec: { command: [curl, 'http://localhost:5432'] } }";
  assert.deepEqual(flowsOf(dialing(probe, 'ports: [{ containerPort: 5432 }]')), []);
});

test('a plain init container reaches sidecar containers before it, and nobody else', () => {
  const init = "{ name: prepare, env: [{ name: DB, value: 'localhost:5432' }] }";
  const proxy = '{ name: proxy, restartPolicy: Always, ports: [{ containerPort: 5432 }] }';
  const app = '  containers: [{ name: one, image: a/b }]\n';
  assert.deepEqual(flowsOf(podWith(`  initContainers: [${proxy}, ${init}]\n${app}`)), ['prepare -> proxy 5432']);
  assert.deepEqual(flowsOf(podWith(`  initContainers: [${init}, ${proxy}]\n${app}`)), []);
});

const CONFIGURED = 'volumeMounts: [{ name: conf, mountPath: /etc/nginx }]';
const configMap = (text: string) => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: conf }
data:
  file: ${JSON.stringify(text)}
`;

for (const [what, text, expected] of [
  ['proxy_pass of nginx', 'server { listen 127.0.0.1:8080; proxy_pass http://127.0.0.1:3000; }', 'one -> two 3000'],
  [
    'a cluster of Envoy',
    'listeners:\n- address: 127.0.0.1\n  port_value: 3000\nclusters:\n- address: 127.0.0.1\n  port_value: 3001\n',
    'one -> two 3001',
  ],
  ['targets of Prometheus', "scrape_configs:\n- targets: ['localhost:3000']\n", 'one -> two 3000'],
  [
    'a server of HAProxy',
    'frontend web\n  bind 127.0.0.1:8080\nbackend app\n  server app 127.0.0.1:3000 check\n',
    'one -> two 3000',
  ],
  ['an endpoint of Vector', '[sinks.out]\ntype = "http"\nuri = "http://localhost:3000/in"\n', 'one -> two 3000'],
  [
    'a filter chain of Envoy in one line',
    'clusters: [{ socket_address: { address: 127.0.0.1, port_value: 3000 } }]',
    'one -> two 3000',
  ],
  ['Host and Port of Fluent Bit', '[OUTPUT]\n    Host 127.0.0.1\n    Port 3000\n', 'one -> two 3000'],
] as const) {
  test(`a mounted configuration tells whom its reader dials: ${what}`, () => {
    const spec = `  volumes: [{ name: conf, configMap: { name: conf } }]
  containers:
  - name: one
    ${CONFIGURED}
  - name: two
    ports: [{ containerPort: 3000 }, { containerPort: 3001 }]
`;
    assert.deepEqual(flowsOf(`${podWith(spec)}${configMap(text)}`), [expected]);
  });
}

test('a configuration is found in a projected volume, and a ConfigMap of variables is an environment', () => {
  const two = '  - name: two\n    ports: [{ containerPort: 3000 }]\n';
  const projected = `  volumes: [{ name: conf, projected: { sources: [{ configMap: { name: conf } }] } }]
  containers:
  - name: one
    ${CONFIGURED}
${two}`;
  assert.deepEqual(flowsOf(`${podWith(projected)}${configMap('proxy_pass http://127.0.0.1:3000;')}`), [
    'one -> two 3000',
  ]);
  const environment = `  containers:
  - name: one
    envFrom: [{ configMapRef: { name: conf } }]
${two}`;
  const variables =
    '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: conf }\ndata: { API_HOST: localhost, API_PORT: "3000" }\n';
  assert.deepEqual(flowsOf(`${podWith(environment)}${variables}`), ['one -> two 3000']);
});

test('a probe tells which port a container has that declares none', () => {
  const probed = 'readinessProbe: { tcpSocket: { port: 5432 } }';
  const other = '  - name: three\n    image: a/c\n';
  assert.deepEqual(flowsOf(dialing(DIALS, probed, other)), ['one -> two 5432']);
  const host = 'readinessProbe: { tcpSocket: { port: 5432, host: db.example } }';
  assert.deepEqual(flowsOf(dialing(DIALS, host, other)), []);
});

test('signals cross containers only in a shared process namespace', () => {
  const two = "command: [sh, -c, 'while true; do sleep 9; kill -HUP $(pidof one); done']";
  const containers = `  containers:\n  - name: one\n    image: a/b\n  - name: two\n    ${two}\n  - name: three\n    image: a/c\n`;
  assert.deepEqual(flowsOf(podWith(`  shareProcessNamespace: true\n${containers}`)), ['two -> one process-namespace']);
  assert.deepEqual(flowsOf(podWith(containers)), []);
});

test('the places of a flow are texts of the manifest', () => {
  const yaml = dialing(DIALS, 'ports: [{ containerPort: 5432 }]');
  const [flow] = podsOf(yaml)[0]?.flows ?? [];
  assert.deepEqual(
    flow?.spans.map(({ start, end }) => yaml.slice(start, end)),
    ["'localhost:5432'", '5432'],
  );
});

test('a hundred containers of one volume do not make ten thousand flows', () => {
  const items = Array.from(
    { length: 100 },
    (_, at) => `  - { name: c${at}, volumeMounts: [{ name: data, mountPath: /a }] }\n`,
  );
  const yaml = podWith(`  volumes: [{ name: data, emptyDir: {} }]\n  containers:\n${items.join('')}`);
  assert.ok(flowsOf(yaml).length < 400);
});
