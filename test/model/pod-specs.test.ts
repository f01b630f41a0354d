import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifests } from '../../server/src/analysis/model/read.js';
import { documentsIn, podSpecIn, podSpecsIn } from './reading.js';

const CONTAINERS = 'containers: [{name: web, image: "nginx:1.27"}]';

/** An object with a pod spec at a path of keys. */
function objectWith(apiVersion: string, kind: string, path: readonly string[], spec = `{${CONTAINERS}}`): string {
  const nested = path.reduceRight((inner, key) => `{${key}: ${inner}}`, spec);
  return `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: shop}, ${nested.slice(1)}`;
}

test('every workload kind has its pod spec where the API puts it', () => {
  const template = ['spec', 'template', 'spec'];
  const places: readonly (readonly [string, string, readonly string[]])[] = [
    ['v1', 'Pod', ['spec']],
    ['v1', 'PodTemplate', ['template', 'spec']],
    ['v1', 'ReplicationController', template],
    ['apps/v1', 'Deployment', template],
    ['apps/v1', 'StatefulSet', template],
    ['apps/v1', 'DaemonSet', template],
    ['apps/v1', 'ReplicaSet', template],
    ['extensions/v1beta1', 'Deployment', template],
    ['batch/v1', 'Job', template],
    ['batch/v1', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
    ['serving.knative.dev/v1', 'Service', template],
    ['argoproj.io/v1alpha1', 'Rollout', template],
    ['apps.openshift.io/v1', 'DeploymentConfig', template],
  ];
  for (const [apiVersion, kind, path] of places) {
    const spec = podSpecIn(objectWith(apiVersion, kind, path));
    assert.deepEqual(spec.path, path, kind);
    assert.equal(spec.containers[0]?.label, 'web', kind);
  }
});

test('a workload whose spec is still empty has a pod spec without containers', () => {
  assert.deepEqual(podSpecIn('apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Never\n').containers, []);
});

test('a workload without apiVersion is read all the same', () => {
  assert.equal(podSpecIn(`kind: Pod\nspec: {${CONTAINERS}}\n`).manifest.apiVersion.value, '');
  assert.deepEqual(readManifests(documentsIn('kind: Pod\nname: of something else\n')[0] ?? fail()), []);
});

test('items of a list have their index in the path', () => {
  const text = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Service, metadata: {name: web}}
- ${objectWith('v1', 'Pod', ['spec'])}
- apiVersion: v1
  kind: List
  items: [${objectWith('apps/v1', 'Deployment', ['spec', 'template', 'spec'])}]
`;
  assert.deepEqual(
    podSpecsIn(text).map(({ path }) => path.join('.')),
    ['items.1.spec', 'items.2.items.0.spec.template.spec'],
  );
});

test('items of a typed list need not repeat their type', () => {
  const spec = podSpecIn(`{apiVersion: v1, kind: PodList, items: [{metadata: {name: web}, spec: {${CONTAINERS}}}]}`);
  assert.equal(spec.manifest.kind.value, 'Pod');
  assert.deepEqual(spec.path, ['items', 0, 'spec']);
});

test('the objects of an OpenShift template are objects', () => {
  const text = `{apiVersion: template.openshift.io/v1, kind: Template, objects: [${objectWith('v1', 'Pod', ['spec'])}]}`;
  assert.deepEqual([podSpecIn(text).manifest.kind.value, podSpecIn(text).path], ['Pod', ['objects', 0, 'spec']]);
});

test("operators' objects are searched for what can only be a pod spec", () => {
  const text = `
apiVersion: training.example/v1
kind: TrainingJob
metadata: {name: train}
spec:
  replicaSpecs:
    Worker: {replicas: 2, template: {spec: {${CONTAINERS}}}}
    Driver: {template: {spec: {${CONTAINERS}}}}
  tasks:
  - name: one
    template: {spec: {${CONTAINERS}}}
  podTemplate:
    spec:
      initContainers: [{name: prepare, image: busybox, command: [sysctl]}]
`;
  assert.deepEqual(
    podSpecsIn(text).map(({ path }) => path.join('.')),
    [
      'spec.replicaSpecs.Worker.template.spec',
      'spec.replicaSpecs.Driver.template.spec',
      'spec.tasks.0.template.spec',
      'spec.podTemplate.spec',
    ],
  );
});

const FALSE_FRIENDS: Readonly<Record<string, string>> = {
  'steps of a pipeline': `{apiVersion: tekton.dev/v1, kind: Task, spec: {steps: [{name: a, image: b}], sidecars: [{name: a, image: b}]}}`,
  'a workflow template with one container': `{apiVersion: argoproj.io/v1alpha1, kind: Workflow, spec: {templates: [{name: a, container: {image: b}, initContainers: [{name: c, image: d}], sidecars: [{name: e, image: f}]}]}}`,
  'a container set of a workflow': `{apiVersion: argoproj.io/v1alpha1, kind: Workflow, spec: {templates: [{containerSet: {containers: [{name: a, image: b}]}}]}}`,
  'the pattern of a policy': `{apiVersion: kyverno.io/v1, kind: ClusterPolicy, spec: {rules: [{validate: {pattern: {spec: {containers: [{name: "*", image: "*:*"}]}}}}]}}`,
  'the schema of a custom resource': `{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {versions: [{schema: {openAPIV3Schema: {default: {containers: [{name: a, image: b}]}}}}]}}`,
  'containers by name': `{apiVersion: score.example/v1, kind: Workload, spec: {containers: {web: {image: nginx}}}}`,
  'usage of containers': `{apiVersion: metrics.k8s.io/v1beta1, kind: PodMetrics, containers: [{name: web, usage: {cpu: 1m}}]}`,
  'what is added to a pod of somebody else': `{apiVersion: example.com/v1, kind: Database, spec: {image: db, replicas: 3, containers: [{name: a, image: b}]}}`,
  'policies about containers': `{apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, spec: {resourcePolicy: {containerPolicies: [{containerName: a}]}}}`,
  'a compose file': `services: {web: {image: nginx}}`,
  'a workflow of a forge': `{name: ci, on: push, jobs: {test: {container: {image: node}, steps: [{run: ls}]}}}`,
  'a core object': `{apiVersion: v1, kind: ConfigMap, data: {containers: [{name: a, image: b}]}}`,
};

for (const [what, text] of Object.entries(FALSE_FRIENDS)) {
  test(`${what}: no pod spec`, () => assert.deepEqual(podSpecsIn(text), []));
}

test('an object that is made to be expensive is given up', () => {
  const wide = Array.from({ length: 20_000 }, (_, index) => `  k${index}: {a: {b: 1}}`).join('\n');
  const deep = `${'{a: '.repeat(200)}{${CONTAINERS}}${'}'.repeat(200)}`;
  assert.deepEqual(podSpecsIn(`apiVersion: x.example/v1\nkind: Wide\nspec:\n${wide}\n  z: {${CONTAINERS}}\n`), []);
  assert.deepEqual(podSpecsIn(`{apiVersion: x.example/v1, kind: Deep, spec: ${deep}}`), []);
});

function fail(): never {
  throw new assert.AssertionError({ message: 'there is a document' });
}
