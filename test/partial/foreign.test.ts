import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { findingsOf } from '../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { openSource } from '../../server/src/syntax/source.js';
import { alarmsIn } from './alarms.js';

const POD_SPEC = '{containers: [{name: A_B, image: x, foo: 1, volumeMounts: [{name: c, mountPath: /c}]}]}';
const DOLLAR = '$';

/** YAML that is no Kubernetes manifest, or one of a kind that nobody here knows, with much that looks like a pod. */
const FOREIGN: Readonly<Record<string, string>> = {
  'a compose file': `services:
  web: {image: nginx, ports: ["80:80"], volumes: ["data:/data"]}
  containers: {image: x}
volumes: {data: {}}
`,
  'a workflow': `name: CI
on: [push]
jobs:
  build:
    container: {image: "node:20", env: {A: 1}, ports: [80]}
    services: {redis: {image: redis, ports: ["6379:6379"]}}
    steps:
    - uses: actions/checkout@v4
    - {name: run, run: "echo ${DOLLAR}{{ secrets.X }}"}
    - if: ${DOLLAR}{{ github.ref == 'x' }}
      run: kubectl apply -f -
`,
  'a playbook': `- name: Deploy
  hosts: all
  tasks:
  - name: Create
    kubernetes.core.k8s:
      state: present
      definition:
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: "{{ name }}"}
        spec: {template: {spec: ${POD_SPEC}}}
  - k8s: {definition: "{{ lookup('template', 'x.j2') | from_yaml }}"}
`,
  "a definition's schema": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: apps.example.org}
spec:
  group: example.org
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        properties:
          spec:
            properties:
              containers: {type: array, items: {properties: {name: {type: string}, image: {type: string}}}}
              template: {properties: {spec: {properties: {initContainers: {items: {type: object}}}}}}
            default: ${POD_SPEC}
`,
  'an API description': `openapi: 3.0.0
components:
  schemas:
    Pod:
      properties: {kind: {enum: [Pod]}, spec: {properties: {containers: {type: array}}}}
      example: {apiVersion: v1, kind: Pod, metadata: {name: A_B}, spec: ${POD_SPEC}}
`,
  Skaffold: `apiVersion: skaffold/v4beta6
kind: Config
build:
  artifacts: [{image: app}]
  cluster: {volumes: [{name: a, emptyDir: {}}], volumeMounts: [{name: b, mountPath: /b}]}
verify: [{name: t, container: {name: A_B, image: t, command: [x]}}]
`,
  Tekton: `apiVersion: tekton.dev/v1
kind: Task
metadata: {name: t}
spec:
  steps: [{name: s, image: golang, script: "echo $(params.a)", volumeMounts: [{name: c, mountPath: /c}]}]
  sidecars: [{name: docker, image: "docker:dind"}]
  stepTemplate: {env: [{name: A, value: b}]}
---
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: {generateName: p-}
spec: {taskRunTemplate: {podTemplate: {securityContext: {fsGroup: 65532}}}, pipelineRef: {name: p}}
`,
  'Argo Workflows': `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: w-}
spec:
  entrypoint: main
  volumes: [{name: work, emptyDir: {}}]
  templates:
  - name: main
    container: {image: alpine, command: [echo, "{{inputs.parameters.msg}}"], volumeMounts: [{name: work, mountPath: /w}]}
    sidecars: [{name: nginx, image: nginx, mirrorVolumeMounts: true}]
    initContainers: [{name: init, image: busybox, mirrorVolumeMounts: true}]
  - name: set
    containerSet: {containers: [{name: a, image: a}, {name: b, image: b, dependencies: [a]}]}
  - name: script
    script: {image: python, command: [python], source: print(1)}
  podSpecPatch: |
    containers: [{name: main, resources: {limits: {memory: "{{x}}"}}}]
`,
  Crossplane: `apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: {name: x}
spec: {resources: [{name: a, base: {kind: Object, spec: {forProvider: {manifest: {kind: Deployment, spec: {template: {spec: ${POD_SPEC}}}}}}}}]}
`,
  'values in a HelmRelease': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: h}
spec: {values: {containers: [{name: A_B}], extraContainers: [{name: y, image: z}], podSpec: ${POD_SPEC}}}
`,
  'values in an Application of Argo CD': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a}
spec: {source: {helm: {valuesObject: {containers: [{name: A_B, image: b}], podSpec: ${POD_SPEC}}}}}
`,
  'a policy': `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: k}
spec: {rules: [{name: r, mutate: {patchStrategicMerge: {spec: {containers: [{(name): "*", image: "?*"}]}}}}]}
`,
  'what an operator merges into its own pods': `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p}
