import { isWhole } from '../../conditions/workload.js';
import { hasDefaultResources, unlimitedMemory, unreserved, unreservedCpu } from '../../contracts/unbounded.js';
import { equalizeResources } from '../../edits/add-resources.js';
import { makeFix } from '../../edits/make-fix.js';
import { isGuaranteed, qosClass } from '../../facts/qos-class.js';
import type { ContainerView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const helperBreaksGuaranteed = defineRule({
  id: 'helper-breaks-guaranteed',
  meta: {
    title: 'Helper that takes the quality of service from the main container',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['sidecar', 'ambassador', 'adapter', 'init'],
    docs: `
      A Pod is Guaranteed, the last to be evicted, when every container requests as much CPU and memory as its limits
      allow; init containers count as well. The main container does, and this one does not, so that the whole Pod is
      only Burstable. Give it equal requests and limits too.

      A container without any resources, memory limit or CPU request is reported for that alone.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#guaranteed',
      'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers',
    ],
    messages: {
      limit: "'{container}' has no limit for {resource}, so the Pod is not Guaranteed, as '{main}' alone would be",
      request:
        "'{container}' requests less {resource} than its limit, so the Pod is not Guaranteed, as '{main}' alone would be",
      equal: 'Make requests and limits equal',
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
    image: nginx:1.27
    resources:
      limits: {cpu: 500m, memory: 256Mi}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    resources:
#   ^^^^^^^^^ helper-breaks-guaranteed
      requests:
        cpu: 50m
        memory: 64Mi
      limits:
        memory: 128Mi
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx, readOnly: true}
  volumes:
  - {name: logs, emptyDir: {}}
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
      limits: {cpu: 500m, memory: 256Mi}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    resources:
      requests:
        cpu: 50m
        memory: 128Mi
      limits:
        memory: 128Mi
        cpu: 50m
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx, readOnly: true}
  volumes:
  - {name: logs, emptyDir: {}}
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
  containers:
  - name: web
    image: nginx:1.27
    resources:
      limits: {cpu: 500m, memory: 256Mi}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  - name: log-agent
    image: fluent/fluent-bit:3.2
    resources:
      limits: {cpu: 50m, memory: 128Mi}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx, readOnly: true}
  volumes:
  - {name: logs, emptyDir: {}}
`,
        },
      ],
    },
  },

  fields: ['resources'],
  *check(pod) {
    const { containers, resources } = pod.spec;
    if (containers.length < 2 || resources || pod.injected.length > 0 || !isWhole(pod)) return;
    if (hasDefaultResources(pod)) return;
    const mains = containers.filter((each) => pod.verdictOf(each).role === 'main');
    const main = mains.find((each) => pod.verdictOf(each).certainty !== 'low');
    if (!main || !mains.every(isGuaranteed)) return;
    const { certain, gaps } = qosClass(pod.spec);
    if (!certain) return;
    const reported = new Set<ContainerView>();
    for (const { container, resource, lack } of gaps) {
      if (!container || reported.has(container)) continue;
      if (unreserved(pod, container) || unlimitedMemory(pod, container) || unreservedCpu(pod, container)) continue;
      reported.add(container);
      yield {
        span: container.resources?.keySpan ?? container.anchor,
        container,
        message: {
          id: lack === 'limit' ? 'limit' : 'request',
          args: { container: container.label, main: main.label, resource },
        },
        fixes: () => makeFix(pod, { message: { id: 'equal', args: {} } }, equalizeResources(pod, container, main)),
      };
    }
  },
});
