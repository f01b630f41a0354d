import { mapOf, numberOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { ALWAYS_RESTARTED, isOwnKind, jobSpecOf } from '../../conditions/workload-object.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Manifest } from '../../model/model.js';
import { defineRule } from '../rule.js';

const FIELDS = [
  'replicas',
  'minReadySeconds',
  'revisionHistoryLimit',
  'progressDeadlineSeconds',
  'parallelism',
  'completions',
  'backoffLimit',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
  'successfulJobsHistoryLimit',
  'failedJobsHistoryLimit',
  'startingDeadlineSeconds',
  'partition',
  'start',
];

export const negativeCount = defineRule({
  id: 'negative-count',
  meta: {
    title: 'Negative number of something',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Numbers of replicas, of kept revisions and finished Jobs, of tries and of seconds cannot be below zero. The API
      server rejects them.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/',
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/',
    ],
    messages: {
      negative: '{field} is {count}, which is below zero',
      change: 'Change to {count}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: -1
#           ^^ negative-count
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
          fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 0
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: FIELDS,
  *checkObject(manifest) {
    if (!KINDS.has(manifest.kind.value) || !isOwnKind(manifest)) return;
    const spec = mapOf(manifest.node, 'spec');
    const specs = manifest.kind.value === 'CronJob' ? [spec, jobSpecOf(manifest)] : [spec];
    const nested = [mapOf(mapOf(spec, 'updateStrategy'), 'rollingUpdate'), mapOf(spec, 'ordinals')];
    for (const each of [...specs, ...nested]) {
      for (const field of FIELDS) {
        const count = numberOf(each, field);
        if (!count || count.value >= 0) continue;
        const message = { id: 'negative' as const, args: { field, count: String(count.value) } };
        yield { span: count.span, message, fixes: () => change(manifest, count) };
      }
    }
  },
});

const KINDS: ReadonlySet<string> = new Set([...ALWAYS_RESTARTED, 'Job', 'CronJob']);

function change(manifest: Manifest, { value, span }: Located<number>) {
  const count = -value;
  const message = { id: 'change' as const, args: { count: String(count) } };
  return makeFix({ manifest }, { message, evenIfShared: true }, [replaceAt(manifest.document, span, count)]);
}
