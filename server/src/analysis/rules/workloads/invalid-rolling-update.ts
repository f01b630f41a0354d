import { asScalar, mapOf, nodeOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap, YamlScalar } from '../../../syntax/nodes.js';
import { isAbsent, keySpanOf } from '../../conditions/given.js';
import { isOwnKind } from '../../conditions/workload-object.js';
import { makeFix } from '../../edits/make-fix.js';
import { removeField } from '../../edits/remove-field.js';
import { writePlain } from '../../edits/retype.js';
import type { Manifest } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidRollingUpdate = defineRule({
  id: 'invalid-rolling-update',
  meta: {
    title: 'Rolling update that cannot go on',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`maxUnavailable\` and \`maxSurge\` are whole numbers or percentages in whole numbers, such as \`25%\`. Of a
      Deployment at most one of them is 0: otherwise no Pod could be stopped before another one starts, nor started
      before another one stops. Of a DaemonSet exactly one is 0; \`maxUnavailable\` is 1 where nothing is said. That of a
      StatefulSet is read since Kubernetes 1.37, and is not 0.

      \`rollingUpdate\` beside \`type: Recreate\` of a Deployment, or \`type: OnDelete\` of a StatefulSet, has nothing to
      say. The API server rejects all of this.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
      'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/',
    ],
    messages: {
      amount: "{field} is '{value}', which is neither a whole number nor a percentage such as 25%",
      quoted: "{field} is '{value}', which is text in quotes and a number without them",
      negative: '{field} is {value}, which is below zero',
      whole: '{field} is {value}, and cannot be more than 100%',
      stuck: 'Both maxUnavailable and maxSurge are 0, so that no Pod can be replaced',
      none: 'The maxUnavailable of a StatefulSet is 0, so that no Pod can be replaced',
      both: 'The maxSurge of a DaemonSet needs maxUnavailable: 0 beside it',
      strategy: 'No rollingUpdate can stand beside type: {type}',
      unquote: 'Take the quotes away',
      remove: 'Remove {field}',
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
  strategy:
    type: Recreate
    rollingUpdate:
#   ^^^^^^^^^^^^^ invalid-rolling-update
      maxSurge: 1
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
  strategy:
    type: Recreate
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
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 0
#                     ^ invalid-rolling-update
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
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
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

  fields: ['rollingUpdate'],

  *checkObject(manifest) {
    const kind = manifest.kind.value;
    const field = STRATEGIES[kind];
    if (field === undefined || !isOwnKind(manifest)) return;
    const strategy = mapOf(mapOf(manifest.node, 'spec'), field);
    const update = mapOf(strategy, 'rollingUpdate');
    if (!strategy || !update) return;
    const type = stringOf(strategy, 'type')?.value || 'RollingUpdate';
    if (type === WITHOUT[kind]) {
      const span = keySpanOf(strategy, 'rollingUpdate', update.span);
      const fixes = () => removeField({ manifest }, strategy, 'rollingUpdate', { id: 'remove' });
      yield { span, message: { id: 'strategy', args: { type } }, fixes };
    } else if (type === 'RollingUpdate') {
      yield* kind === 'StatefulSet' ? statefulFaults(manifest, update) : updateFaults(manifest, update);
    }
  },
});

type Ids = 'amount' | 'quoted' | 'negative' | 'whole' | 'stuck' | 'none' | 'both' | 'strategy' | 'unquote' | 'remove';

const STRATEGIES: Readonly<Record<string, string>> = {
  Deployment: 'strategy',
  DaemonSet: 'updateStrategy',
  StatefulSet: 'updateStrategy',
};

/** The strategy of a kind that takes no `rollingUpdate`; beside that of a DaemonSet nobody looks at it. */
const WITHOUT: Readonly<Record<string, string>> = { Deployment: 'Recreate', StatefulSet: 'OnDelete' };

/**
 * Older versions leave `maxUnavailable` of a StatefulSet out, whatever it says (KEP-961). Source: apps/validation,
 * validateRollingUpdateStatefulSet.
 */
function* statefulFaults(manifest: Manifest, update: YamlMap): Iterable<Problem<Ids>> {
  const amount = asScalar(nodeOf(update, 'maxUnavailable'));
  const fault = amountFault(manifest, update, 'maxUnavailable');
  const since = { kubernetes: { from: '1.37' }, severityAtLatest: 'warning' } as const;
  if (fault) yield { ...fault, ...since };
  else if (amount && isNone(amount)) yield { ...since, span: amount.span, message: { id: 'none', args: {} } };
}

/** Source: apps/validation, ValidateRollingUpdateDeployment and ValidateRollingUpdateDaemonSet. */
function* updateFaults(manifest: Manifest, update: YamlMap): Iterable<Problem<Ids>> {
  const faults = ['maxUnavailable', 'maxSurge'].flatMap((field) => amountFault(manifest, update, field) ?? []);
  yield* faults;
  if (faults.length > 0) return;
  const isDaemon = manifest.kind.value === 'DaemonSet';
  const unavailable = asScalar(nodeOf(update, 'maxUnavailable'));
  const surge = asScalar(nodeOf(update, 'maxSurge'));
  const noneUnavailable = isAbsent(update, 'maxUnavailable') ? false : isNone(unavailable);
  // A Deployment starts 25% more where nothing is said, a DaemonSet none.
  const noneMore = isAbsent(update, 'maxSurge') ? isDaemon : isNone(surge);
  if (noneUnavailable && noneMore && unavailable) {
    yield { span: unavailable.span, message: { id: 'stuck', args: {} } };
  } else if (isDaemon && noneUnavailable === false && noneMore === false && surge) {
    yield { span: surge.span, message: { id: 'both', args: {} } };
  }
}

/** Whether it is 0 or 0%; undefined where nobody knows. */
function isNone(amount: YamlScalar | undefined): boolean | undefined {
  if (typeof amount?.value === 'number') return amount.value === 0;
  const percent = percentIn(amount?.value);
  return percent === undefined ? undefined : percent === 0;
}

/** 25 for `25%`. */
function percentIn(value: YamlScalar['value'] | undefined): number | undefined {
  const [, digits] = /^(\d+)%$/.exec(String(value)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function amountFault(manifest: Manifest, update: YamlMap, field: string): Problem<Ids> | undefined {
  const amount = asScalar(nodeOf(update, field));
  if (!amount || amount.templated) return undefined;
  const { value, span } = amount;
  const args = { field, value: String(value) };
  if (typeof value === 'number' && value < 0) return { span, message: { id: 'negative', args } };
  if (typeof value !== 'string' || isPlaceholder(value)) return undefined;
  if (/^\d+$/.test(value)) return { span, message: { id: 'quoted', args }, fixes: () => unquoting(manifest, amount) };
  const percent = percentIn(value);
  if (percent === undefined) return { span, message: { id: 'amount', args } };
  const isLimited = field === 'maxUnavailable' || manifest.kind.value === 'DaemonSet';
  return isLimited && percent > 100 ? { span, message: { id: 'whole', args } } : undefined;
}

function unquoting(manifest: Manifest, amount: YamlScalar) {
  const message = { id: 'unquote' as const, args: {} };
  return makeFix({ manifest }, { message, applicability: 'safe', evenIfShared: true }, [
    writePlain(manifest.document, amount, Number(amount.value)),
  ]);
}
