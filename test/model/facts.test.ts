import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binaryText, exactText, shortBytes, shortCores } from '../../server/src/analysis/facts/amounts.js';
import { podTotals } from '../../server/src/analysis/facts/pod-totals.js';
import { portUses } from '../../server/src/analysis/facts/port-uses.js';
import { probeTimes } from '../../server/src/analysis/facts/probe-times.js';
import { qosClass } from '../../server/src/analysis/facts/qos-class.js';
import { volumeUses } from '../../server/src/analysis/facts/volume-uses.js';
import { parseNanos } from '../../server/src/analysis/model/quantity.js';
import { podIn, podSpecIn, podText } from './reading.js';

/** A container of a flow-style list with its resources: `r` requests, `l` limits. */
function container(name: string, resources: { r?: string; l?: string }, more = ''): string {
  const parts = [resources.r && `requests: {${resources.r}}`, resources.l && `limits: {${resources.l}}`].filter(
    Boolean,
  );
  return `{name: ${name}, image: i, resources: {${parts.join(', ')}}${more}}`;
}

function specOf(lists: { init?: readonly string[]; app: readonly string[]; more?: string }) {
  const init = lists.init ? `  initContainers: [${lists.init.join(', ')}]\n` : '';
  return podSpecIn(podText(`${init}  containers: [${lists.app.join(', ')}]\n${lists.more ?? ''}`));
}

const NATIVE = ', restartPolicy: Always';

function requestsOf(spec: ReturnType<typeof specOf>, resource = 'memory'): string | undefined {
  const total = podTotals(spec).requests.get(resource);
  return total && (resource === 'cpu' ? shortCores(total.nanos) : shortBytes(total.nanos));
}

test('app containers add up', () => {
  const spec = specOf({ app: [container('a', { r: 'cpu: 100m, memory: 64Mi' }), container('b', { r: 'cpu: 0.25' })] });
  assert.deepEqual([requestsOf(spec, 'cpu'), requestsOf(spec)], ['350m', '64Mi']);
  assert.deepEqual(
    podTotals(spec)
      .requests.get('memory')
      ?.silent.map(({ label }) => label),
    ['b'],
  );
});

test('an init container takes its turn beside the native sidecars before it, not those after it', () => {
  const before = container('before', { r: 'memory: 100Mi' }, NATIVE);
  const after = container('after', { r: 'memory: 200Mi' }, NATIVE);
  const init = container('init', { r: 'memory: 500Mi' });
  const app = container('app', { r: 'memory: 50Mi' });
  assert.equal(requestsOf(specOf({ init: [before, init, after], app: [app] })), '600Mi');
  assert.equal(requestsOf(specOf({ init: [init, before, after], app: [app] })), '500Mi');
  const spec = specOf({ init: [before, init, after], app: [container('app', { r: 'memory: 301Mi' })] });
  assert.equal(requestsOf(spec), '601Mi');
  assert.equal(podTotals(spec).requests.get('memory')?.settledBy, undefined);
  assert.equal(podTotals(specOf({ init: [init], app: [app] })).requests.get('memory')?.settledBy?.label, 'init');
});

test('of several init containers the greediest counts', () => {
  const init = [container('one', { r: 'memory: 1Gi' }), container('two', { r: 'memory: 2Gi' })];
  assert.equal(requestsOf(specOf({ init, app: [container('app', { r: 'memory: 1Mi' })] })), '2Gi');
});

test('a missing request is filled from the limit, a missing limit is none', () => {
  const spec = specOf({ app: [container('a', { l: 'memory: 64Mi' }), container('b', { r: 'memory: 32Mi' })] });
  assert.equal(requestsOf(spec), '96Mi');
  const limit = podTotals(spec).limits.get('memory');
  assert.deepEqual([limit && shortBytes(limit.nanos), limit?.silent.map(({ label }) => label)], ['64Mi', ['b']]);
});

test('overhead is added to requests, and to limits where there are any', () => {
  const more = '  overhead: {cpu: 250m, memory: 120Mi}\n';
  const spec = specOf({ app: [container('a', { r: 'cpu: 100m', l: 'memory: 8Mi' })], more });
  assert.deepEqual([requestsOf(spec, 'cpu'), requestsOf(spec)], ['350m', '128Mi']);
  const { limits } = podTotals(spec);
  assert.equal(limits.has('cpu'), false);
  assert.equal(shortBytes(limits.get('memory')?.nanos ?? 0n), '128Mi');
});

