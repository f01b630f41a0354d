import { booleanOf, mapOf } from '../../../syntax/access.js';
import { insertEntry, insertEntryBefore, setIn } from '../../../syntax/edit.js';
import type { YamlDocument, YamlMap } from '../../../syntax/nodes.js';
import type { Located, TextEdit } from '../../../syntax/span.js';
import {
  type Labels,
  meets,
  plainRequirements,
  type Requirement,
  requirementsOf,
  templateLabels,
} from '../../conditions/label-selector.js';
import { isMisplaced, standsElsewhere } from '../../conditions/misread.js';
import { isLabelValue, isQualifiedName } from '../../conditions/names.js';
import { isWhole, rejectionSeverity } from '../../conditions/workload.js';
import { type Template, templateOf } from '../../conditions/workload-object.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { hasDirective, hasTemplatedLines } from '../../model/fragment.js';
import type { Manifest } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const selectorMismatch = defineRule({
  id: 'selector-mismatch',
  meta: {
    title: 'Selector that does not find the pods of its own template',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A workload makes pods from its template and finds them by its selector, so the labels of the template have to
      match it. The API server rejects a workload that could not find its own pods.

      Take care which side is changed: the selector of a workload that exists already cannot be changed, and Services
      may select the labels as well.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
    ],
    messages: {
      value: 'The selector wants the label {key}: {wanted}, but the template has {key}: {label}',
      missing: 'The selector wants the label {key}: {wanted}, which the template does not have',
      expression: "The labels of the template do not meet the selector's expression about {key}",
      selector: 'What the selector wants',
      label: "Change the template's label to {wanted}",
      change: 'Change the selector to {label}',
      add: 'Add the label to the template',
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
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: site
#            ^^^^ selector-mismatch
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
  selector:
    matchLabels:
      app: web
#     ^^^ selector-mismatch
  template:
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
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        tier: front
    spec:
      containers:
      - name: web
        image: nginx:1.27
`,
        },
      ],
    },
  },

  fields: ['selector'],
  *check(pod) {
    const { manifest } = pod;
    const template = templateOf(pod);
    const selector = mapOf(template?.owner, 'selector');
    if (!template || !selector || isGenerated(manifest, template) || !isWhole(pod)) return;
    const labels = templateLabels(manifest, template.node);
    if (
      !labels ||
      standElsewhere(manifest, template) ||
      hasDirective(template.owner) ||
      hasTemplatedLines(manifest, selector)
    )
      return;
    const wanted = PLAIN.has(manifest.kind.value) ? plainRequirements(selector) : requirementsOf(selector);
    for (const requirement of wanted) {
      if (!meets(labels, requirement) && isReadable(requirement, labels))
        yield mismatch(pod, template, labels, requirement);
    }
  },
});

/** Whether Kubernetes makes the selector: another rule tells that it cannot be given then. */
function isGenerated({ kind }: Manifest, { owner }: Template): boolean {
  return kind.value === 'CronJob' || (kind.value === 'Job' && booleanOf(owner, 'manualSelector')?.value !== true);
}

/** Whether the labels, or the metadata around them, are misspelt or at another level, as far as one can tell. */
function standElsewhere(manifest: Manifest, { node }: Template): boolean {
  const metadata = mapOf(node, 'metadata');
  return (
    ['labels', 'metadata'].some((field) => isMisplaced(manifest, field)) ||
    standsElsewhere(manifest, node, 'metadata') ||
    (metadata !== undefined && standsElsewhere(manifest, metadata, 'labels'))
  );
}

/** Where it is no label at all, another rule says so. */
function isReadable({ key, values }: Requirement, labels: Labels): boolean {
  return isQualifiedName(key) && [...values, labels.get(key)?.value ?? ''].every(isLabelValue);
}

type Ids = 'value' | 'missing' | 'expression' | 'selector' | 'label' | 'change' | 'add';

/** Kinds with a plain map of labels as their selector. */
const PLAIN: ReadonlySet<string> = new Set(['ReplicationController', 'DeploymentConfig']);

function mismatch(pod: Pod, template: Template, labels: Labels, requirement: Requirement): Problem<Ids> {
  const { key, keySpan, value: wanted } = requirement;
  const label = labels.get(key);
  const severity = rejectionSeverity(pod);
  const args = { key, wanted: wanted?.value ?? '', label: label?.value ?? '' };
  if (!wanted) return { severity, span: keySpan, message: { id: 'expression', args } };
  const related = [{ span: wanted.span, message: { id: 'selector' as const, args: {} } }];
  if (!label) {
    const fixes = () => addition(pod, template, key, wanted.value);
    return { severity, span: keySpan, message: { id: 'missing', args }, fixes };
  }
  const fixes = () => [...change(pod, 'label', label, wanted), ...change(pod, 'change', wanted, label)];
  return { severity, span: label.span, message: { id: 'value', args }, related, fixes };
}

function change(pod: Pod, id: 'label' | 'change', from: Located<string>, to: Located<string>): readonly Fix<Ids>[] {
  const message = { id, args: id === 'label' ? { wanted: to.value } : { label: to.value } };
  return makeFix(pod, { message }, [replaceAt(pod.manifest.document, from.span, to.value)]);
}

function addition(pod: Pod, { node }: Template, key: string, value: string): readonly Fix<Ids>[] {
  const { document } = pod.manifest;
  const edit = node.pairs.some((pair) => pair.key === 'metadata')
    ? addLabel(document, node, key, value)
    : insertEntryBefore(document, node, 'spec', 'metadata', { labels: { [key]: value } });
  return makeFix(pod, { message: { id: 'add', args: {} } }, [edit]);
}

function addLabel(document: YamlDocument, template: YamlMap, key: string, value: string): TextEdit | undefined {
  const labels = mapOf(mapOf(template, 'metadata'), 'labels');
  if (labels && labels.pairs.length > 0) return insertEntry(document, labels, key, value);
  return setIn(document, template, ['metadata', 'labels'], { [key]: value });
}
