import { mapOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { serviceWithPods } from '../../conditions/service.js';
import { missedBySlip } from '../../conditions/slip.js';
import { changeText } from '../../edits/change-text.js';
import type { ServiceView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { stringMap } from '../../model/read.js';
import type { KnownPod } from '../../selected-pods.js';
import { selects } from '../../surroundings.js';
import { defineRule } from '../rule.js';

export const serviceSelectsNothing = defineRule({
  id: 'service-selects-nothing',
  meta: {
    title: 'Service whose selector matches no pod beside it',
    severity: 'hint',
    since: '0.1.0',
    docs: `
      A Service sends traffic to the pods of its own namespace that have every label of its selector. This one matches
      none of the pods in this file and in the files that belong to it: nobody answers behind it. A label that misses
      by one slip of the finger is a warning. Where the pods are made elsewhere, a hint is all that it is.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes'],
    messages: {
      nothing: 'This selector matches no pod beside it, so nobody answers behind the Service',
      elsewhere: "This selector matches {workload}, but in namespace '{namespace}', which the Service does not reach",
      slip: "No pod has the label '{label}: {value}', but {workload} has '{label}: {nearest}'",
      change: "Change to '{nearest}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: wbe
#        ^^^ service-selects-nothing
  ports:
  - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    readinessProbe:
      httpGet: {path: /, port: 80}
`,
          fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    readinessProbe:
      httpGet: {path: /, port: 80}
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
`,
        },
      ],
    },
  },

  *checkObject(manifest, servicePods) {
    const { service, pods } = serviceWithPods(manifest, servicePods) ?? {};
    const [label] = service ? selectorOf(service) : [];
    if (!service || !pods || !label || pods.selected.length > 0 || manifest.document.templated) return;
    const values = [...pods.others.flatMap(({ labels }) => [...labels.values()]), ...selectorOf(service)];
    if (pods.others.length === 0 || values.some(({ value }) => isPlaceholder(value))) return;
    const miss = slipOf(service, pods.others);
    if (miss) {
      const { wanted, nearest, spec } = miss;
      const args = { label: wanted.key, value: wanted.value, nearest, workload: nameOf(spec.manifest) };
      yield {
        span: wanted.span,
        severity: 'warning',
        message: { id: 'slip', args },
        fixes: () => changeText({ manifest }, wanted, nearest, { id: 'change' }),
      };
      return;
    }
    const elsewhere = pods.others.find((spec) => selects(service, spec));
    // What a patch or a template adds to their labels is not known.
    if (!elsewhere && pods.others.some((spec) => spec.fragment || spec.manifest.document.templated)) return;
    const namespace = elsewhere?.manifest.namespace?.value;
    yield namespace === undefined || !elsewhere
      ? { span: label.span, message: { id: 'nothing', args: {} } }
      : { span: label.span, message: { id: 'elsewhere', args: { workload: nameOf(elsewhere.manifest), namespace } } };
  },
});

interface Label extends Located<string> {
  readonly key: string;
}

function selectorOf({ manifest }: ServiceView): readonly Label[] {
  return [...stringMap(mapOf(mapOf(manifest.node, 'spec'), 'selector')).values()];
}

/** The one label of the selector by which it misses a pod of the same namespace. */
function slipOf(service: ServiceView, specs: readonly KnownPod[]) {
  const namespace = service.manifest.namespace?.value;
  for (const spec of specs) {
    if (spec.manifest.namespace?.value !== namespace) continue;
    const missed = selectorOf(service).filter(({ key, value }) => spec.labels.get(key)?.value !== value);
    const [wanted] = missed;
    const nearest = wanted && missedBySlip(wanted.value, [spec.labels.get(wanted.key)?.value ?? '']);
    if (wanted && nearest !== undefined && missed.length === 1) return { wanted, nearest, spec };
  }
  return undefined;
}

function nameOf({ kind, name }: KnownPod['manifest']): string {
  return `${kind.value} '${name?.value ?? ''}'`;
}