test('resources of the pod stand above those of its containers', () => {
  const app = [container('a', { r: 'cpu: 100m' })];
  const set = specOf({ app, more: '  resources: {requests: {cpu: 2}, limits: {cpu: 3, memory: 1Gi}}\n' });
  assert.deepEqual([requestsOf(set, 'cpu'), requestsOf(set)], ['2', '1Gi']);
  const limitsOnly = specOf({ app, more: '  resources: {limits: {cpu: 3}}\n' });
  assert.equal(requestsOf(limitsOnly, 'cpu'), '100m', 'what the containers request is taken first');
});

test('what cannot be read makes the total a lower bound', () => {
  const total = podTotals(specOf({ app: [container('a', { r: 'cpu: 1' }), container('b', { r: 'cpu: much' })] }));
  assert.deepEqual(
    total.requests.get('cpu')?.unreadable.map(({ label }) => label),
    ['b'],
  );
});

function qosOf(...args: Parameters<typeof specOf>): readonly string[] {
  const { name, gaps } = qosClass(specOf(...args));
  return [name, ...gaps.map((gap) => `${gap.container?.label ?? 'pod'} ${gap.resource} ${gap.lack}`)];
}

test('the class of service and what keeps it from being better', () => {
  const full = { l: 'cpu: 1, memory: 1Gi' };
  assert.deepEqual(qosOf({ app: [container('a', full)] }), ['Guaranteed']);
  assert.deepEqual(qosOf({ app: [container('a', { r: 'cpu: 1000m, memory: 1024Mi', ...full })] }), ['Guaranteed']);
  assert.deepEqual(qosOf({ app: [container('a', { r: 'cpu: 500m', ...full })] }), [
    'Burstable',
    'a cpu request-below-limit',
  ]);
  assert.deepEqual(qosOf({ app: [container('a', full), container('b', { r: 'cpu: 1' })] }), [
    'Burstable',
    'b cpu limit',
    'b memory limit',
  ]);
  assert.deepEqual(qosOf({ init: [container('i', {})], app: [container('a', full)] })[0], 'Burstable');
  assert.equal(qosOf({ app: [container('a', { r: 'cpu: 0', l: 'ephemeral-storage: 1Gi' })] })[0], 'BestEffort');
});

test('the class of a pod with resources of its own comes from these', () => {
  const app = [container('a', {})];
  assert.deepEqual(qosOf({ app, more: '  resources: {limits: {cpu: 1, memory: 1Gi}}\n' }), ['Guaranteed']);
  assert.deepEqual(qosOf({ app, more: '  resources: {limits: {cpu: 1}}\n' }), ['Burstable', 'pod memory limit']);
});

function timesOf(kind: string, timing: string, more = '') {
  const spec = podSpecIn(
    podText(`${more}  containers: [{name: a, image: i, ${kind}: {tcpSocket: {port: 80}, ${timing}}}]\n`),
  );
  const [probe] = spec.containers[0]?.probes ?? [];
  assert.ok(probe);
  return probeTimes(probe, spec);
}

test('a probe without timing has the defaults, and 0 means the default', () => {
  const { effective, failing, recovering } = timesOf('livenessProbe', 'periodSeconds: 0, failureThreshold: 0');
  assert.deepEqual(effective, {
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    successThreshold: 1,
    failureThreshold: 3,
  });
  assert.deepEqual([failing, recovering], [31, 11]);
});

test('worst cases count the period before the first try and the timeout of the last', () => {
  const times = timesOf(
    'readinessProbe',
    'periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 4, successThreshold: 2',
  );
  assert.deepEqual([times.failing, times.recovering], [22, 12]);
});

test('a timeout longer than the period sets the pace', () => {
  assert.equal(timesOf('livenessProbe', 'periodSeconds: 5, timeoutSeconds: 20, failureThreshold: 3').failing, 65);
});

test('the time to start lies between two bounds', () => {
  const times = timesOf('startupProbe', 'initialDelaySeconds: 15, periodSeconds: 10, failureThreshold: 30');
  assert.deepEqual([times.startAtLeast, times.startAtMost], [305, 316]);
});

