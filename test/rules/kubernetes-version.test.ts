import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixesOf } from '../../server/src/features/fixes.js';
import { findingsIn } from '../support/fix.js';

const JOB = `
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: report
        image: registry.example/report:1.4
        env:
        - name: DATABASE_URL
          value: postgres://localhost:5432/sales
      - name: cloud-sql-proxy
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.0
        args: ["--port=5432", "project:region:instance"]
`;

test('a fix that needs a newer Kubernetes is not offered', () => {
  const fixesIn = (version: string) =>
    findingsIn(JOB, 'job-never-completes', version).map((each) => fixesOf(each).length);
  assert.deepEqual(fixesIn('1.28'), [0]);
  assert.deepEqual(fixesIn('1.29'), [1]);
  assert.deepEqual(fixesIn('latest'), [1]);
});

test('an old API version is an error where the settings name a version that does not serve it', () => {
  const text = `
apiVersion: apps/v1beta2
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx:1.27}]}
`;
  const severities = (version: string) => findingsIn(text, 'removed-api-version', version).map((each) => each.severity);
  assert.deepEqual(severities('1.15'), []);
  assert.deepEqual(severities('1.24'), ['error']);
  assert.deepEqual(severities('latest'), ['warning']);
});