spec: {containers: [{name: prometheus, volumeMounts: [{name: x, mountPath: /x}]}, {name: extra, image: e}]}
---
apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: e}
spec:
  nodeSets:
  - podTemplate:
      spec:
        initContainers: [{name: sysctl, command: [sh, -c, "sysctl -w vm.max_map_count=262144"]}]
        containers: [{name: elasticsearch, volumeMounts: [{name: plugins, mountPath: /p}]}]
`,
  'a cluster of kind, and a kubeconfig': `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes: [{role: control-plane, extraPortMappings: [{containerPort: 80, hostPort: 70000}]}]
---
apiVersion: v1
kind: Config
clusters: [{name: A_B, cluster: {server: "https://x"}}]
`,
  'tags of other programs': `site_name: x
format: !ENV [A, b]
emoji: !!python/name:material.extensions.emoji.twemoji
kind: !Ref Foo
spec: !reference [.x, y]
Resources: {A: !GetAtt B.c, D: !Sub "${DOLLAR}{X}"}
`,
  'a pipeline': `deploy:
  image: {name: alpine, entrypoint: [""]}
  script:
  - |
    cat <<X | kubectl apply -f -
    kind: Pod
    X
  - !reference [.setup, script]
`,
  'a scaffolder': `apiVersion: backstage.io/v1alpha1
kind: Template
metadata: {name: t}
spec: {parameters: [{properties: {containers: {type: array}}}], objects: [{kind: Pod, apiVersion: v1}]}
`,
};

for (const [name, text] of Object.entries(FOREIGN)) {
  test(`${name}: no alarm`, () => assert.deepEqual(alarmsIn(text), []));
  test(`${name} with line breaks of Windows: no alarm`, () =>
    assert.deepEqual(alarmsIn(text.replaceAll('\n', '\r\n')), []));
}

test("an OpenShift template's objects are read, its parameters are placeholders", () => {
  const text = `apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: t}
objects:
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: "${DOLLAR}{NAME}"}
  spec:
    replicas: ${DOLLAR}{{REPLICAS}}
    selector: {matchLabels: {app: "${DOLLAR}{NAME}"}}
    template:
      metadata: {labels: {app: "${DOLLAR}{NAME}"}}
      spec:
        containers:
        - name: web
          image: "${DOLLAR}{IMAGE}"
          ports: [{containerPort: ${DOLLAR}{{PORT}}}]
          volumeMounts: [{name: nope, mountPath: /x}]
`;
  assert.deepEqual(
    alarmsIn(text).map((alarm) => alarm.split(' ')[0]),
    ['unknown-volume'],
  );
});

test('annotations of ytt are branches, values and overlays, not comments', () => {
  const text = `#@ load("@ytt:data", "data")
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: #@ data.values.name
spec:
  replicas: #@ data.values.replicas
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: #@ labels()
    spec:
      containers:
      - name: #@ data.values.name
        image: #@ data.values.image
        #@ if data.values.always:
        imagePullPolicy: Always
        #@ else:
        imagePullPolicy: Never
        #@ end
        ports:
        - containerPort: #@ data.values.port
        volumeMounts: [{name: data, mountPath: /data}]
      volumes: #@ volumes()
---
#@ load("@ytt:overlay", "overlay")
#@overlay/match by=overlay.subset({"kind": "Deployment"})
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      #@overlay/match by="name"
      - name: web
        (@ if x: @)
        image: (@= data.values.image @):1
        volumeMounts: [{name: data, mountPath: /data}]
`;
  assert.deepEqual(alarmsIn(text), []);
});

test('values and the description of a chart are left alone, whatever their keys are called', () => {
  const values = `apiVersion: apps/v1\nkind: Deployment\nreplicaCount: 1\nspec: {template: {spec: ${POD_SPEC}}}\ncontainers: [{name: A_B}]\n`;
  for (const name of ['values.yaml', 'values-dev.yaml', 'dev.values.yml', 'Chart.yaml', 'ci-values.yaml']) {
    const source = openSource(`file:///chart/${name}`, 0, values);
    assert.deepEqual(findingsOf(source, DEFAULT_SETTINGS), []);
    assert.deepEqual(analyzeSource(source), []);
  }
  for (const name of ['web.yaml', 'myvalues.yaml'])
    assert.notDeepEqual(findingsOf(openSource(`file:///chart/${name}`, 0, values), DEFAULT_SETTINGS), []);
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: key-values}\nspec: ${POD_SPEC}\n`;
  assert.notDeepEqual(findingsOf(openSource('file:///key-values.yaml', 0, pod), DEFAULT_SETTINGS), []);
});