test("the grace period is the probe's, else the pod's, else 30 s", () => {
  assert.equal(
    timesOf('livenessProbe', 'terminationGracePeriodSeconds: 5', '  terminationGracePeriodSeconds: 60\n').grace,
    5,
  );
  assert.equal(timesOf('livenessProbe', 'periodSeconds: 1', '  terminationGracePeriodSeconds: 60\n').grace, 60);
  assert.equal(timesOf('livenessProbe', 'periodSeconds: 1').grace, 30);
});

test('a timing field that cannot be read is named', () => {
  assert.deepEqual(timesOf('livenessProbe', 'periodSeconds: "5"').unreadable, ['periodSeconds']);
});

test('who has a volume, where and how', () => {
  const spec = podSpecIn(
    podText(`
  containers:
  - {name: web, image: i, volumeMounts: [{name: logs, mountPath: /var/log}, {name: config, mountPath: /etc/app}]}
  - {name: agent, image: i, volumeMounts: [{name: logs, mountPath: /in, readOnly: true, subPath: nginx}], volumeDevices: [{name: disk, devicePath: /dev/xvda}]}
  volumes: [{name: logs}, {name: config, configMap: {name: c}}, {name: disk, persistentVolumeClaim: {claimName: d}}]
`),
  );
  const uses = (name: string) =>
    volumeUses(spec, name).map(({ container: { label }, as, path, readOnly, subPath }) => [
      label,
      as,
      path,
      readOnly,
      subPath,
    ]);
  assert.deepEqual(uses('logs'), [
    ['web', 'mount', '/var/log', false, undefined],
    ['agent', 'mount', '/in', true, 'nginx'],
  ]);
  assert.deepEqual(uses('config'), [['web', 'mount', '/etc/app', true, undefined]]);
  assert.deepEqual(uses('disk'), [['agent', 'device', '/dev/xvda', false, undefined]]);
  assert.deepEqual(uses('unknown'), []);
});

test('who reaches a port: on localhost, through a Service, by a probe', () => {
  const pod = podIn(`${podText(`
  containers:
  - name: web
    image: registry.example/web:1.0
    env: [{name: CACHE_URL, value: "redis://localhost:6379"}]
    ports: [{containerPort: 8080, name: http}]
    readinessProbe: {httpGet: {port: http}}
  - name: cache
    image: registry.example/cache:1.0
    ports: [{containerPort: 6379}]
    livenessProbe: {tcpSocket: {port: 6379}}
`).replace('  name: shop', '  name: shop\n  labels: {app: shop}')}---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80, targetPort: http}, {port: 6379}]}
`);
  const usesOf = (name: string) => {
    const found = pod.spec.containers.find(({ label }) => label === name);
    const [port] = found?.ports ?? [];
    assert.ok(found && port);
    const { dialed, services, probes } = portUses(pod, found, port);
    return [
      dialed.map(({ from }) => from.label),
      services.map((each) => each.port.port?.value),
      probes.map(({ probe }) => probe.kind),
    ];
  };
  assert.deepEqual(usesOf('web'), [[], [80], ['readinessProbe']]);
  assert.deepEqual(usesOf('cache'), [['web'], [6379], ['livenessProbe']]);
});

test('amounts in the units in which people think', () => {
  const nanos = (text: string) => parseNanos(text) ?? assert.fail(text);
  assert.equal(exactText(nanos('512Mi')), '536,870,912');
  assert.equal(exactText(nanos('250m')), '0.25');
  assert.equal(exactText(nanos('-1234.5')), '-1,234.5');
  assert.equal(binaryText(nanos('512Mi')), '0.5 GiB');
  assert.equal(binaryText(nanos('128Mi')), '128 MiB');
  assert.equal(binaryText(nanos('1G')), '0.93 GiB');
  assert.equal(binaryText(nanos('100')), undefined);
  assert.equal(shortBytes(nanos('736Mi')), '736Mi');
  assert.equal(shortBytes(nanos('1331Mi')), '1.3Gi');
  assert.equal(shortCores(nanos('0.43')), '430m');
  assert.equal(shortCores(nanos('2000m')), '2');
});
