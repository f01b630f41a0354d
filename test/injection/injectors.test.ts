import assert from 'node:assert/strict';
import { test } from 'node:test';
import { injectors } from '../../server/src/analysis/injection/injected-containers.js';
import { injectedInto, type PodText, podIn, podText } from './pods.js';

const ISTIO = { 'sidecar.istio.io/inject': '"true"' };
const LINKERD = { 'linkerd.io/inject': 'enabled' };
const DAPR = { 'dapr.io/enabled': '"true"' };
const CONSUL = { 'consul.hashicorp.com/connect-inject': '"true"' };
const VAULT = { 'vault.hashicorp.com/agent-inject': '"true"' };
const KUMA = { 'kuma.io/sidecar-injection': 'enabled' };
const COLLECTOR = { 'sidecar.opentelemetry.io/inject': '"true"' };

/** What is added, each as `name role function lifecycle`. */
const ADDED: Readonly<Record<string, readonly [PodText, ...string[]]>> = {
  'Istio by label': [{ labels: ISTIO }, 'istio-init init network-setup init', 'istio-proxy sidecar mesh-proxy sidecar'],
  'Istio by annotation': [
    { annotations: ISTIO },
    'istio-init init network-setup init',
    'istio-proxy sidecar mesh-proxy sidecar',
  ],
  'Istio by revision': [
    { labels: { 'istio.io/rev': 'canary' } },
    'istio-init init network-setup init',
    'istio-proxy sidecar mesh-proxy sidecar',
  ],
  'Istio without native sidecars': [
    { labels: ISTIO, annotations: { 'sidecar.istio.io/nativeSidecar': '"false"' } },
    'istio-init init network-setup init',
    'istio-proxy sidecar mesh-proxy app',
  ],
  'Istio without redirection': [
    { labels: ISTIO, annotations: { 'sidecar.istio.io/interceptionMode': 'NONE' } },
    'istio-proxy sidecar mesh-proxy sidecar',
  ],
  'an istio-proxy that the manifest customizes': [
    { labels: ISTIO, containers: ['istio-proxy'] },
    'istio-init init network-setup init',
  ],
  Linkerd: [
    { annotations: LINKERD },
    'linkerd-init init network-setup init',
    'linkerd-proxy sidecar mesh-proxy sidecar',
  ],
  'Linkerd without native sidecars': [
    { annotations: { ...LINKERD, 'config.beta.linkerd.io/proxy-enable-native-sidecar': '"false"' } },
    'linkerd-init init network-setup init',
    'linkerd-proxy sidecar mesh-proxy app',
  ],
  Dapr: [{ annotations: DAPR }, 'daprd sidecar mesh-proxy app'],
  Consul: [
    { annotations: CONSUL },
    'consul-connect-inject-init init network-setup init',
    'consul-dataplane sidecar mesh-proxy app',
  ],
  'Consul with two services': [
    { annotations: { ...CONSUL, 'consul.hashicorp.com/connect-service': 'web,admin' } },
    'consul-connect-inject-init-web init network-setup init',
    'consul-dataplane-web sidecar mesh-proxy app',
    'consul-connect-inject-init-admin init network-setup init',
    'consul-dataplane-admin sidecar mesh-proxy app',
  ],
  Vault: [{ annotations: VAULT }, 'vault-agent-init init secrets-agent init', 'vault-agent sidecar secrets-agent app'],
  'Vault before the others only': [
    { annotations: { ...VAULT, 'vault.hashicorp.com/agent-pre-populate-only': '"true"' } },
    'vault-agent-init init secrets-agent init',
  ],
  'Vault beside the others only': [
    { annotations: { ...VAULT, 'vault.hashicorp.com/agent-pre-populate': '"false"' } },
    'vault-agent sidecar secrets-agent app',
  ],
  'Kuma by label': [{ labels: KUMA }, 'kuma-init init network-setup init', 'kuma-sidecar sidecar mesh-proxy app'],
  'Kuma by annotation': [
    { annotations: { 'kuma.io/sidecar-injection': '"true"' } },
    'kuma-init init network-setup init',
    'kuma-sidecar sidecar mesh-proxy app',
  ],
  'a collector': [{ annotations: COLLECTOR }, 'otc-container sidecar other app'],
  'a collector by name': [
    { annotations: { 'sidecar.opentelemetry.io/inject': 'team/agent' } },
    'otc-container sidecar other app',
  ],
  'an OpenTelemetry agent': [
    { annotations: { 'instrumentation.opentelemetry.io/inject-java': '"true"' } },
    'opentelemetry-auto-instrumentation-java init copy-binaries init',
  ],
  'an OpenTelemetry agent beside the application': [
    {
      annotations: {
        'instrumentation.opentelemetry.io/inject-go': '"true"',
        'instrumentation.opentelemetry.io/otel-go-auto-target-exe': '/web',
      },
    },
    'opentelemetry-auto-instrumentation sidecar other app',
  ],
  'two products': [
    { annotations: { ...DAPR, 'vault.hashicorp.com/agent-inject': '"TRUE"' } },
    'daprd sidecar mesh-proxy app',
    'vault-agent-init init secrets-agent init',
    'vault-agent sidecar secrets-agent app',
  ],
};

