import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import {
  assessContract,
  FUNCTION_NEEDS,
  NEEDS,
  needsOf,
  ROLE_NEEDS,
} from '../../server/src/analysis/contracts/contracts.js';
import { FUNCTIONS } from '../../server/src/analysis/roles/functions.js';
import { ROLES } from '../../server/src/analysis/roles/role.js';
import { rules } from '../../server/src/analysis/rules/index.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { openSource } from '../../server/src/syntax/source.js';
import { everyManifest } from './manifests.js';

const REPORTING = new Set(NEEDS.flatMap(({ rule }) => rule ?? []));

test('every file of needs is one need of that name, in some contract', () => {
  const files = readdirSync('server/src/analysis/contracts/needs').map((file) => basename(file, '.ts'));
  assert.deepEqual(NEEDS.map(({ id }) => id).sort(), files.sort());
});

test('needs say what they are, in the way of all messages', () => {
  for (const { id, title, why, messages } of NEEDS) {
    assert.match(title, /^[A-Z].*[^.]$/, id);
    assert.match(why, /\.$/, id);
    for (const text of Object.values(messages)) assert.match(text, /^(?:[a-z{].*|the Service .*)[^.!]$/, text);
  }
});

test('every role has a contract, and every function of a role adds to what runs anyway', () => {
  for (const role of ROLES) {
    assert.ok(ROLE_NEEDS[role].length > 0, role);
    for (const purpose of FUNCTIONS[role]) assert.ok(FUNCTION_NEEDS[purpose].length > 0, purpose);
  }
});

test('the rules that report needs are there', () => {
  assert.deepEqual(
    [...REPORTING].filter((rule) => !rules.some(({ id }) => id === rule)),
    [],
  );
  for (const rule of [
    'volume-not-shared',
    'missing-readiness-probe',
    'missing-startup-probe',
    'missing-resources',
    'missing-memory-limit',
  ])
    assert.ok(REPORTING.has(rule), rule);
});

test('what a contract lacks and what the rules report is the same, everywhere', () => {
  let compared = 0;
  for (const [name, text] of everyManifest) {
    for (const { analysis } of analyzeSource(openSource('file:///a.yaml', 0, text))) {
      for (const pod of analysis.pods) {
        for (const container of pod.spec.containers) {
          const lacking = assessContract(pod, container).flatMap(({ need, assessment }) =>
            assessment.state === 'missing' ? (need.rule ?? []) : [],
          );
          const reported = analysis.findings
            .filter((finding) => finding.container === container && REPORTING.has(finding.rule.id))
            .map(({ rule }) => rule.id);
          assert.deepEqual(lacking.sort(), reported.sort(), `${name}: ${container.label}`);
          compared += lacking.length;
        }
      }
    }
  }
  assert.ok(compared > 100, `only ${compared} were compared`);
});

test('one finding per cause and container: at most one about what bounds it', () => {
  for (const [name, text] of everyManifest) {
    for (const { analysis } of analyzeSource(openSource('file:///a.yaml', 0, text))) {
      const bounded = analysis.findings.filter(({ rule }) => /^missing-(?:resources|memory-limit)$/.test(rule.id));
      const containers = bounded.map(({ container }) => container);
      assert.equal(containers.length, new Set(containers).size, name);
    }
  }
});

test('what is told stands where it says: every span lies in the document', () => {
  for (const [name, text] of everyManifest) {
    for (const { part, analysis } of analyzeSource(openSource('file:///a.yaml', 0, text))) {
      for (const pod of analysis.pods) {
        for (const { assessment } of pod.spec.containers.flatMap((each) => assessContract(pod, each))) {
          for (const { start, end } of assessment.spans)
            assert.ok(0 <= start && start < end && end <= part.document.text.length, name);
        }
      }
    }
  }
});

/** The needs of the last container of a Pod, each with its state: `read-only-mount missing`. */
function contractIn(spec: string, kind = 'apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\nspec:\n'): string[] {
  const [pod] = analyzeSource(openSource('file:///a.yaml', 0, kind + spec)).flatMap(({ analysis }) => analysis.pods);
  const container = pod?.spec.containers.at(-1);
  assert.ok(pod && container && needsOf(pod.verdictOf(container)).length > 0);
  return assessContract(pod, container).map(
    ({ need, assessment: { state, message } }) => `${need.id} ${state}: ${message.id}`,
  );
}

const LIMITED = 'resources: {limits: {memory: 64Mi}}';

const logShipper = (mount: string, more = '') => `  containers:
  - name: shop
    image: nginx:1.27
    ${LIMITED}
    volumeMounts: [{name: logs, mountPath: /var/log/nginx}]
  - name: log-agent
    image: fluent/fluent-bit:3.2
    ${LIMITED}
    ${more}
    volumeMounts: [${mount}]
  volumes:
  - name: logs
    emptyDir: {}
`;

test('a log shipper shares a volume with the writer and mounts it read-only', () => {
  assert.deepEqual(contractIn(logShipper('{name: logs, mountPath: /logs, readOnly: true}')), [
    'files-from-another met: passes',
    'read-only-mount met: met',
    'lasts-to-the-end unknown: plain',
    'memory-limit met: met',
  ]);
  assert.ok(contractIn(logShipper('{name: logs, mountPath: /logs}')).includes('read-only-mount missing: writable'));
  assert.ok(contractIn(logShipper('')).includes('files-from-another missing: unread'));
  assert.ok(!contractIn(logShipper('', 'ports: [{containerPort: 24224}]')).some((each) => each.includes('missing')));
});

const dbProxy = (more: string, address: string) => `  containers:
  - name: shop
    image: registry.example/shop:1.4
    env: [{name: DATABASE_URL, value: "${address}"}]
    ports: [{containerPort: 8080}]
  - name: db-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
    args: [--port=5432, "project:region:shop"]
    ${more}
`;

test('an ambassador is dialed, and bounded', () => {
  assert.deepEqual(contractIn(dbProxy(LIMITED, 'postgres://localhost:5432/shop')), [
    'local-client met: isDialed',
    'lasts-to-the-end unknown: plain',
    'memory-limit met: met',
  ]);
  assert.deepEqual(contractIn(dbProxy('', 'postgres://db.example:5432/shop')), [
    'local-client unknown: unseen',
    'lasts-to-the-end unknown: plain',
    'resources missing: beside',
  ]);
});

const reloader = (shared: string) => `  ${shared}
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: settings, mountPath: /etc/nginx/conf.d}]
  - name: config-reloader
    image: busybox:1.36
    command: [sh, -c, "while inotifywait /settings; do pkill -HUP nginx; done"]
    ${LIMITED}
    volumeMounts: [{name: settings, mountPath: /settings}]
  volumes:
  - name: settings
    configMap: {name: web}
`;

test('a reloader watches the same files and signals in a shared process namespace', () => {
  assert.deepEqual(contractIn(reloader('shareProcessNamespace: true')), [
    'watched-files met: mounts',
    'reload-path met: signals',
    'process-namespace met: shared',
    'memory-limit met: met',
  ]);
  assert.ok(contractIn(reloader('hostname: web')).includes('process-namespace missing: apart'));
});

const init = (container: string, more = '') => `  ${more || 'hostname: web'}
  initContainers:
  - ${container}
`;

test('an init container has the rights for its work, and its turn', () => {
  const sysctl = 'name: tune\n    image: busybox:1.36\n    command: [sysctl, -w, net.core.somaxconn=1024]\n';
  assert.ok(contractIn(init(sysctl)).includes('privilege missing: notPrivileged'));
  assert.ok(
    contractIn(init(`${sysctl}    securityContext: {privileged: true}\n`)).includes('privilege met: privileged'),
  );
  const chown = 'name: chown\n    image: busybox:1.36\n    command: [chown, -R, "999", /data]\n';
  assert.ok(contractIn(init(chown, 'securityContext: {runAsUser: 1000}')).includes('privilege missing: notRoot'));
  assert.deepEqual(contractIn(init(chown)), ['files-for-another unknown: unseen']);
  const wait =
    'name: wait\n    image: bitnami/kubectl:1.31\n    command: [kubectl, wait, --for=condition=ready, pod/db]\n';
  assert.ok(contractIn(init(wait)).includes('service-account missing: unnamed'));
  assert.ok(contractIn(init(wait, 'serviceAccountName: waiter')).includes('service-account met: named'));
  assert.ok(
    contractIn(init(wait, 'automountServiceAccountToken: false')).includes('service-account missing: tokenless'),
  );
});

test('nothing is missing of a part of an object', () => {
  const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n  template:\n    spec:\n';
  const spec = logShipper('')
    .replace(/^/gm, '    ')
    .replace(/image: .*$/gm, '');
  assert.deepEqual(
    contractIn(spec, patch).filter((each) => each.includes('missing')),
    [],
  );
});
