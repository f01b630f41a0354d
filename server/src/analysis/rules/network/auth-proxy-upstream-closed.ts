import { productOf } from '../../catalogue/catalogue.js';
import { openPortsOf } from '../../commands/open-ports.js';
import { applicationPorts, opensPort } from '../../conditions/application-ports.js';
import {
  guardsMetrics,
  type InboundProxy,
  inboundProxies,
  isInboundProxy,
  type Upstream,
} from '../../conditions/inbound-proxies.js';
import { maySpeakOfPort } from '../../conditions/mentioned-ports.js';
import { hasUnseenConfig } from '../../conditions/unseen-config.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerPort, ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Severity } from '../rule.js';

export const authProxyUpstreamClosed = defineRule({
  id: 'auth-proxy-upstream-closed',
  meta: {
    title: 'Proxy that passes on to a port nobody opens',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      A proxy for authentication or TLS passes on to the port of the container behind it. Where that container listens on
      another port, every request that got in is answered with a bad gateway. Name the port that the container opens.

      It is a warning where the container's arguments or its product say the same as its \`ports\`, and a hint where only
      \`ports\` speak, since a port works without being declared.`,
    references: [
      'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
      'https://github.com/brancz/kube-rbac-proxy#usage',
    ],
    messages: {
      closed: "'{container}' passes on to port {port}, but '{main}' listens on {ports}",
      here: 'Declared here',
      change: 'Pass on to port {port}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: dashboard
spec:
  containers:
  - name: grafana
    image: grafana/grafana:11.3.0
    ports:
    - containerPort: 3000
  - name: oauth2-proxy
    image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
    args:
    - --http-address=0.0.0.0:4180
    - --upstream=http://localhost:8080
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ auth-proxy-upstream-closed
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: dashboard
spec:
  containers:
  - name: grafana
    image: grafana/grafana:11.3.0
    ports:
    - containerPort: 3000
  - name: oauth2-proxy
    image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
    args:
    - --http-address=0.0.0.0:4180
    - --upstream=http://localhost:3000
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
spec:
  containers:
  - name: grafana
    image: grafana/grafana:11.3.0
    ports:
    - containerPort: 3000
  - name: oauth2-proxy
    image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
    args:
    - --http-address=0.0.0.0:4180
    - --upstream=http://localhost:3000
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *check(pod) {
    const proxies = isWhole(pod) ? inboundProxies(pod.spec) : [];
    const main = proxies.length > 0 ? mainBehind(pod) : undefined;
    if (!main) return;
    for (const proxy of proxies) {
      const ports = listeningPorts(pod, proxy);
      const [first, second] = ports;
      const severity = severityOf(pod, proxy, main, ports);
      // What a main container dials in vain is told for any of them.
      if (!first || !severity || pod.verdictOf(proxy.container).role === 'main') continue;
      for (const upstream of proxy.upstreams.filter(({ port }) => !isOpen(pod, main, port))) {
        const listed = ports.map(({ port }) => port.value).join(', ');
        const args = { container: proxy.container.label, port: String(upstream.port), main: main.label, ports: listed };
        yield {
          span: upstream.word.span,
          container: proxy.container,
          severity,
          message: { id: 'closed', args },
          related: [{ span: first.port.span, message: { id: 'here', args: {} } }],
          fixes: () => (second ? [] : changeUpstream(pod, upstream, first.port.value)),
        };
      }
    }
  },
});

/** The one container that a proxy can stand in front of, where every other one shows its ports. */
function mainBehind(pod: Pod): ContainerView | undefined {
  const others = runningContainers(pod.spec).filter((each) => !isInboundProxy(each));
  const mains = others.filter((each) => pod.verdictOf(each).role === 'main');
  return mains.length === 1 && others.every((each) => openPortsOf(each).length > 0) ? mains[0] : undefined;
}

/** Of the main container, less those that the proxy takes itself: it has moved out of the proxy's way. */
function listeningPorts(pod: Pod, { container }: InboundProxy): readonly ContainerPort[] {
  const taken = openPortsOf(container).filter(({ from }) => from !== 'default');
  return applicationPorts(pod).filter(({ port }) => !taken.some((each) => each.port === port.value));
}

/** Undefined where nothing is shown. */
function severityOf(
  pod: Pod,
  { container }: InboundProxy,
  main: ContainerView,
  ports: readonly ContainerPort[],
): Severity | undefined {
  const shownBy = (open: readonly number[]) => ports.some(({ port }) => open.includes(port.value));
  const isUsual = shownBy(productOf(main)?.ports ?? []);
  if (guardsMetrics(container)) return isUsual ? 'hint' : undefined;
  const flagged = openPortsOf(main).flatMap(({ from, port }) => (from === 'flag' ? [port] : []));
  return (isUsual || shownBy(flagged)) && !hasUnseenConfig(pod, main) ? 'warning' : 'hint';
}

/** Whether anybody may listen there: also a container that speaks of that number anywhere, or its configuration does. */
function isOpen(pod: Pod, main: ContainerView, port: number): boolean {
  const injected = pod.injected.some(({ ports }) => ports.includes(port));
  return injected || opensPort(pod, port) || maySpeakOfPort(pod, main, port);
}

function changeUpstream(pod: Pod, { word, port }: Upstream, target: number) {
  const place = new RegExp(`(localhost|127\\.0\\.0\\.1|\\[::1\\])(?::${port})?(?=[/,]|$)`);
  const text = /\s/.test(word.value) ? word.value : word.value.replace(place, `$1:${target}`);
  const message = { id: 'change' as const, args: { port: String(target) } };
  return text === word.value ? [] : makeFix(pod, { message }, [replaceAt(pod.manifest.document, word.span, text)]);
}