for (const [title, [pod, ...wanted]] of Object.entries(ADDED)) {
  test(`added: ${title}`, () => {
    const added = injectedInto(pod).map((each) => `${each.name} ${each.role} ${each.function} ${each.lifecycle}`);
    assert.deepEqual(added, wanted);
  });
}

const SILENT: Readonly<Record<string, PodText>> = {
  'no mark': {},
  'Istio refused by label': { labels: { 'sidecar.istio.io/inject': '"false"' }, annotations: ISTIO },
  'Istio refused, with a revision': { labels: { 'sidecar.istio.io/inject': '"false"', 'istio.io/rev': 'default' } },
  'Istio on the network of the node': { labels: ISTIO, spec: ['hostNetwork: true'] },
  'Istio in ambient mode': { labels: { 'istio.io/rev': 'default', 'istio.io/dataplane-mode': 'ambient' } },
  'an Istio gateway': { labels: ISTIO, annotations: { 'inject.istio.io/templates': 'gateway' } },
  'a mark that is no string': { labels: { 'sidecar.istio.io/inject': 'true' } },
  'Linkerd refused': { annotations: { 'linkerd.io/inject': 'disabled' } },
  'Linkerd by label': { labels: LINKERD },
  'Linkerd on the network of the node': { annotations: LINKERD, spec: ['hostNetwork: true'] },
  'Linkerd without a token': { annotations: LINKERD, spec: ['automountServiceAccountToken: false'] },
  'Linkerd with its proxy in the manifest': { annotations: LINKERD, containers: ['linkerd-proxy'] },
  'Dapr refused': { annotations: { 'dapr.io/enabled': '"false"' } },
  'Dapr with its sidecar in the manifest': { annotations: DAPR, containers: ['daprd'] },
  'Consul refused': { annotations: { 'consul.hashicorp.com/connect-inject': '"false"' } },
  'Vault refused': { annotations: { 'vault.hashicorp.com/agent-inject': '"false"' } },
  'Vault, already injected': { annotations: { ...VAULT, 'vault.hashicorp.com/agent-inject-status': 'injected' } },
  'Kuma refused by label': { labels: { 'kuma.io/sidecar-injection': 'disabled' }, annotations: KUMA },
  'Kuma with its sidecar in the manifest': { labels: KUMA, containers: ['kuma-sidecar'] },
  'no collector': { annotations: { 'sidecar.opentelemetry.io/inject': '"False"' } },
  'a collector that a template names': {
    annotations: { 'sidecar.opentelemetry.io/inject': '{{ .Values.collector }}' },
  },
  'no agent': { annotations: { 'instrumentation.opentelemetry.io/inject-java': '"false"' } },
  'settings alone': { annotations: { 'instrumentation.opentelemetry.io/inject-sdk': '"true"' } },
  'an agent without its target': { annotations: { 'instrumentation.opentelemetry.io/inject-go': '"true"' } },
};

for (const [title, pod] of Object.entries(SILENT)) {
  test(`nothing is added: ${title}`, () => assert.deepEqual(injectedInto(pod), []));
}

