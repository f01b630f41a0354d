import { isInboundProxy } from '../../conditions/inbound-proxies.js';
import { type LoopbackListener, loopbackListenerAt, unreachedProbes } from '../../conditions/loopback-listeners.js';
import { targetNumber } from '../../conditions/service-targets.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { openListener } from '../../edits/open-listener.js';
import type { Message } from '../../message.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

type Ids = 'service' | 'probe' | 'open';

export const proxyListensOnLoopback = defineRule<Ids>({
  id: 'proxy-listens-on-loopback',
  meta: {
    title: 'Proxy for requests from outside that listens on localhost only',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      A proxy for authentication or TLS takes the requests from outside of the Pod. What listens on \`127.0.0.1\` is
      reached by the containers of the Pod alone: connections from a Service, and the kubelet's probes, go to the Pod's
      own address and are refused. oauth2-proxy listens on \`127.0.0.1:4180\` unless \`--http-address\` says otherwise.

      Pods in a mesh are left alone: its proxy may pass requests on to localhost.`,
    references: [
      'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
      'https://github.com/brancz/kube-rbac-proxy#usage',
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    ],
    messages: {
      service: "'{container}' listens on localhost only, so Service '{service}' does not reach its port {port}",
      probe: "'{container}' listens on localhost only, so its {probe} does not reach port {port}",
      open: 'Listen on all addresses',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: dashboard
spec:
  selector: {app: dashboard}
  ports:
  - port: 80
    targetPort: 4180
---
apiVersion: v1
kind: Pod
metadata:
  name: dashboard
  labels: {app: dashboard}
spec:
  containers:
  - name: grafana
    image: grafana/grafana:11.3.0
  - name: oauth2-proxy
    image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
    args:
    - --http-address=127.0.0.1:4180
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ proxy-listens-on-loopback
    - --upstream=http://localhost:3000
    ports:
    - containerPort: 4180
    readinessProbe:
      httpGet: {path: /ping, port: 4180}
`,
          fixed: `
apiVersion: v1
kind: Service
metadata:
  name: dashboard
spec:
  selector: {app: dashboard}
  ports:
  - port: 80
    targetPort: 4180
---
apiVersion: v1
kind: Pod
metadata:
  name: dashboard
  labels: {app: dashboard}
spec:
  containers:
  - name: grafana
    image: grafana/grafana:11.3.0
  - name: oauth2-proxy
    image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
    args:
    - --http-address=0.0.0.0:4180
    - --upstream=http://localhost:3000
    ports:
    - containerPort: 4180
    readinessProbe:
      httpGet: {path: /ping, port: 4180}
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: dashboard
  labels: {app: dashboard}
spec:
  containers:
  - name: grafana
    image: grafana/grafana:11.3.0
  - name: oauth2-proxy
    image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
    args:
    - --http-address=0.0.0.0:4180
    - --upstream=http://localhost:3000
    ports:
    - containerPort: 4180
    readinessProbe:
      httpGet: {path: /ping, port: 4180}
`,
        },
      ],
    },
  },

  fields: ['args', 'command', 'env'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of runningContainers(pod.spec)) {
      if (!isInboundProxy(container)) continue;
      const told = new Set<number>();
      for (const { listener, message } of [...fromServices(pod, container), ...fromProbes(pod, container)]) {
        if (told.has(listener.port)) continue;
        told.add(listener.port);
        yield {
          span: listener.word?.span ?? container.anchor,
          container,
          message,
          fixes: () => makeFix(pod, { message: { id: 'open', args: {} } }, [openListener(pod, container, listener)]),
        };
      }
    }
  },
});

interface Unreached {
  readonly listener: LoopbackListener;
  readonly message: Message<Ids>;
}

function fromServices(pod: Pod, container: ContainerView): readonly Unreached[] {
  return pod.services.flatMap(({ manifest, ports }) =>
    ports.flatMap((target) => {
      const port = targetNumber(pod.spec, target);
      const listener = port === undefined ? undefined : loopbackListenerAt(pod, container, port);
      const args = { container: container.label, service: manifest.name?.value ?? '', port: String(port) };
      return listener ? [{ listener, message: { id: 'service', args } }] : [];
    }),
  );
}

function fromProbes(pod: Pod, container: ContainerView): readonly Unreached[] {
  return unreachedProbes(pod, container).map(({ kind, listener }) => {
    const args = { container: container.label, probe: kind, port: String(listener.port) };
    return { listener, message: { id: 'probe', args } };
  });
}
