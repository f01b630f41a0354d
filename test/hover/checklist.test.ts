import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assessContract } from '../../server/src/analysis/contracts/contracts.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { hoverAt } from '../../server/src/features/hover/hover.js';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import { textOf } from '../../server/src/features/messages.js';
import { openSource } from '../../server/src/syntax/source.js';
import { everyManifest } from '../contracts/manifests.js';
import { hoverIn } from './cursor.js';

/** The checklist of a hover, without the Markdown of names. */
function checklistAt(source: ReturnType<typeof openSource>, offset: number): readonly string[] {
  const lines = hoverAt(source, offset)?.markdown.split('\n') ?? [];
  return lines.filter((line) => /^[✓✗?] /u.test(line)).map((line) => line.trimEnd().replaceAll('`', ''));
}

/** As many as a checklist may hold when rules report all that can be missing at once. */
const MAX_LINES = 6;

test('the checklist says the same as the findings, everywhere', () => {
  let compared = 0;
  for (const [name, text] of everyManifest) {
    const source = openSource('file:///a.yaml', 0, text);
    for (const { part, analysis } of analyzeSource(source)) {
      for (const pod of analysis.pods) {
        for (const container of pod.spec.containers) {
          if (!container.name || container.name.value === '' || text.includes('pod-patterns-disable')) continue;
          const lines = checklistAt(source, part.start + container.name.span.start);
          if (lines.length === 0) continue;
          assert.ok(lines.length <= MAX_LINES, `${name}: ${lines.join('\n')}`);
          for (const { need, assessment } of assessContract(pod, container)) {
            if (assessment.state !== 'missing' || need.rule === undefined) continue;
            const said = `✗ missing: ${textOf(need, assessment.message)} · line `.replaceAll('`', '');
            assert.ok(
              lines.some((line) => line.startsWith(said)),
              `${name}: ${said} in\n${lines.join('\n')}`,
            );
            compared += 1;
          }
        }
      }
    }
  }
  assert.ok(compared > 60, `only ${compared} were compared`);
});

test('a mark is never alone: what is missing or not shown is said in words', () => {
  const shop = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
  - name: shop
    image: nginx:1.27
    resources: {limits: {memory: 64Mi}}
    volumeMounts: [{name: logs, mountPath: /var/log/nginx}]
  - name: ${name}
    image: fluent/fluent-bit:3.2
    volumeMounts: [{name: logs, mountPath: /logs}]
  volumes:
  - {name: logs, emptyDir: {}}
`;
  const marked = (lines: readonly string[]) => lines.filter((line) => /^[✓✗?] /u.test(line));
  assert.deepEqual(marked(hoverIn(shop('log-a$0gent')).lines), [
    '✓ reads volume `logs`, which `shop` writes',
    '? not shown: that it stops after the app containers, as plain containers stop all at once',
    '✗ missing: requests and limits: if it leaks, it can take the memory of `shop` · line 10',
    '✗ missing: a read-only mount of `logs`, which it only reads',
  ]);
  assert.deepEqual(marked(hoverIn(shop('log-a$0gent'), { translation: translationOf('ko') }).lines), [
    '✓ `shop` 컨테이너가 파일을 쓰는 `logs` 볼륨을 읽음',
    '? 확인할 수 없음: 앱 컨테이너보다 늦게 종료됨, 일반 컨테이너는 한꺼번에 종료됨',
    '✗ 없음: 리소스 요청과 제한, 메모리 누수가 생기면 `shop` 컨테이너의 메모리를 차지할 수 있음 · 10행',
    '✗ 없음: 읽기만 하는 `logs` 볼륨의 읽기 전용 마운트',
  ]);
});

test('a finding that is turned off is not missing', () => {
  const pod = (comment: string) => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: w$0eb${comment}
    image: nginx:1.27
`;
  const says = (text: string) => hoverIn(text).lines.some((line) => line.includes('requests and limits'));
  assert.ok(says(pod('')));
  assert.ok(!says(pod(' # pod-patterns-disable-line missing-resources -- measured later')));
});
