import { unreserved } from '../../contracts/unbounded.js';
import { addResources } from '../../edits/add-resources.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const missingResources = defineRule({
  id: 'missing-resources',
  meta: {
    title: 'Container without resource requests and limits',
    severity: 'information',
    since: '0.1.0',
    patterns: ['main', 'sidecar', 'ambassador', 'adapter'],
    docs: `
      A request reserves room on a node, a limit bounds what a container may take. A container with neither is placed
      anywhere and is the first to be evicted when its node runs short.

      It is a **warning** for a helper beside a main container whose memory is limited: the limit was meant to bound the
      Pod, and the helper can take what the main container is promised. Plain init containers are not asked, and
      resources of the Pod as a whole (\`spec.resources\`) count for all its containers, as do those that a LimitRange
      beside it gives. The test Pods of a chart are left out.

      The quick fix gives a start. Measure, then set what the container needs.`,
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/',
    ],
    messages: {
      missing: "'{container}' has neither requests nor limits: nothing is reserved for it and nothing bounds it",
      beside: "'{container}' has neither requests nor limits: if it leaks, it can take the memory of '{main}'",
      add: 'Add requests for CPU and memory, and a memory limit',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
#         ^^^ missing-resources
    image: nginx:1.27
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
  volumes:
  - name: logs
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      requests:
        cpu: 100m
        memory: 128Mi
      limits:
        memory: 128Mi
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
  volumes:
  - name: logs
    emptyDir: {}
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits:
        memory: 64Mi
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
  - name: log-agent
#         ^^^^^^^^^ missing-resources
    image: fluent/fluent-bit:3.2
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
      readOnly: true
  volumes:
  - name: logs
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits:
        memory: 64Mi
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
  - name: log-agent
    image: fluent/fluent-bit:3.2
    resources:
      requests:
        cpu: 100m
        memory: 128Mi
      limits:
        memory: 128Mi
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
      readOnly: true
  volumes:
  - name: logs
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
spec:
  resources:
    requests: {cpu: 200m, memory: 256Mi}
    limits: {memory: 256Mi}
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of pod.spec.containers) {
      const reason = unreserved(pod, container);
      if (!reason) continue;
      const { main, mainIsLimited } = reason;
      const args = { container: container.label };
      yield {
        span: container.anchor,
        container,
        message: main ? { id: 'beside', args: { ...args, main: main.label } } : { id: 'missing', args },
        severity: mainIsLimited ? 'warning' : 'information',
        fixes: () => makeFix(pod, { message: { id: 'add', args: {} } }, [addResources(pod, container)]),
      };
    }
  },
});
