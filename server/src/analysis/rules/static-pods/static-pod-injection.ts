import { entryOf, mapOf } from '../../../syntax/access.js';
import { removeEntry } from '../../../syntax/edit.js';
import { makeFix } from '../../edits/make-fix.js';
import { injectedContainers } from '../../injection/injected-containers.js';
import type { MetadataEntry } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const staticPodInjection = defineRule({
  id: 'static-pod-injection',
  meta: {
    title: 'Injection asked for in a static Pod',
    severity: 'information',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      Injectors add their containers as the API server admits a Pod. The kubelet starts a static Pod without asking the
      API server, so nothing is added to it: what a proxy or an agent was to do is not done.

      Write the container into the manifest, or run the Pod by a DaemonSet.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/',
      'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#mutatingadmissionwebhook',
    ],
    messages: {
      asked: "'{key}' asks {product} for the container '{name}', which nobody adds to a static Pod",
      remove: "Remove '{key}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubernetes.io/config.source: file
    dapr.io/enabled: "true"
#   ^^^^^^^^^^^^^^^ static-pod-injection
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubernetes.io/config.source: file
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    kubernetes.io/config.source: file
    dapr.io/enabled: "false"
spec:
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!pod.staticPod) return;
    const told = new Set<MetadataEntry>();
    for (const { name, trigger, injector } of injectedContainers(pod.spec)) {
      if (told.has(trigger)) continue;
      told.add(trigger);
      yield {
        span: trigger.keySpan,
        message: { id: 'asked', args: { key: trigger.key, product: injector.product, name } },
        unnecessary: true,
        fixes: () => removal(pod, trigger),
      };
    }
  },
});

function removal(pod: Pod, { key, keySpan }: MetadataEntry) {
  const { document, node } = pod.manifest;
  return ['labels', 'annotations'].flatMap((list) => {
    const map = mapOf(mapOf(node, 'metadata'), list);
    const pair = entryOf(map, key)?.pair;
    if (!map || pair?.keySpan.start !== keySpan.start) return [];
    return makeFix(pod, { message: { id: 'remove' as const, args: { key } } }, [removeEntry(document, map, pair)]);
  });
}
