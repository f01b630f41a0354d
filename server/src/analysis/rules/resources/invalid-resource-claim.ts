import { mapsOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent, itemAnchor, keySpanOf, repeated, settledText } from '../../conditions/given.js';
import { lacks } from '../../conditions/misread.js';
import { isLabelName, isSubdomain } from '../../conditions/names.js';
import { rejection } from '../../conditions/rejection.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidResourceClaim = defineRule({
  id: 'invalid-resource-claim',
  meta: {
    title: 'Resource claim without a name or source of its own',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An entry of a Pod's \`resourceClaims\` has a name of its own, by which containers ask for it, and either the
      \`resourceClaimName\` of a claim that there is or the \`resourceClaimTemplateName\` of a template that one is made
      from. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/'],
    messages: {
      unnamed: 'A resource claim of the Pod needs a name',
      name: "'{name}' is no name of a resource claim, which consists of a-z, 0-9 and inner hyphens",
      twice: "This Pod has a resource claim '{name}' already",
      neither: 'A resource claim of the Pod needs resourceClaimName or resourceClaimTemplateName',
      both: 'A resource claim of the Pod has both resourceClaimName and resourceClaimTemplateName; it can have only one',
      object: "'{name}' cannot be the name of an object, which consists of a-z, 0-9, '-' and '.'",
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
  resourceClaims:
  - name: gpu
#         ^^^ invalid-resource-claim
  containers:
  - name: web
    image: nginx:1.27
    resources:
      claims:
      - name: gpu
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
  resourceClaims:
  - name: gpu
    resourceClaimTemplateName: gpu
  containers:
  - name: web
    image: nginx:1.27
    resources:
      claims:
      - name: gpu
`,
        },
      ],
    },
  },

  fields: ['resourceClaims'],
  *check(pod) {
    const entries = mapsOf(pod.spec.node, 'resourceClaims').map(({ node }) => node);
    for (const entry of entries) for (const fault of faultsOf(pod, entry)) yield { ...fault, ...rejection(pod) };
    for (const { item } of repeated(entries, (entry) => settledText(entry, 'name')?.value)) {
      const name = settledText(item, 'name');
      if (name) yield { ...rejection(pod), span: name.span, message: { id: 'twice', args: { name: name.value } } };
    }
  },
});

type Ids = 'unnamed' | 'name' | 'twice' | 'neither' | 'both' | 'object';

const OBJECTS = ['resourceClaimName', 'resourceClaimTemplateName'] as const;
/** Releases before 1.31 have them in here. */
const OLD_SOURCE = 'source';

/** Source: core/validation, validatePodResourceClaim. */
function* faultsOf(pod: Pod, entry: YamlMap): Iterable<Problem<Ids>> {
  const name = settledText(entry, 'name');
  if (name && !isLabelName(name.value)) {
    yield { span: name.span, message: { id: 'name', args: { name: name.value } } };
  } else if (lacks(pod, entry, 'name')) {
    yield { span: itemAnchor(entry, ...OBJECTS), message: { id: 'unnamed', args: {} } };
  }
  for (const field of OBJECTS) {
    const object = settledText(entry, field);
    if (object && !isSubdomain(object.value))
      yield { span: object.span, message: { id: 'object', args: { name: object.value } } };
  }
  const [claim, template] = OBJECTS;
  if (!isAbsent(entry, claim) && !isAbsent(entry, template)) {
    yield { span: keySpanOf(entry, template, entry.span), message: { id: 'both', args: {} } };
  } else if (OBJECTS.every((field) => lacks(pod, entry, field)) && isAbsent(entry, OLD_SOURCE)) {
    yield { span: itemAnchor(entry, 'name'), message: { id: 'neither', args: {} } };
  }
}
