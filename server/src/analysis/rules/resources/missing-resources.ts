import { runningContainers } from '../../conditions/workload.js';
import { limitedMain, unreserved } from '../../contracts/unbounded.js';
import { addResources } from '../../edits/add-resources.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const missingResources = defineRule({
  id: 'missing-resources',
  meta: {
    title: 'Container without resource requests and limits',
    severity: 'hint',
    since: '0.1.0',
    docs: `
      A request reserves room on a node, a limit bounds what a container may take. A container with neither is placed
      anywhere and is the first to be evicted when its node runs short.

      It is a **warning** for a helper beside a main container whose memory is limited, and **information** where another
      container of the Pod has requests or limits: the one without decides the Pod's quality of
      service class, and a helper without bounds can take the main container's memory. Resources of the Pod as a whole
      (\`spec.resources\`) count for all its containers.

      The quick fix gives a start. Measure, then set what the container needs.`,
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/',
    ],
    messages: {
      missing: "'{container}' has neither requests nor limits: nothing is reserved for it and nothing bounds it",
      unbounded:
        "'{container}' has no memory limit beside '{other}', which has one: it can take the memory that '{other}' is promised",
      beside: "'{container}' has neither requests nor limits, while '{other}' has: it can take the room of the others",
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
    for (const container of runningContainers(pod.spec)) {
      const reason = unreserved(pod, container);
      if (!reason) continue;
      const { other } = reason;
      const main = limitedMain(pod, container);
      const args = { container: container.label, other: (main ?? other)?.label ?? '' };
      yield {
        span: container.anchor,
        container,
        message: { id: main ? 'unbounded' : other ? 'beside' : 'missing', args },
        severity: main ? 'warning' : other ? 'information' : 'hint',
        fixes: () => makeFix(pod, { message: { id: 'add', args: {} } }, [addResources(pod, container)]),
      };
    }
  },
});
