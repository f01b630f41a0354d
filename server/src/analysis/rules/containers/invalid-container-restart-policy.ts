import { entryOf, mapOf, mapsOf, seqOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located, Span } from '../../../syntax/span.js';
import { isMissing, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { nearestWord } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole, lastingContainers } from '../../conditions/workload.js';
import { changeWord } from '../../edits/change-text.js';
import { removeField } from '../../edits/remove-field.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type KubernetesRange, type Problem } from '../rule.js';

/** Restart policies and rules of single containers: a feature gate in 1.34, there by default since 1.35 (KEP-5307). */
const WITHOUT_RULES: KubernetesRange = { before: '1.35' };
const WITH_RULES: KubernetesRange = { from: '1.35' };

const POLICIES = ['Always', 'OnFailure', 'Never'];
const MAX_RULES = 20;
/** The second one restarts all containers of the Pod: a feature of later versions. */
const ACTIONS = ['Restart', 'RestartAllContainers'];
const OPERATORS = ['In', 'NotIn'];

export const invalidContainerRestartPolicy = defineRule({
  id: 'invalid-container-restart-policy',
  meta: {
    title: 'Restart policy that a container cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`restartPolicy: Always\` on an init container makes it a native sidecar. Before Kubernetes 1.35 that is the only
      restart policy a container can have: the API server rejects \`OnFailure\` and \`Never\` there, and any restart
      policy in \`containers\`, whose restarts are decided by the \`restartPolicy\` of the Pod.

      Since 1.35 every container may have \`Always\`, \`OnFailure\` or \`Never\`, and \`restartPolicyRules\` beside it,
      20 at most; native sidecars have no such rules. Upper and lower case count.

      What is said depends on \`podPatterns.kubernetesVersion\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts',
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/5307-container-restart-policy',
    ],
    messages: {
      main: "'{container}' has a restartPolicy of its own, which only init containers may have before Kubernetes 1.35",
      init: "'{container}' has the restartPolicy '{value}'; before Kubernetes 1.35 an init container may have only Always",
      unknown:
        "'{container}' has the restartPolicy '{value}', which there is not; there are Always, OnFailure and Never",
      alone: "'{container}' has restartPolicyRules, which need a restartPolicy beside them",
      sidecar: "'{container}' is a native sidecar, which is always restarted and cannot have restartPolicyRules",
      many: "'{container}' has {count} restartPolicyRules, of which there may be 20",
      rule: "A restart rule of '{container}' needs {field}",
      word: "A restart rule of '{container}' has the {field} '{value}'; there are {values}",
      change: 'Change to {nearest}',
      remove: 'Remove {field}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: log-agent
    image: registry.example/log-agent:2.0
    restartPolicy: always
#                  ^^^^^^ invalid-container-restart-policy
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: log-agent
    image: registry.example/log-agent:2.0
    restartPolicy: Always
  containers:
  - name: web
    image: nginx:1.27
`,
        },
        {
          kubernetesVersion: '1.34',
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    restartPolicy: OnFailure
#   ^^^^^^^^^^^^^ invalid-container-restart-policy
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
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
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: log-agent
    image: registry.example/log-agent:2.0
    restartPolicy: Always
  containers:
  - name: web
    image: nginx:1.27
    restartPolicy: OnFailure
`,
        },
      ],
    },
  },

  fields: ['restartPolicy', 'restartPolicyRules'],
  *check(pod) {
    for (const container of lastingContainers(pod.spec)) {
      const policy = stringOf(container.node, 'restartPolicy');
      if (policy && !isPlaceholder(policy.value)) yield* policyFaults(pod, container, policy);
      yield* ruleFaults(pod, container);
    }
  },
});

type Ids = 'main' | 'init' | 'unknown' | 'alone' | 'sidecar' | 'many' | 'rule' | 'word' | 'change' | 'remove';

function* policyFaults(pod: Pod, container: ContainerView, policy: Located<string>): Iterable<Problem<Ids>> {
  const { value, span } = policy;
  const { list, node, label } = container;
  const args = { container: label, value };
  const isKnown = POLICIES.includes(value);
  if (!isKnown) {
    const kubernetes = list === 'initContainers' ? {} : WITH_RULES;
    const fixes = () => changeWord(pod, policy, nearestWord(value, POLICIES), 'change');
    yield { ...rejection(pod), container, span, kubernetes, message: { id: 'unknown', args }, fixes };
  }
  const fixes = () => removeField(pod, node, 'restartPolicy', { id: 'remove' });
  const shared = { ...rejection(pod), container, kubernetes: WITHOUT_RULES, fixes };
  if (list === 'containers') {
    yield { ...shared, span: keySpanOf(node, 'restartPolicy', span), message: { id: 'main', args } };
  } else if (isKnown && value !== 'Always') {
    yield { ...shared, span, message: { id: 'init', args } };
  }
}

/** Older versions leave the rules out, as long as the feature gate is off. */
function* ruleFaults(pod: Pod, container: ContainerView): Iterable<Problem<Ids>> {
  const field = 'restartPolicyRules';
  const rules = seqOf(container.node, field);
  if (!rules || rules.items.length === 0) return;
  const fault = (id: 'alone' | 'sidecar' | 'many', span: Span): Problem<Ids> => ({
    ...rejection(pod),
    span,
    container,
    kubernetes: WITH_RULES,
    message: { id, args: { container: container.label, count: String(rules.items.length) } },
    ...(id === 'sidecar' && { fixes: () => removeField(pod, container.node, field, { id: 'remove' }) }),
  });
  const span = keySpanOf(container.node, field, rules.span);
  if (container.lifecycle === 'sidecar') yield fault('sidecar', span);
  else if (!entryOf(container.node, 'restartPolicy') && isWhole(pod)) yield fault('alone', span);
  if (rules.items.length > MAX_RULES) yield fault('many', span);
  for (const { node } of mapsOf(container.node, field)) yield* singleFaults(pod, container, node);
}

/** What a single rule lacks, and words in it that there are not. Source: core/validation, validateContainerRestartPolicy. */
function* singleFaults(pod: Pod, container: ContainerView, rule: YamlMap): Iterable<Problem<Ids>> {
  const shared = { ...rejection(pod), container, kubernetes: WITH_RULES };
  const codes = mapOf(rule, 'exitCodes');
  for (const [map, field, words] of [
    [rule, 'action', ACTIONS],
    [codes, 'operator', OPERATORS],
  ] as const) {
    const given = settledText(map, field);
    if (!given || words.includes(given.value)) continue;
    const args = { container: container.label, field, value: given.value, values: words.join(', ') };
    yield {
      ...shared,
      span: given.span,
      message: { id: 'word', args },
      fixes: () => changeWord(pod, given, nearestWord(given.value, words), 'change'),
    };
  }
  if (!isWhole(pod) || isMisread(pod.manifest, rule.span)) return;
  const lacking = (map: YamlMap | undefined, fields: readonly string[]) =>
    fields.find((field) => map !== undefined && isMissing(map, field));
  const missing = lacking(rule, ['action', 'exitCodes']) ?? lacking(codes, ['operator']);
  if (missing === undefined) return;
  const message = { id: 'rule' as const, args: { container: container.label, field: missing } };
  yield { ...shared, span: itemAnchor(rule, 'action'), message };
}
