import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerIn, podSpecIn, podText } from './reading.js';

test('containers come in start order, with list, index and lifecycle', () => {
  const spec = podSpecIn(
    podText(`
  ephemeralContainers: [{name: debugger, image: busybox}]
  containers: [{name: web, image: nginx}, null, {name: agent, image: agent}]
  initContainers:
  - {name: migrate, image: flyway}
  - {name: proxy, image: envoy, restartPolicy: Always}
`),
  );
  assert.deepEqual(
    spec.containers.map(({ label, list, index, lifecycle }) => [label, list, index, lifecycle]),
    [
      ['migrate', 'initContainers', 0, 'init'],
      ['proxy', 'initContainers', 1, 'sidecar'],
      ['web', 'containers', 0, 'app'],
      ['agent', 'containers', 2, 'app'],
      ['debugger', 'ephemeralContainers', 0, 'ephemeral'],
    ],
  );
});

test('a container without a name is called by its place', () => {
  const { containers } = podSpecIn(
    podText("  containers: [{image: nginx}, {name: '', image: a}, {name: 5, image: b}]\n"),
  );
  assert.deepEqual(
    containers.map(({ label, name }) => [label, name?.value]),
    [
      ['containers[0]', undefined],
      ['containers[1]', ''],
      ['containers[2]', undefined],
    ],
  );
});

test('a name that a template makes stays usable', () => {
  const { name, label } = containerIn(
    podText('  containers:\n  - name: {{ .Chart.Name }}-web\n    image: nginx\n'),
    '{{ .Chart.Name }}-web',
  );
  assert.equal(name?.value, label);
});

test('an action or a variable in an image is taken whole', () => {
  const { containers } = podSpecIn(
    podText(`
  containers:
  - name: one
    image: {{ printf "%s:%s" .Values.one.repository .Values.one.tag }}
  - name: other
    image: {{ printf "%s:%s" .Values.other.repository .Values.other.tag }}
  - name: fallback
    image: "\${HOST:-registry.example}/shop/web:\${TAG:-1.2}"
`),
  );
  assert.deepEqual(
    containers.map(({ image }) => [image?.registry, image?.repository, image?.tag]),
    [
      [undefined, '{{ printf "%s:%s" .Values.one.repository .Values.one.tag }}', undefined],
      [undefined, '{{ printf "%s:%s" .Values.other.repository .Values.other.tag }}', undefined],
      [`\${HOST:-registry.example}`, 'shop/web', `\${TAG:-1.2}`],
    ],
  );
});

test('what is missing or mistyped is left out, and the rest is read', () => {
  const container = containerIn(
    podText(`
  containers:
  - name: web
    image: [nginx]
    command: sh
    args: [-c, 5, true, null, {a: b}]
    ports: [{containerPort: "80"}, {containerPort: 8080, name: http, protocol: UDP}, {name: none}]
    env: [{name: A, value: 1}, {name: B, value: b}, {value: c}]
    volumeMounts: [{mountPath: /data}, {name: data, mountPath: /data, readOnly: "true", subPath: part}]
    livenessProbe: yes
    readinessProbe: {periodSeconds: "5", timeoutSeconds: 2}
    resources: {limits: [1]}
`),
    'web',
  );
  assert.equal(container.image, undefined);
  assert.deepEqual(container.command, []);
  assert.deepEqual(
    container.args.map(({ value }) => value),
    ['-c', '5', 'true'],
  );
  assert.deepEqual(
    container.ports.map(({ port, name, protocol }) => [port.value, name?.value, protocol]),
    [[8080, 'http', 'UDP']],
  );
  assert.deepEqual(
    container.env.map(({ name, value }) => [name.value, value?.value]),
    [
      ['A', undefined],
      ['B', 'b'],
    ],
  );
  const [mount, ...others] = container.mounts;
  assert.deepEqual([mount?.mountPath?.value, mount?.readOnly, mount?.subPath?.value], ['/data', undefined, 'part']);
  assert.equal(others.length, 0);
  const [probe] = container.probes;
  assert.deepEqual(
    [probe?.kind, probe?.timing.periodSeconds, probe?.timing.timeoutSeconds?.value],
    ['readinessProbe', undefined, 2],
  );
  assert.equal(container.resources?.limits.size, 0);
});

test('the environment remembers which objects it comes from', () => {
  const { env, envFrom } = containerIn(
    podText(`
  containers:
  - name: web
    image: nginx
    envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: tokens}}]
    env:
    - {name: A, valueFrom: {configMapKeyRef: {name: other, key: a}}}
    - {name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
`),
    'web',
  );
  assert.deepEqual(
    envFrom.map(({ kind, name }) => [kind, name.value]),
    [
      ['configMap', 'settings'],
      ['secret', 'tokens'],
    ],
  );
  assert.deepEqual(
    env.map(({ from }) => from && [from.kind, from.name.value]),
    [['configMap', 'other'], undefined],
  );
});

test('volumes have their source, the object behind it, and the claims of a StatefulSet', () => {
  const spec = podSpecIn(`
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  volumeClaimTemplates: [{metadata: {name: data}}]
  template:
    spec:
      containers: [{name: db, image: postgres}]
      volumes:
      - {name: scratch}
      - {configMap: {name: settings}, name: config}
      - {name: tokens, secret: {secretName: token}}
      - {name: all, projected: {sources: [{configMap: {name: more}}, {secret: {name: s}}]}}
`);
  assert.deepEqual(
    spec.volumes.map(({ name, source, object, configMaps, inPodSpec }) => [
      name.value,
      source,
      object?.value,
      configMaps.map(({ value }) => value).join(),
      inPodSpec,
    ]),
    [
      ['scratch', 'emptyDir', undefined, '', true],
      ['config', 'configMap', 'settings', 'settings', true],
      ['tokens', 'secret', 'token', '', true],
      ['all', 'projected', undefined, 'more', true],
      ['data', 'volumeClaimTemplate', undefined, '', false],
    ],
  );
});

test('merge keys and aliases are read where they lead', () => {
  const spec = podSpecIn(`
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
  - &web
    name: web
    image: nginx:1.27
    resources: &bounds {limits: {memory: 64Mi}}
  - <<: *web
    name: worker
  - name: agent
    image: agent:1.0
    resources: *bounds
`);
  assert.deepEqual(
    spec.containers.map(({ label, image, resources }) => [
      label,
      image?.repository,
      resources?.limits.get('memory')?.value,
    ]),
    [
      ['web', 'nginx', '64Mi'],
      ['worker', 'nginx', '64Mi'],
      ['agent', 'agent', '64Mi'],
    ],
  );
});

test('image references come apart as registries read them', () => {
  const { containers } = podSpecIn(
    podText(`
  containers:
  - {name: a, image: nginx}
  - {name: b, image: "registry.example:5000/team/app:1.4@sha256:00"}
  - {name: c, image: localhost/app}
  - {name: d, image: team/app:1}
`),
  );
  assert.deepEqual(
    containers.map(({ image }) => [image?.registry, image?.repository, image?.tag, image?.digest]),
    [
      [undefined, 'nginx', undefined, undefined],
      ['registry.example:5000', 'team/app', '1.4', 'sha256:00'],
      ['localhost', 'app', undefined, undefined],
      [undefined, 'team/app', '1', undefined],
    ],
  );
});
