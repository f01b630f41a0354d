import { addItem } from '../../../syntax/edit.js';
import { envEntries } from '../../conditions/environment.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const httpProxyWithoutNoProxy = defineRule({
  id: 'http-proxy-without-no-proxy',
  meta: {
    title: 'Proxy on localhost for everything, cluster included',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['main', 'ambassador'],
    docs: `
      \`http_proxy\` sends every request through the proxy, those to Services of the cluster and to the other containers of
      the Pod included, unless \`no_proxy\` names them. An ambassador that carries requests to the outside mostly cannot
      answer these, and where it can, it is a detour. List what is to be dialed directly.

      Programs differ in how they read the list: a name with a dot in front stands for everything below it, a Service's
      short name has to be listed itself, and not all understand ranges of addresses. A variable from a
      ConfigMap or Secret is not seen here, so containers that take whole ones are left out.`,
    references: ['https://curl.se/libcurl/c/CURLOPT_NOPROXY.html', 'https://pkg.go.dev/net/http#ProxyFromEnvironment'],
    messages: {
      everything: "'{container}' sends every request through {proxy}, as {variable} does not say what to dial directly",
      except: 'Dial the cluster and localhost directly',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - name: http_proxy
      value: http://localhost:3128
#            ^^^^^^^^^^^^^^^^^^^^^ http-proxy-without-no-proxy
  - name: proxy
    image: ubuntu/squid:6.6-24.04_beta
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - name: http_proxy
      value: http://localhost:3128
    - name: no_proxy
      value: "localhost,127.0.0.1,.svc,.cluster.local"
  - name: proxy
    image: ubuntu/squid:6.6-24.04_beta
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
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - name: http_proxy
      value: http://localhost:3128
    - name: no_proxy
      value: localhost,127.0.0.1,.svc,.cluster.local
  - name: proxy
    image: ubuntu/squid:6.6-24.04_beta
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of lastingContainers(pod.spec)) {
      const proxy = proxyOf(container);
      if (!proxy || !isWhole(pod)) continue;
      const args = { container: container.label, proxy: proxy.address, variable: proxy.exception };
      yield {
        span: proxy.value.span,
        container,
        message: { id: 'everything', args },
        fixes: () => makeFix(pod, { message: { id: 'except', args } }, [addException(pod, container, proxy.exception)]),
      };
    }
  },
});

const PROXY = /^(?:https?|all)_proxy$/i;
const LOCAL = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s/@]*@)?((?:localhost|127(?:\.\d+){3}|\[::1\]):\d+)\/?$/i;

/** The first variable that names a proxy on localhost, in a container where nothing says what goes past it. */
function proxyOf(container: ContainerView) {
  if (container.envFrom.length > 0 || !container.env.some(({ name }) => PROXY.test(name.value))) return undefined;
  const entries = envEntries(container);
  if (entries.some(({ name }) => name === undefined || /^no_?proxy$/i.test(name.value))) return undefined;
  for (const { name, value } of entries) {
    const address = name && value && PROXY.test(name.value) ? LOCAL.exec(value.value)?.[1] : undefined;
    // A program that reads the one in upper case reads the other one so too.
    const exception = /^[A-Z]/.test(name?.value ?? '') ? 'NO_PROXY' : 'no_proxy';
    if (address !== undefined && value) return { address, value, exception };
  }
  return undefined;
}

/** What the cluster's own names end with, by default, and the pod itself. */
const DIRECT = 'localhost,127.0.0.1,.svc,.cluster.local';

function addException({ manifest: { document } }: Pod, { node }: ContainerView, name: string) {
  return addItem(document, node, 'env', { name, value: DIRECT });
}
