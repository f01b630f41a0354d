import { mapOf, numberOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { PROXY_USER } from '../../conditions/mesh-start.js';
import { isWhole } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const meshReservedUid = defineRule({
  id: 'mesh-reserved-uid',
  meta: {
    title: "Container that runs as the mesh proxy's user",
    severity: 'error',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      Istio tells its proxy's own connections by their user, 1337, and does not redirect them. A container of the
      application with this user bypasses the mesh: neither encryption nor policies nor telemetry apply to it. Init
      containers may need just that, since they run before the proxy does.`,
    references: [
      'https://istio.io/latest/docs/ops/deployment/application-requirements/',
      'https://istio.io/latest/docs/setup/additional-setup/cni/#compatibility-with-application-init-containers',
    ],
    messages: {
      reserved: "'{container}' runs as user 1337, which is the proxy's, so its connections bypass the mesh",
      pod: "The Pod's containers run as user 1337, which is the proxy's, so their connections bypass the mesh",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    sidecar.istio.io/inject: "true"
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    securityContext:
      runAsUser: 1337
#                ^^^^ mesh-reserved-uid
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    sidecar.istio.io/inject: "true"
spec:
  containers:
  - name: istio-proxy
    image: auto
    securityContext:
      runAsUser: 1337
  - name: shop
    image: registry.example/shop:1.4
    securityContext:
      runAsUser: 1000
`,
        },
      ],
    },
  },

  fields: ['runAsUser'],
  *check(pod) {
    const meshed = pod.injected.some(({ injector, name }) => injector.id === 'istio' && name === 'istio-proxy');
    const declared = pod.spec.containers.some(({ name }) => name?.value === 'istio-proxy');
    if (!isWhole(pod) || !(meshed || declared)) return;
    const others = pod.spec.containers.filter((each) => each.name?.value !== 'istio-proxy' && !isExcused(each));
    for (const container of others) {
      const user = userOf(container);
      if (user?.value !== PROXY_USER) continue;
      yield { span: user.span, container, message: { id: 'reserved', args: { container: container.label } } };
    }
    const user = numberOf(mapOf(pod.spec.node, 'securityContext'), 'runAsUser');
    if (user?.value === PROXY_USER && others.some((each) => !userOf(each))) {
      yield { span: user.span, message: { id: 'pod', args: {} } };
    }
  },
});

/** An init container that ends before the proxy is there has to bypass it, which Istio's manual does by this user. */
function isExcused({ lifecycle }: ContainerView): boolean {
  return lifecycle === 'init';
}

function userOf({ node }: ContainerView): Located<number> | undefined {
  return numberOf(mapOf(node, 'securityContext'), 'runAsUser');
}
