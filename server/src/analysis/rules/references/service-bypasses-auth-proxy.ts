import { mapOf, mapsOf } from '../../../syntax/access.js';
import { insertEntry } from '../../../syntax/edit.js';
import { frontPorts, type InboundProxy, inboundProxies } from '../../conditions/inbound-proxies.js';
import { serviceObject, serviceWithPods } from '../../conditions/service.js';
import { targetNumber } from '../../conditions/service-targets.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView, PodSpecView, ServicePort, ServiceView } from '../../model/model.js';
import { defineRule } from '../rule.js';

/** Services and ports that are meant for those who may go past the proxy. */
const INSIDE = /metric|prom|internal|headless|local|direct|backend|insecure|no-?auth|debug|admin|health/i;
/** Ports of a proxy beside the one that it guards. */
const BESIDE = /metric|prom|health|probe|admin|debug/i;

export const serviceBypassesAuthProxy = defineRule({
  id: 'service-bypasses-auth-proxy',
  meta: {
    title: 'Service that leads past the proxy in front of a container',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      A proxy for authentication or TLS stands in front of another container and passes on to its port on localhost. A
      Service that targets this very port leads past the proxy: whoever reaches the Service gets in unchecked. Target the
      port of the proxy, and let the container behind it listen on localhost only.

      Services and ports whose names speak of metrics, health or internal use, and headless Services, are left alone.`,
    references: [
      'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
      'https://github.com/openshift/oauth-proxy/blob/master/contrib/sidecar.yaml',
      'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    ],
    messages: {
      bypasses: "'{container}' stands in front of port {port}, and this Service leads past it",
      change: "Target port {target} of '{container}'",
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
    targetPort: 3000
#               ^^^^ service-bypasses-auth-proxy
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
    ports:
    - containerPort: 3000
    readinessProbe:
      httpGet: {path: /api/health, port: 3000}
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
    ports:
    - containerPort: 3000
    readinessProbe:
      httpGet: {path: /api/health, port: 3000}
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
kind: Service
metadata:
  name: dashboard
spec:
  selector: {app: dashboard}
  ports:
  - port: 80
    targetPort: oauth
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
    - {name: oauth, containerPort: 4180}
    readinessProbe:
      httpGet: {path: /ping, port: oauth}
`,
        },
      ],
    },
  },

  fields: ['selector'],
  *checkObject(manifest, selected) {
    const { service, pods } = serviceWithPods(manifest, selected) ?? {};
    if (!service || INSIDE.test(manifest.name?.value ?? '') || serviceObject(manifest)?.headless) return;
    const specs = pods?.selected.filter(({ fragment }) => !fragment) ?? [];
    for (const [index, port] of service.ports.entries()) {
      const passed = INSIDE.test(port.name?.value ?? '') ? undefined : passedProxy(specs, port);
      if (!port.targetPort || !passed) continue;
      const { proxy, number, spec } = passed;
      yield {
        span: port.targetPort.span,
        message: { id: 'bypasses', args: { container: proxy.label, port: String(number) } },
        fixes: () => retarget(service, index, spec, proxy),
      };
    }
  },
});

interface Passed {
  readonly spec: PodSpecView;
  readonly proxy: ContainerView;
  /** The number of the port behind it. */
  readonly number: number;
}

/** The first proxy that a port of a Service leads past. */
function passedProxy(specs: readonly PodSpecView[], port: ServicePort): Passed | undefined {
  for (const spec of specs) {
    const number = targetNumber(spec, port);
    const proxy = inboundProxies(spec).find((each) => isBehind(each, number))?.container;
    if (proxy && number !== undefined) return { spec, proxy, number };
  }
  return undefined;
}

/** A proxy may listen on the same port at another address. */
function isBehind({ container, upstreams }: InboundProxy, number: number | undefined): boolean {
  return upstreams.some(({ port }) => port === number) && !frontPorts(container).some((port) => port === number);
}

function retarget({ manifest, ports }: ServiceView, index: number, spec: PodSpecView, proxy: ContainerView) {
  const given = ports[index];
  const node = mapsOf(mapOf(manifest.node, 'spec'), 'ports')[index]?.node;
  const declared = proxy.ports.filter(({ name }) => !BESIDE.test(name?.value ?? ''));
  const fronts = declared.length === 1 ? declared.map(({ port }) => port.value) : frontPorts(proxy);
  const [number, second] = fronts;
  // Two ports of a Service that lead to one place are one too many, and which one is meant nobody knows.
  const isTaken = ports.some((each) => targetNumber(spec, each) === number);
  if (number === undefined || second !== undefined || isTaken || !given?.targetPort || !node) return [];
  const byName = typeof given.targetPort.value === 'string' ? declared[0]?.name?.value : undefined;
  const target = byName ?? number;
  const edit =
    given.targetPort === given.port
      ? insertEntry(manifest.document, node, 'targetPort', target, ['port'])
      : replaceAt(manifest.document, given.targetPort.span, target);
  const args = { target: String(target), container: proxy.label };
  return makeFix({ manifest }, { message: { id: 'change' as const, args } }, [edit]);
}
