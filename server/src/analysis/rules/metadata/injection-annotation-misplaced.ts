import { isBuiltIn, isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { moveToTemplate } from '../../edits/template-metadata.js';
import { injectors } from '../../injection/injected-containers.js';
import type { MetadataEntry } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const injectionAnnotationMisplaced = defineRule({
  id: 'injection-annotation-misplaced',
  meta: {
    title: 'Injection asked for outside of the Pod template',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      Injectors see Pods as they are made, and read the labels and annotations of the Pod. A Deployment or Job hands on
      only those of its Pod template, so what stands on the workload itself neither asks for a sidecar nor refuses one:
      the Pod starts without the proxy or the secrets, or with a proxy that was not wanted.

      Move it to \`spec.template.metadata\`; the fix takes along what else stands there for the same injector. Nothing is
      reported where the template says it as well.`,
    references: [
      'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
      'https://linkerd.io/2/features/proxy-injection/',
      'https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-overview/',
      'https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations',
    ],
    messages: {
      misplaced: "'{key}' has no effect on the {kind} itself, since {product} reads it on the Pod",
      move: 'Move to the Pod template',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    dapr.io/enabled: "true"
#   ^^^^^^^^^^^^^^^ injection-annotation-misplaced
    dapr.io/app-id: web
    team: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: registry.example/web:1.4
`,
          fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    team: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        dapr.io/enabled: "true"
        dapr.io/app-id: web
    spec:
      containers:
      - name: web
        image: registry.example/web:1.4
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    sidecar.istio.io/inject: "false"
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        sidecar.istio.io/inject: "false"
    spec:
      containers:
      - name: web
        image: registry.example/web:1.4
`,
        },
      ],
    },
  },

  *check(pod) {
    const { manifest, spec } = pod;
    // A Pod's own metadata is what injectors read; a controller of another kind may hand its own on.
    if (!isBuiltIn(pod) || !isWhole(pod) || manifest.kind.value === 'Pod') return;
    for (const list of ['labels', 'annotations'] as const) {
      for (const entry of manifest[list].values()) {
        const injector = injectors.find((each) => each.decides(entry.key));
        if (!injector || spec.labels.has(entry.key) || spec.annotations.has(entry.key)) continue;
        const args = { key: entry.key, kind: manifest.kind.value, product: injector.product };
        yield {
          span: entry.keySpan,
          message: { id: 'misplaced', args },
          fixes: () =>
            makeFix(
              pod,
              { message: { id: 'move', args: {} } },
              moveToTemplate(pod, list, companions(pod, list, entry)),
            ),
        };
      }
    }
  },
});

/** What stands beside an entry under the same prefix (`dapr.io/`), with itself, unless the template has it already. */
function companions({ manifest, spec }: Pod, list: 'labels' | 'annotations', { key }: MetadataEntry) {
  const prefix = key.slice(0, key.indexOf('/') + 1);
  return [...manifest[list].values()].filter((each) => each.key.startsWith(prefix) && !spec[list].has(each.key));
}
