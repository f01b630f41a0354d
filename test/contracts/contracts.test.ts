import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  assessContract,
  contractOf,
  FUNCTION_CONTRACTS,
  NEEDS,
  ROLE_CONTRACTS,
} from '../../server/src/analysis/contracts/contracts.js';
import { ROLES } from '../../server/src/analysis/roles/role.js';
import { rules } from '../../server/src/analysis/rules/index.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { openSource } from '../../server/src/syntax/source.js';
import { readMarkers } from '../support/markers.js';

const FOLDERS = ['test/fixtures', 'samples'];

/** Every fixture, sample and example. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')] as const),
  ),
  ...rules.flatMap(({ id, meta: { examples } }) =>
    [...examples.bad, ...examples.good].map(({ yaml }, index) => [`${id} ${index}`, yaml] as const),
  ),
]);

const REPORTING = new Set(NEEDS.flatMap(({ rule }) => rule ?? []));

test('every need has an own id, and the rules that report needs are there', () => {
  const ids = NEEDS.map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  assert.deepEqual(
    [...REPORTING].filter((rule) => !rules.some(({ id }) => id === rule)),
    [],
  );
});

test('every role has a contract, and a function adds to it', () => {
  for (const role of ROLES) assert.ok(ROLE_CONTRACTS[role].length > 0, role);
  for (const needs of Object.values(FUNCTION_CONTRACTS)) assert.ok(needs.length > 0);
});

test('what a contract lacks and what the rules report is the same, everywhere', () => {
  let compared = 0;
  for (const [name, marked] of TEXTS) {
    for (const { analysis } of analyzeSource(openSource('file:///a.yaml', 0, readMarkers(marked).text))) {
      for (const pod of analysis.pods) {
        for (const container of pod.spec.containers) {
          const lacking = assessContract(pod, container)
            .filter(({ assessment }) => assessment.state === 'reported')
            .map(({ need }) => need.rule);
          const reported = analysis.findings
            .filter((finding) => finding.container === container && REPORTING.has(finding.rule.id))
            .map(({ rule }) => rule.id);
          assert.deepEqual([...new Set(lacking)].sort(), [...new Set(reported)].sort(), `${name}: ${container.label}`);
          compared += lacking.length;
        }
      }
    }
  }
  assert.ok(compared > 100, `only ${compared} were compared`);
});

test('a log shipper shares a volume with the writer, and mounts it read-only or does not', () => {
  const pod = (mount: string) => `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
  - name: shop
    image: nginx:1.27
    volumeMounts: [{name: logs, mountPath: /var/log/nginx}]
  - name: log-agent
    image: fluent/fluent-bit:3.2
    volumeMounts: [${mount}]
  volumes:
  - name: logs
    emptyDir: {}
`;
  const checks = (mount: string) => {
    const [read] = analyzeSource(openSource('file:///a.yaml', 0, pod(mount))).flatMap(({ analysis }) => analysis.pods);
    const agent = read?.spec.containers[1];
    assert.ok(read && agent && contractOf(read.verdictOf(agent)).length > 0);
    return assessContract(read, agent).flatMap(({ need, assessment }) =>
      assessment.state === 'reported' ? `${need.id} reported` : `${need.id} ${assessment.state}`,
    );
  };
  assert.deepEqual(checks('{name: logs, mountPath: /logs, readOnly: true}'), [
    'connection met',
    'read-only-mount met',
    'resources reported',
  ]);
  assert.deepEqual(checks('{name: logs, mountPath: /logs}'), [
    'connection met',
    'read-only-mount missing',
    'resources reported',
  ]);
  assert.deepEqual(checks(''), ['connection missing', 'shared-volume reported', 'resources reported']);
});
