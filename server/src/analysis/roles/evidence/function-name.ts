import { runsToCompletion } from '../../model/workloads.js';
import { remembered } from '../../remembered.js';
import { FUNCTIONS } from '../functions.js';
import { type ContainerFunction, defineEvidence, type FunctionWeights } from '../role.js';

const WEIGHT = 1.2;
const NOTHING: FunctionWeights = {};

/** What names say about functions; every row that matches counts. */
const ROWS: readonly (readonly [ContainerFunction, RegExp])[] = [
  ['log-shipper', /(?:^|[-_])log(?:s|ger|ging)?(?:[-_]|$)|fluent|filebeat|shipper|td-agent/],
  ['config-reloader', /reload|config[-_](?:manager|watcher|sync)|[-_]config$/],
  ['file-sync', /(?:^|[-_])(?:git|sync|syncer|synch|downloader)/],
  ['mesh-proxy', /istio|linkerd|envoy-sidecar|kuma|dapr/],
  ['auth-proxy', /oauth|auth|rbac|opa(?:[-_]|$)/],
  ['tls-proxy', /tls|ssl/],
  ['secrets-agent', /secret|vault|cert|token/],
  ['backup', /backup|fsfreeze|pgbackrest|restic/],
  ['csi-helper', /^csi-|registrar|provisioner|attacher|resizer|snapshotter/],
  ['leader-election', /elect|sentinel/],
  ['debug', /debug|shell|toolbox/],
  ['db-proxy', /(?:^|[-_])(?:db|sql|mysql|pg|postgres|cloudsql|redis|mongo|cache)(?:[-_]|$)/],
  ['format-converter', /adapter|transform|convert|normali[sz]e/],
  ['metrics-exporter', /metrics|exporter|prometheus/],
  ['wait-for', /wait|check|init-my(?:db|service)/],
  ['migrate', /migrat|schema|seed|populate|(?:db|database)[-_]?init|liquibase|flyway/],
  ['setup-permissions', /permission|chown|chmod|volume-perm/],
  ['fetch-assets', /download|fetch|clone|initializer|assets/],
  ['copy-binaries', /install|copy|plugin|^cp-/],
  ['generate-config', /config|conf(?:[-_]|$)|template|render|generate/],
  ['sysctl-tuning', /sysctl|vm-max|max-map|ulimit|limits|kernel/],
  ['network-setup', /iptables|network|proxy-init|linkerd-init|istio-init|kuma-(?:init|validation)|bpf/],
];

/** What prepares has other functions than what keeps running; a Job's container may migrate as its purpose. */
const functionsOfInit = functionsBy([...FUNCTIONS.init, 'file-sync']);
const RUNNING: readonly ContainerFunction[] = [...FUNCTIONS.sidecar, ...FUNCTIONS.ambassador, ...FUNCTIONS.adapter];
const functionsOfRunning = functionsBy(RUNNING);
const functionsOfJob = functionsBy([...RUNNING, 'migrate']);

/** What a name says about some functions. */
function functionsBy(some: readonly ContainerFunction[]): (name: string) => FunctionWeights {
  const rows = ROWS.filter(([purpose]) => some.includes(purpose));
  return remembered((name) => {
    const text = name.toLowerCase();
    const matching = rows.filter(([, pattern]) => pattern.test(text));
    return matching.length === 0 ? NOTHING : Object.fromEntries(matching.map(([purpose]) => [purpose, WEIGHT]));
  }, 2000);
}

export const functionName = defineEvidence({
  id: 'function-name',
  meta: {
    title: 'What the name says about the function',
    why: `
Many containers are named after what they do within their role: \`wait-for-db\`, \`config-reloader\`, \`log-shipper\`. Says
nothing about the role.`,
    messages: { speaks: "the name '{name}' tells what it does" },
    weights: { speaks: {} },
  },
  *collect(pod) {
    const ofRunning = runsToCompletion(pod.manifest.kind.value) ? functionsOfJob : functionsOfRunning;
    for (const container of pod.spec.containers) {
      const { name, lifecycle } = container;
      if (!name) continue;
      const functions = (lifecycle === 'init' ? functionsOfInit : ofRunning)(name.value);
      if (functions === NOTHING) continue;
      yield { container, span: name.span, message: { id: 'speaks', args: { name: name.value } }, functions };
    }
  },
});
