import { isWhole } from '../../conditions/workload.js';
import type { InjectedContainer } from '../../injection/injector.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const injectedSidecarDuplicated = defineRule({
  id: 'injected-sidecar-duplicated',
  meta: {
    title: 'Sidecar that is injected as well',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      The manifest lists a product's sidecar by hand, and its labels or annotations ask the product to inject the same
      one. Injectors recognize their own container by its name; under another name it stays, and the Pod has two of
      them, which want the same ports or write the same files.

      Remove the listed container, or refuse the injection. A container with the name of the injected one customizes it
      or keeps it away, and is not reported.`,
    references: [
      'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection',
      'https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations',
    ],
    messages: {
      twice: "'{container}' is the same as '{injected}', which {product} injects beside it",
      trigger: 'The injection is asked for here',
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
    dapr.io/enabled: "true"
spec:
  containers:
  - name: web
    image: registry.example/web:1.4
  - name: dapr-sidecar
#         ^^^^^^^^^^^^ injected-sidecar-duplicated
    image: daprio/daprd:1.14.4
    args: [--app-id, web]
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
  labels:
    sidecar.istio.io/inject: "true"
spec:
  containers:
  - name: web
    image: registry.example/web:1.4
  - name: istio-proxy
    image: auto
    resources:
      requests: {cpu: 100m, memory: 128Mi}
      limits: {memory: 256Mi}
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!isWhole(pod) || pod.injected.length === 0) return;
    for (const container of pod.spec.containers) {
      const twin = pod.injected.find((each) => isSame(pod, container, each));
      if (!twin) continue;
      const { name: injected, injector, trigger } = twin;
      yield {
        span: container.anchor,
        container,
        message: { id: 'twice', args: { container: container.label, injected, product: injector.product } },
        related: [{ span: trigger.keySpan, message: { id: 'trigger', args: {} } }],
      };
    }
  },
});

/** The product's image, used for the same thing; a gateway or a server of the same image is something else. */
function isSame(pod: Pod, container: ContainerView, injected: InjectedContainer): boolean {
  if (!container.image || !injected.image.test(container.image.repository)) return false;
  const verdict = pod.verdictOf(container);
  return verdict.role === injected.role && verdict.function === injected.function;
}
