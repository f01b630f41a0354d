import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { createWorkspaceIndex } from '../../server/src/features/workspace-index.js';
import { openSource } from '../../server/src/syntax/source.js';
import { alarmsIn, rulesIn } from './alarms.js';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx:1.27
        volumeMounts: [{name: certs, mountPath: /certs}]
        envFrom: [{configMapRef: {name: settings}}]
        env:
        - {name: COLOUR, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}
`;
const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {level: info}\n';
const WHOLE = DEPLOYMENT.replace(/^ +volumeMounts:.*\n/m, '');
const VOLUME_PATCH = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {volumes: [{name: certs, secret: {secretName: certs}}]}}}
`;

/** The rules that speak about a file of a workspace; those that only hint are left out, but where they are asked for. */
function rulesAbout(path: string, files: Readonly<Record<string, string>>, hints = false): readonly string[] {
  const index = createWorkspaceIndex();
  for (const [each, text] of Object.entries(files)) index.put(`file:///${each}`, text);
  const uri = `file:///${path}`;
  const source = openSource(uri, 0, files[path] ?? '', { related: index.relatedTo(uri), partial: index.isPatch(uri) });
  return findingsOf(source, DEFAULT_SETTINGS)
    .filter(({ severity }) => severity === 'error' || severity === 'warning' || (hints && severity === 'hint'))
    .map(({ rule }) => rule.id);
}

test('without a kustomization, a missing volume and an unknown entry are told', () => {
  assert.deepEqual(rulesAbout('base/web.yaml', { 'base/web.yaml': DEPLOYMENT }), ['unknown-volume']);
  const files = { 'base/web.yaml': WHOLE, 'base/settings.yaml': SETTINGS };
  assert.deepEqual(rulesAbout('base/web.yaml', files), ['unknown-config-key']);
});

const BASE = { 'base/web.yaml': DEPLOYMENT, 'base/kustomization.yaml': 'resources: [web.yaml]\n' };

/** Ways in which a kustomization puts the volume into the base's Deployment. */
const VOLUME_PATCHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a file among patches': { 'dev/kustomization.yaml': 'resources: [../base]\npatches: [{path: volume.yaml}]\n' },
  'a file among strategic merge patches': {
    'dev/kustomization.yaml': 'bases: [../base/]\npatchesStrategicMerge:\n- ./volume.yaml\n',
  },
  'a file in the old form of patches': { 'dev/kustomization.yaml': 'bases: [../base]\npatches:\n- volume.yaml\n' },
  'its own text': {
    'dev/kustomization.yaml': `resources: [../base]\npatches:\n- patch: |-\n${VOLUME_PATCH.replace(/^/gm, '    ')}\n`,
  },
  'its own text, as JSON': {
    'dev/kustomization.yaml':
      'resources: [../base]\npatches:\n- patch: \'{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"template": {"spec": {"volumes": []}}}}\'\n',
  },
  'operations in its own text': {
    'dev/kustomization.yaml':
      'resources: [../base]\npatches:\n- target: {kind: Deployment, name: w.*}\n  patch: |-\n    - op: add\n      path: /spec/template/spec/volumes\n      value: []\n',
  },
  'operations on whatever a long-winded pattern means': {
    'dev/kustomization.yaml':
      'resources: [../base]\npatches:\n- target: {kind: Deployment, name: (a+)+b}\n  patch: |-\n    - op: add\n      path: /spec/template/spec/volumes\n      value: []\n',
  },
  'operations in a file': {
    'dev/kustomization.yaml':
      'resources: [../base]\npatchesJson6902:\n- target: {group: apps, version: v1, kind: Deployment, name: web}\n  path: operations.json\n',
  },
  'a patch with a target of another name': {
    'dev/kustomization.yaml': 'resources: [../base]\npatches: [{path: volume.yaml, target: {kind: Deployment}}]\n',
  },
  'a component': {
    'dev/kustomization.yaml': 'resources: [../base]\ncomponents: [../certs]\n',
    'certs/kustomization.yaml': 'kind: Component\npatches: [{path: ../dev/volume.yaml}]\n',
  },
  'a kustomization two levels up': {
    'test/kustomization.yaml': 'resources: [../base]\n',
    'dev/kustomization.yaml': 'resources: [../test]\npatches: [{path: volume.yaml}]\n',
  },
};

