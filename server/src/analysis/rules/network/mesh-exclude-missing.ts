import { productOf } from '../../catalogue/catalogue.js';
import { flagsOf } from '../../commands/flags.js';
import { lateProxy, networkedProgram, PROXY_USER } from '../../conditions/mesh-start.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { addAnnotation } from '../../edits/template-metadata.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import type { ContainerFunction } from '../../roles/role.js';
import { defineRule, type Fix } from '../rule.js';

/** What products dial out for before anything else can go on. */
const DIALING: readonly ContainerFunction[] = ['db-proxy', 'secrets-agent', 'migrate', 'file-sync'];
const EXCLUSIONS: Readonly<Record<string, string>> = {
  istio: 'traffic.sidecar.istio.io/excludeOutboundPorts',
  linkerd: 'config.linkerd.io/skip-outbound-ports',
  kuma: 'traffic.kuma.io/exclude-outbound-ports',
};
/** Annotations with which a pod has refused a proxy that is a native sidecar. */
const NATIVE =
  /^(?:sidecar\.istio\.io\/nativeSidecar|config\.(?:beta|alpha)\.linkerd\.io\/proxy-enable-native-sidecar)$/;
/** The APIs of Google Cloud, and the ports at which its databases take mutual TLS. */
const CLOUD_PORTS: Readonly<Record<string, string>> = {
  'cloud-sql-proxy': '443,3307',
  'gce-proxy': '443,3307',
  'alloydb-auth-proxy': '443,5433',
};

type Ids = 'early' | 'native' | 'exclude';

export const meshExcludeMissing = defineRule<Ids>({
  id: 'mesh-exclude-missing',
  meta: {
    title: 'Helper that dials out before its mesh proxy is there',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['init', 'ambassador', 'sidecar'],
    docs: `
      A mesh redirects the connections of all containers to its proxy. One that is injected as an ordinary container
      starts when the init containers are done: a proxy of a database or an agent for secrets among these, native sidecar
      or not, dials out in vain meanwhile, and where the next containers wait for it, they wait for ever.

      Ask for a mesh proxy that is a native sidecar, or exclude the ports that are dialed; these then pass the mesh by for
      all containers of the Pod. What runs as the proxy's own user is not redirected.`,
    references: [
      'https://istio.io/latest/docs/setup/additional-setup/cni/#compatibility-with-application-init-containers',
      'https://istio.io/latest/docs/reference/config/annotations/',
      'https://github.com/istio/istio/issues/11130',
    ],
    messages: {
      early: "'{container}' dials out before '{proxy}' is there, which all of the Pod's connections are redirected to",
      native: "Have '{proxy}' injected as a native sidecar",
      exclude: 'Exclude the ports {ports} from the mesh',
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
  annotations:
    sidecar.istio.io/nativeSidecar: "false"
spec:
  initContainers:
  - name: cloud-sql-proxy
#         ^^^^^^^^^^^^^^^ mesh-exclude-missing
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    restartPolicy: Always
    args: ["--port=5432", "shop-project:europe-west1:orders"]
  containers:
  - name: shop
    image: registry.example/shop:1.4
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    sidecar.istio.io/inject: "true"
  annotations:
    sidecar.istio.io/nativeSidecar: "true"
spec:
  initContainers:
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    restartPolicy: Always
    args: ["--port=5432", "shop-project:europe-west1:orders"]
  containers:
  - name: shop
    image: registry.example/shop:1.4
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
  annotations:
    sidecar.istio.io/nativeSidecar: "false"
    traffic.sidecar.istio.io/excludeOutboundPorts: "443,3307"
spec:
  initContainers:
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    restartPolicy: Always
    args: ["--port=5432", "shop-project:europe-west1:orders"]
  containers:
  - name: shop
    image: registry.example/shop:1.4
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    const proxy = lateProxy(pod);
    if (!proxy || !pod.injected.some(({ purpose }) => purpose === 'redirection')) return;
    for (const container of pod.spec.containers) {
      if (container.list !== 'initContainers' || !dialsOut(container)) continue;
      yield {
        span: container.anchor,
        container,
        message: { id: 'early', args: { container: container.label, proxy: proxy.name } },
        fixes: () => [...askForNative(pod, proxy.name), ...excludePorts(pod, container, proxy.injector.id)],
      };
    }
  },
});

/** A plain init container with a program that uses the network is told of as such. */
function dialsOut(container: ContainerView): boolean {
  const purpose = productOf(container)?.function;
  if (!purpose || !DIALING.includes(purpose) || container.runAsUser?.value === PROXY_USER) return false;
  return container.lifecycle === 'sidecar' || networkedProgram(container) === undefined;
}

function askForNative(pod: Pod, proxy: string): readonly Fix<Ids>[] {
  const refusal = [...pod.spec.annotations.values()].find(({ key }) => NATIVE.test(key));
  if (!refusal) return [];
  const message = { id: 'native' as const, args: { proxy } };
  return makeFix(pod, { message }, [replaceAt(pod.manifest.document, refusal.span, 'true')]);
}

function excludePorts(pod: Pod, container: ContainerView, injector: string): readonly Fix<Ids>[] {
  const ports = dialedPorts(container);
  const key = EXCLUSIONS[injector];
  if (ports === undefined || key === undefined) return [];
  return makeFix(pod, { message: { id: 'exclude', args: { ports } } }, addAnnotation(pod, key, ports));
}

/** As an annotation has them; undefined where nothing says. */
function dialedPorts(container: ContainerView): string | undefined {
  const known = CLOUD_PORTS[productOf(container)?.repository ?? ''];
  if (known !== undefined) return known;
  const flag = flagsOf(container).find(({ name }) => name === 'address' || name === 'repo')?.value;
  const told = flag ?? container.env.find(({ name }) => /^(?:VAULT_ADDR|GITSYNC_REPO)$/.test(name.value))?.value?.value;
  const [, scheme, port] = /^(https?):\/\/[^/:@\s$]+(?::(\d{1,5}))?(?:\/|$)/.exec(told ?? '') ?? [];
  return scheme === undefined ? undefined : (port ?? (scheme === 'https' ? '443' : '80'));
}