const PORTS: Readonly<Record<string, readonly [PodText, readonly number[]]>> = {
  Istio: [{ labels: ISTIO }, [15000, 15001, 15002, 15004, 15006, 15008, 15020, 15021, 15053, 15090]],
  'Linkerd, one of them moved': [
    { annotations: { ...LINKERD, 'config.linkerd.io/admin-port': '"9991"' } },
    [4140, 4143, 4190, 9991],
  ],
  Dapr: [{ annotations: DAPR }, [3500, 3501, 9090, 50001]],
  'Dapr without metrics': [{ annotations: { ...DAPR, 'dapr.io/enable-metrics': '"false"' } }, [3500, 3501, 50001]],
  'Dapr with another port for metrics': [
    { annotations: { ...DAPR, 'dapr.io/metrics-port': '"9190"' } },
    [3500, 3501, 9190, 50001],
  ],
  'Dapr with a socket': [{ annotations: { ...DAPR, 'dapr.io/unix-domain-socket-path': '/run/dapr' } }, [3501, 9090]],
  Consul: [{ annotations: CONSUL }, [15001, 19000, 20000]],
  Vault: [{ annotations: VAULT }, []],
  'Vault as a cache': [{ annotations: { ...VAULT, 'vault.hashicorp.com/agent-cache-enable': '"true"' } }, [8200]],
  Kuma: [{ labels: KUMA }, [9901, 15001, 15006]],
  'a collector': [{ annotations: COLLECTOR }, []],
  'a port that is none': [{ annotations: { ...DAPR, 'dapr.io/metrics-port': '"99999"' } }, [3500, 3501, 9090, 50001]],
};

for (const [title, [pod, wanted]] of Object.entries(PORTS)) {
  test(`ports: ${title}`, () => {
    const ports = injectedInto(pod).flatMap((each) => each.ports);
    assert.deepEqual(
      ports.toSorted((one, other) => one - other),
      wanted,
    );
  });
}

test('the trigger is the label or annotation that asks, with its key and value', () => {
  const text = podText({ labels: ISTIO });
  const trigger = podIn(text).injected[0]?.trigger;
  assert.ok(trigger);
  assert.equal(text.slice(trigger.keySpan.start, trigger.span.end), 'sidecar.istio.io/inject: "true"');
});

test('the marks of a template count, those of its workload do not', () => {
  const workload = (own: string, template: string) =>
    podIn(
      `apiVersion: batch/v1\nkind: Job\nmetadata: {name: web, annotations: {${own}}}\n` +
        `spec: {template: {metadata: {annotations: {${template}}}, spec: {containers: [{name: a, image: b}]}}}\n`,
    ).injected.map(({ name }) => name);
  assert.deepEqual(workload('', 'dapr.io/enabled: "true"'), ['daprd']);
  assert.deepEqual(workload('dapr.io/enabled: "true"', ''), []);
});

test('where the agent of Vault runs among init containers is what the annotation says', () => {
  const order = (annotations: Readonly<Record<string, string>>) =>
    injectedInto({ annotations: { ...VAULT, ...annotations } })[0]?.order;
  assert.equal(order({}), 'last');
  assert.equal(order({ 'vault.hashicorp.com/agent-init-first': '"true"' }), 'first');
});

test('it is certain of few that they outlive a Job', () => {
  const lasting = (pod: PodText) => injectedInto(pod).filter(({ outlivesJobs }) => outlivesJobs).length;
  assert.equal(lasting({ labels: ISTIO }), 0);
  assert.equal(lasting({ labels: ISTIO, annotations: { 'sidecar.istio.io/nativeSidecar': '"false"' } }), 1);
  assert.equal(lasting({ annotations: DAPR }), 0);
  assert.equal(lasting({ annotations: VAULT }), 1);
  assert.equal(lasting({ annotations: { ...VAULT, 'vault.hashicorp.com/agent-enable-quit': '"true"' } }), 0);
  assert.equal(lasting({ annotations: { ...VAULT, 'vault.hashicorp.com/agent-pre-populate-only': '"true"' } }), 0);
});

test('every injector has a name of its own and decides by keys of its own', () => {
  assert.equal(new Set(injectors.map(({ id }) => id)).size, injectors.length);
  for (const key of Object.keys({ ...ISTIO, ...LINKERD, ...DAPR, ...CONSUL, ...VAULT, ...KUMA, ...COLLECTOR })) {
    assert.equal(injectors.filter((each) => each.decides(key)).length, 1, key);
  }
});
