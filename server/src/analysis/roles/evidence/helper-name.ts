import { remembered } from '../../remembered.js';
import { proxyDirection } from '../names.js';
import { defineEvidence } from '../role.js';

type Kind = 'exporter' | 'adapter' | 'ambassador' | 'sidecar' | 'helper' | 'inboundProxy' | 'outboundProxy' | 'proxy';

/** The first that matches counts. */
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['ambassador', /ambassador/],
  ['adapter', /(?:^|[-_])adapt[eo]r|normali[sz]er|transformer|converter|translator/],
  ['exporter', /exporter|^metrics$|^(?!.*proxy).*[-_]metrics$|^(?!.*(?:proxy|liveness)).+[-_]prometheus$/],
  ['sidecar', /side-?car/],
  [
    'helper',
    /(?:^|[-_])agent$|^logs$|[-_]logs$|(?<!b)logger|shipper|forwarder|collector$|(?<!a)synch?(?:er|ronizer)?(?:[-_]|$)|reload|watcher|helper|rotate|backup|registrar|(?:^|[-_])liveness|refresh|shutdown-manager|monitor$|debug|^health-?(?:z|check|checker)$|[-_]health-?(?:z|check|checker)$|(?:^|[-_])elector$|^install-|[-_]installer$|^dind$|^docker-(?:daemon|dind)$|^config[-_](?:manager|updater)$/,
  ],
];

const PROXIES: Readonly<Record<string, Kind>> = { inbound: 'inboundProxy', outbound: 'outboundProxy', open: 'proxy' };

const readKind = remembered((name) => {
  const text = name.toLowerCase();
  const kind = KINDS.find(([, pattern]) => pattern.test(text))?.[0];
  return { kind: kind ?? PROXIES[proxyDirection(text) ?? 'none'] };
}, 2000);

/** The agent of a node helps no sibling. */
const AGENT = /agent$/i;

export const helperName = defineEvidence({
  id: 'helper-name',
  meta: {
    title: 'Name of a helper',
    why: `
People name helpers after what they do. \`ambassador\`, \`adapter\` and \`exporter\` name the pattern; \`sidecar\` is often
said for any helper; \`proxy\` alone tells nothing about the direction, so it speaks for both patterns that have one, unless a word
before it does: \`oauth-proxy\` guards the door, \`redis-proxy\` is on the way out.`,
    messages: {
      ambassador: "is named '{name}', after the ambassador pattern",
      adapter: "is named '{name}', as adapters are",
      exporter: "is named '{name}', as exporters of metrics are",
      sidecar: "is named '{name}', after the sidecar pattern",
      helper: "is named '{name}', as sidecars are",
      inboundProxy: "is named '{name}', as proxies in front of an application are",
      outboundProxy: "is named '{name}', as proxies on the way to the outside are",
      proxy: "is named '{name}', as proxies are",
    },
    weights: {
      ambassador: { main: -1, ambassador: 2.5 },
      adapter: { main: -1, adapter: 2 },
      exporter: { main: -1, adapter: 2 },
      sidecar: { main: -1, sidecar: 2 },
      helper: { main: -1, sidecar: 1.5 },
      inboundProxy: { main: -1, sidecar: 1.4, ambassador: 0.2 },
      outboundProxy: { main: -1, sidecar: 0.2, ambassador: 1.4 },
      proxy: { main: -1, sidecar: 0.6, ambassador: 0.6 },
    },
  },
  *collect(pod) {
    const perNode = pod.manifest.kind.value === 'DaemonSet';
    for (const container of pod.running) {
      const { name } = container;
      const kind = name && readKind(name.value).kind;
      if (!kind || (perNode && kind === 'helper' && AGENT.test(name.value))) continue;
      yield { container, span: name.span, message: { id: kind, args: { name: name.value } } };
    }
  },
});