for (const [name, files] of Object.entries(VOLUME_PATCHES)) {
  test(`a base that is patched by ${name} lacks nothing`, () =>
    assert.deepEqual(rulesAbout('base/web.yaml', { ...BASE, 'dev/volume.yaml': VOLUME_PATCH, ...files }), []));
}

/** Kustomizations that do not change the Deployment's pods. */
const OTHER_PATCHES: Readonly<Record<string, string>> = {
  'another workload': `patches:\n- patch: |-\n${VOLUME_PATCH.replace('name: web', 'name: api').replace(/^/gm, '    ')}\n`,
  'its replicas':
    'patches:\n- target: {kind: Deployment}\n  patch: |-\n    - {op: replace, path: /spec/replicas, value: 3}\n',
  'another kind': 'patches: [{path: operations.yaml, target: {kind: StatefulSet}}]\n',
  'another beginning': 'patches: [{path: operations.yaml, target: {kind: Deployment, name: a.*}}]\n',
  'a name that only begins alike': 'patches: [{path: operations.yaml, target: {kind: Deployment, name: we}}]\n',
};

for (const [name, text] of Object.entries(OTHER_PATCHES)) {
  test(`a patch of ${name} leaves the base whole`, () => {
    const files = { ...BASE, 'dev/kustomization.yaml': `resources: [../base]\n${text}` };
    assert.deepEqual(rulesAbout('base/web.yaml', files), ['unknown-volume']);
  });
}

const STATEFUL = DEPLOYMENT.replace('kind: Deployment', 'kind: StatefulSet').replace(
  'spec:',
  'spec:\n  serviceName: web',
);

for (const [name, text] of Object.entries({
  'a strategic merge patch':
    'patches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: StatefulSet\n    metadata: {name: web}\n    spec: {volumeClaimTemplates: [{metadata: {name: certs}}]}\n',
  operations:
    'patches:\n- target: {kind: StatefulSet}\n  patch: |-\n    - {op: add, path: /spec/volumeClaimTemplates, value: [{metadata: {name: certs}}]}\n',
})) {
  test(`claims that ${name} adds are volumes of the pods`, () => {
    const files = { ...BASE, 'base/web.yaml': STATEFUL, 'dev/kustomization.yaml': 'resources: [../base]\n' };
    assert.deepEqual(rulesAbout('base/web.yaml', files), ['unknown-volume']);
    assert.deepEqual(
      rulesAbout('base/web.yaml', { ...files, 'dev/kustomization.yaml': `resources: [../base]\n${text}` }),
      [],
    );
  });
}

const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: https}]}\n';
const PROXY_PATCH = `${VOLUME_PATCH.slice(0, VOLUME_PATCH.indexOf('spec:'))}spec: {template: {spec: {containers: [{name: proxy, image: "envoyproxy/envoy:v1.31.0", ports: [{name: https, containerPort: 8443}]}]}}}\n`;

test('a port may come from a patch, also for a Service in another file', () => {
  const files = {
    'base/web.yaml': WHOLE,
    'base/service.yaml': SERVICE,
    'base/kustomization.yaml': 'resources: [web.yaml, service.yaml]\n',
    'base/both.yaml': `${WHOLE}---\n${SERVICE}`,
    'dev/proxy.yaml': PROXY_PATCH,
    'dev/kustomization.yaml': 'resources: [../base]\n',
  };
  const patched = { ...files, 'dev/kustomization.yaml': 'resources: [../base]\npatches: [{path: proxy.yaml}]\n' };
  assert.deepEqual(rulesAbout('base/service.yaml', files), ['unknown-target-port']);
  assert.deepEqual(rulesAbout('base/service.yaml', patched), []);
  const both = { 'base/kustomization.yaml': 'resources: [both.yaml]\n' };
  assert.deepEqual(rulesAbout('base/both.yaml', { ...files, ...both }), ['unknown-target-port']);
  assert.deepEqual(rulesAbout('base/both.yaml', { ...patched, ...both }), []);
});

