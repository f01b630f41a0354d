import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingText, type PlacedFinding } from '../../server/src/features/diagnostics.js';
import { translationOf } from '../../server/src/features/l10n/translations.js';
import { findingsIn } from '../support/fix.js';

function workload(kind: string, spec: string): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata: {name: store}
spec:
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers: [{name: store, image: redis:7.4}]
${spec}`;
}

function only(text: string): PlacedFinding {
  const errors = findingsIn(text).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  assert.ok(first && errors.length === 1, 'one error');
  return first;
}

test('a StatefulSet is accepted with a pod spec that its Pods are rejected for, and the text says so', () => {
  const finding = only(workload('StatefulSet', '      hostname: Store\n'));
  assert.equal(finding.rule.id, 'invalid-host-name');
  assert.match(findingText(finding), /; the StatefulSet is accepted, and its Pods cannot be created$/);
  assert.match(findingText(finding, translationOf('ko')), /StatefulSet/);
});

test('any other workload is rejected at once', () => {
  const finding = only(workload('Deployment', '      hostname: Store\n'));
  assert.doesNotMatch(findingText(finding), /StatefulSet|Pods cannot be created/);
});

test('a StatefulSet is rejected at once for what the API server does look at', () => {
  for (const spec of ['      restartPolicy: Never\n', '      activeDeadlineSeconds: 5\n']) {
    assert.equal(only(workload('StatefulSet', spec)).atPodCreation, false);
  }
});
