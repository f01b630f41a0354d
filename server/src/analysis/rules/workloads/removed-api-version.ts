import { entryOf } from '../../../syntax/access.js';
import type { Span } from '../../../syntax/span.js';
import { mayExclude } from '../../conditions/branches.js';
import { lackingSelector } from '../../conditions/label-selector.js';
import { type Template, templateOf } from '../../conditions/workload-object.js';
import { addSelector } from '../../edits/add-selector.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Manifest } from '../../model/model.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const removedApiVersion = defineRule({
  id: 'removed-api-version',
  meta: {
    title: 'API version that is no longer served',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Kubernetes gives up the beta versions of an API some releases after it has become stable. The API server does not
      know an object of a version that is gone, and rejects it: \`no matches for kind\`.

      The stable version may ask more and take other defaults. In \`apps/v1\` the \`selector\` is required, while older
      versions took the labels of the template; DaemonSets and StatefulSets replace their pods when the template
      changes, where the first betas waited for somebody to delete them. The fix adds the selector; see to
      \`updateStrategy\` yourself.

      It is an **error** where \`podPatterns.kubernetesVersion\` names a version that does not serve it, and a **warning**
      where nothing is set: then the manifest may be for a cluster of its own age.`,
    references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
    messages: {
      gone: '{kind} in {version} has not been served since Kubernetes {since}; {successor} has taken its place',
      change: 'Change to {successor}',
      changeWithSelector: 'Change to {successor}, and add the selector that it requires',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: extensions/v1beta1
#           ^^^^^^^^^^^^^^^^^^ removed-api-version
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
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
  replicas: 2
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
        {
          yaml: `
apiVersion: batch/v1beta1
#           ^^^^^^^^^^^^^ removed-api-version
kind: CronJob
metadata:
  name: report
spec:
  schedule: 0 4 * * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
          - name: report
            image: registry.example/report:1.4
`,
          fixed: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: 0 4 * * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
          - name: report
            image: registry.example/report:1.4
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: report
spec:
  schedule: 0 4 * * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
          - name: report
            image: registry.example/report:1.4
`,
          kubernetesVersion: '1.24',
        },
      ],
    },
  },

  *check(pod) {
    const { manifest, spec } = pod;
    const removed = removedVersion(manifest);
    // A patch is not sent anywhere; a template is, however much is put into it.
    if (removed && !(spec.fragment && !manifest.document.templated))
      yield problem(manifest, removed, () => migration(manifest, removed, templateOf(pod), spec.fragment));
  },

  *checkObject(manifest) {
    const removed = removedVersion(manifest);
    if (removed && ACCESS.includes(manifest.kind.value) && manifest.name)
      yield problem(manifest, removed, () => migration(manifest, removed, undefined, true));
  },
});

type Ids = 'gone' | 'change' | 'changeWithSelector';

interface Removed {
  readonly kinds: readonly string[];
  /** The first minor version of Kubernetes without it. */
  readonly since: string;
  readonly successor: string;
  /** Whether everything means the same in the successor. */
  readonly same: boolean;
}

/** What says who may ask the API server. */
const ACCESS: readonly string[] = ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];

/** Source: Kubernetes' deprecated API migration guide; for `batch/v2alpha1`, the change log of 1.21. */
const REMOVED: Readonly<Record<string, Removed>> = {
  'extensions/v1beta1': {
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    since: '1.16',
    successor: 'apps/v1',
    same: false,
  },
  'apps/v1beta1': { kinds: ['Deployment', 'StatefulSet'], since: '1.16', successor: 'apps/v1', same: false },
  'apps/v1beta2': {
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'],
    since: '1.16',
    successor: 'apps/v1',
    same: true,
  },
  'batch/v2alpha1': { kinds: ['CronJob'], since: '1.21', successor: 'batch/v1', same: true },
  'batch/v1beta1': { kinds: ['CronJob'], since: '1.25', successor: 'batch/v1', same: true },
  'rbac.authorization.k8s.io/v1beta1': {
    kinds: ACCESS,
    since: '1.22',
    successor: 'rbac.authorization.k8s.io/v1',
    same: true,
  },
};

/** What is known of the version of an object that gives its own; none where a template may leave this one out. */
function removedVersion({ document, node, apiVersion, kind }: Manifest): Removed | undefined {
  const removed = REMOVED[apiVersion.value];
  if (!removed?.kinds.includes(kind.value) || !entryOf(node, 'apiVersion')) return undefined;
  const start: Span = { start: 0, end: 0 };
  return mayExclude(document, start, apiVersion.span) ? undefined : removed;
}

function problem(manifest: Manifest, removed: Removed, fixes: () => readonly Fix<Ids>[]): Problem<Ids> {
  const { since, successor } = removed;
  const args = { kind: manifest.kind.value, version: manifest.apiVersion.value, since, successor };
  return {
    span: manifest.apiVersion.span,
    message: { id: 'gone', args },
    kubernetes: { from: since },
    severityAtLatest: 'warning',
    fixes,
  };
}

/** Writes the successor, with the selector where it wants one; none where nobody knows which. */
function migration(
  manifest: Manifest,
  { successor, same }: Removed,
  template: Template | undefined,
  partial: boolean,
): readonly Fix<Ids>[] {
  const change = replaceAt(manifest.document, manifest.apiVersion.span, successor);
  const args = { successor };
  if (!template || !lackingSelector(manifest, template))
    return makeFix({ manifest }, { message: { id: 'change', args }, applicability: same ? 'safe' : 'suggestion' }, [
      change,
    ]);
  if (partial) return [];
  return makeFix({ manifest }, { message: { id: 'changeWithSelector', args } }, [
    change,
    addSelector(manifest, template),
  ]);
}