for (const [name, text] of Object.entries({
  'an address': 'resources: [web.yaml, service.yaml, "https://git.example/shop//deploy?ref=v1"]\n',
  'a repository': 'resources: [web.yaml, service.yaml, git.example/shop/deploy]\n',
  'a chart': 'resources: [web.yaml, service.yaml]\nhelmCharts: [{name: shop}]\n',
})) {
  test(`the pods of a Service may come from ${name}`, () => {
    const files = {
      'base/web.yaml': WHOLE,
      'base/service.yaml': SERVICE.replace('{app: web}', '{app: shop}'),
      'base/kustomization.yaml': 'resources: [web.yaml, service.yaml]\n',
    };
    assert.deepEqual(rulesAbout('base/service.yaml', files, true), ['service-selects-nothing']);
    assert.deepEqual(rulesAbout('base/service.yaml', { ...files, 'base/kustomization.yaml': text }, true), []);
  });
}

test('a pod of which only a part is known may be the one that a Service selects', () => {
  const files = {
    'base/web.yaml': PROXY_PATCH,
    'base/service.yaml': SERVICE.replace('{app: web}', '{app: shop}'),
  };
  assert.deepEqual(rulesAbout('base/service.yaml', files, true), []);
});

/** Ways in which a kustomization adds an entry to the ConfigMap. */
const ENTRIES: Readonly<Record<string, string>> = {
  generates: 'configMapGenerator: [{name: settings, behavior: merge, literals: [colour=red]}]\n',
  patches: 'patches: [{path: colour.yaml}]\n',
  'patches in its own text': `patches:\n- patch: |-\n    ${SETTINGS.replace('level', 'colour').replace(/\n(?=.)/g, '\n    ')}\n`,
};

for (const [way, text] of Object.entries(ENTRIES)) {
  test(`a ConfigMap that a kustomization ${way} as well may have more entries`, () => {
    const files = {
      'base/web.yaml': WHOLE,
      'base/settings.yaml': SETTINGS,
      'base/colour.yaml': SETTINGS.replace('level: info', 'colour: red'),
      'base/kustomization.yaml': `resources: [web.yaml, settings.yaml]\n${text}`,
    };
    assert.deepEqual(rulesAbout('base/web.yaml', files), []);
  });
}

test('a generated ConfigMap is one, with and without the suffix of its name', () => {
  const files = {
    'base/web.yaml': WHOLE,
    'base/kustomization.yaml':
      'resources: [web.yaml]\nnamePrefix: dev-\nnameSuffix: -2\nconfigMapGenerator: [{name: settings, envs: [.env]}, {name: setting}]\n',
  };
  assert.deepEqual(rulesAbout('base/web.yaml', files), []);
});

const HEAD = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n';

