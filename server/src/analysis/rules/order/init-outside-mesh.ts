import { lateProxy, networkedProgram } from '../../conditions/mesh-start.js';
import { defineRule } from '../rule.js';

export const initOutsideMesh = defineRule({
  id: 'init-outside-mesh',
  meta: {
    title: 'Init container that needs the network before its mesh proxy is there',
    severity: 'information',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      A mesh redirects the pod's connections to its proxy. A proxy that is injected as an ordinary container starts after
      the init containers, so what they dial is refused, or bypasses the mesh. Ask for the proxy as a native sidecar,
      as recent versions of Istio and Linkerd do by themselves, or exclude the port.`,
    references: [
      'https://istio.io/latest/docs/setup/additional-setup/cni/#compatibility-with-application-init-containers',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    ],
    messages: {
      outside: "'{container}' uses '{program}' before '{proxy}' is there, so its connections may be refused",
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
    linkerd.io/inject: enabled
    config.beta.linkerd.io/proxy-enable-native-sidecar: "false"
spec:
  initContainers:
  - name: fetch
#         ^^^^^ init-outside-mesh
    image: alpine/git:2.45.2
    command: [git, clone, "https://git.example/site.git", /site]
    volumeMounts: [{name: site, mountPath: /site}]
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: site, mountPath: /usr/share/nginx/html}]
  volumes:
  - name: site
    emptyDir: {}
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
    linkerd.io/inject: enabled
spec:
  initContainers:
  - name: fetch
    image: alpine/git:2.45.2
    command: [git, clone, "https://git.example/site.git", /site]
    volumeMounts: [{name: site, mountPath: /site}]
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: site, mountPath: /usr/share/nginx/html}]
  volumes:
  - name: site
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    const proxy = lateProxy(pod);
    if (!proxy) return;
    for (const container of pod.spec.containers) {
      const program = container.lifecycle === 'init' ? networkedProgram(container) : undefined;
      if (program === undefined) continue;
      const args = { container: container.label, program, proxy: proxy.name };
      yield { span: container.anchor, container, message: { id: 'outside', args } };
    }
  },
});