/** Patches, as they look when no kustomization is known. */
const PATCHES: Readonly<Record<string, string>> = {
  'resources of a container': `${HEAD}spec: {template: {spec: {containers: [{name: web, resources: {limits: {memory: 64Mi}}}]}}}\n`,
  'one more container': `${HEAD}spec:
  template:
    spec:
      initContainers:
      - {name: proxy, image: "envoyproxy/envoy:v1.31.0", restartPolicy: Always}
      containers:
      - {name: web, volumeMounts: [{name: certs, mountPath: /certs}]}
      - {name: shipper, image: "fluent/fluent-bit:3.1", volumeMounts: [{name: logs, mountPath: /logs}]}
`,
  directives: `${HEAD}spec:
  replicas: 3
  template:
    spec:
      $setElementOrder/containers: [{name: web}, {name: shipper}]
      containers:
      - $patch: delete
        name: debug
      - name: web
        $setElementOrder/ports: [{containerPort: 80}]
        ports: [{containerPort: 80, $patch: delete}, {containerPort: 8080}]
        livenessProbe: {$patch: replace, httpGet: {path: /, port: http}}
        env: [{name: A, $patch: delete}]
        $deleteFromPrimitiveList/args: [--debug]
      volumes:
      - {name: x, $patch: delete}
      - {name: data, $retainKeys: [configMap, name], configMap: {name: data}, emptyDir: null}
`,
  'the object itself': `$patch: delete\n${HEAD}`,
  'null for a field': `${HEAD}spec: {template: {spec: {affinity: null, nodeSelector: null, containers: [{name: web, livenessProbe: null}]}}}\n`,
  'a Service':
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, nodePort: 30080}, {port: 81}]}\n',
  'a claim template':
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: 1Gi}}}}]}\n',
  'a CronJob':
    'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: clean}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: clean, image: busybox}]}}}}}\n',
  'an account': 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web, annotations: {a: b}}\n',
  'a list of operations': '- op: add\n  path: /spec/template/spec/containers/-\n  value: {name: web}\n',
  'operations in JSON': '[{"op": "add", "path": "/spec/template/spec/volumes", "value": [{"name": "a"}]}]\n',
};

for (const [name, text] of Object.entries(PATCHES)) {
  test(`a patch of ${name} lacks nothing`, () => {
    assert.deepEqual(alarmsIn(text), []);
    assert.deepEqual(alarmsIn(text, true), []);
  });
}

test('what a kustomization names as a patch lacks nothing, however whole it looks', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web}]}\n';
  const job =
    'apiVersion: batch/v1\nkind: Job\nmetadata: {name: job}\nspec: {template: {spec: {containers: [{name: job, image: busybox}]}}}\n';
  for (const text of [pod, job]) {
    assert.equal(alarmsIn(text).length, 1);
    assert.deepEqual(alarmsIn(text, true), []);
  }
});

test('what is wrong in a patch is told', () => {
  const text = `${HEAD}spec:
  template:
    spec:
      containers:
      - name: web
        ports: [{containerPort: 70000}]
        resource: {limits: {memory: 64Mi}}
        imagePullPolicy: always
        env: [{name: A, value: 1}]
      volumes:
      - {name: a, emptyDir: {}, hostPath: {path: /a}}
`;
  const rules = [
    'invalid-port-number',
    'unknown-field',
    'unsupported-value',
    'wrong-type',
    'conflicting-volume-sources',
  ];
  assert.deepEqual(rulesIn(text), rules);
  assert.deepEqual(rulesIn(text, true), rules);
});

test('kustomizations and what configures them are no manifests', () => {
  const texts = [
    `namespace: shop\nnamePrefix: dev-\nimages: [{name: nginx, newTag: "1.27"}]\npatches:\n- patch: |-\n${VOLUME_PATCH.replace(/^/gm, '    ')}\n`,
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplacements: [{path: a.yaml}]\nvars: [{name: A, objref: {kind: Pod, name: a}}]\n',
    'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: a}\ntarget: {kind: Deployment}\npatch: "[]"\n',
    'apiVersion: builtin\nkind: ImageTagTransformer\nmetadata: {name: a}\nimageTag: {name: nginx}\nfieldSpecs: [{path: "spec/containers[]/image"}]\n',
    'nameReference:\n- kind: ConfigMap\n  fieldSpecs: [{kind: Deployment, path: spec/template/spec/containers/env}]\n',
  ];
  for (const text of texts) assert.deepEqual(alarmsIn(text), []);
});
