import { stringOf } from '../../../syntax/access.js';
import { insertEntryBefore } from '../../../syntax/edit.js';
import type { Located } from '../../../syntax/span.js';
import { isMissing, itemAnchor } from '../../conditions/given.js';
import { standsElsewhere } from '../../conditions/misread.js';
import { isLabelName, nearestLabel } from '../../conditions/names.js';
import { freeName } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isBuiltIn, isWhole, lastingContainers } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const invalidContainerName = defineRule({
  id: 'invalid-container-name',
  meta: {
    title: 'Container without a valid name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Every container needs a name: at most 63 of \`a-z\`, \`0-9\` and \`-\`, not beginning or ending with \`-\` (a
      label of RFC 1123). The API server rejects anything else: upper case, underscores and dots as well.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container',
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
    ],
    messages: {
      missing: "'{container}' has no name, and every container needs one",
      invalid: "'{container}' is no valid name of a container, which consists of a-z, 0-9 and inner hyphens",
      long: "'{container}' is too long for a name of a container, which has 63 characters at most",
      rename: "Rename to '{nearest}'",
      add: "Add the name '{name}'",
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
  containers:
  - name: Web_Server
#         ^^^^^^^^^^ invalid-container-name
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web-server
    image: nginx:1.27
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - image: registry.example/shop/web:1.4
#   ^^^^^ invalid-container-name
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: registry.example/shop/web:1.4
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
  containers:
  - name: web-server
    image: nginx:1.27
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const container of lastingContainers(pod.spec)) {
      const { node, label } = container;
      const name = stringOf(node, 'name');
      const shared = { ...rejection(pod), container };
      if (!name?.value) {
        // The controller of a custom resource may name them, as that of Knative does.
        if (!isWhole(pod) || !isBuiltIn(pod) || !isMissing(node, 'name') || standsElsewhere(pod.manifest, node, 'name'))
          continue;
        const message = { id: 'missing' as const, args: { container: label } };
        yield { ...shared, span: name?.span ?? itemAnchor(node), message, fixes: () => naming(pod, container) };
      } else if (!isLabelName(name.value) && !isPlaceholder(name.value)) {
        const id = name.value.length > 63 ? 'long' : 'invalid';
        const message = { id, args: { container: name.value } } as const;
        yield { ...shared, span: name.span, message, fixes: () => renaming(pod, name) };
      }
    }
  },
});

function namesIn({ spec }: Pod): readonly string[] {
  return spec.containers.flatMap(({ name }) => name?.value ?? []);
}

function renaming(pod: Pod, { value, span }: Located<string>) {
  const nearest = nearestLabel(value);
  if (nearest === undefined || namesIn(pod).includes(nearest)) return [];
  return changeText(pod, { span }, nearest, { id: 'rename', evenIfShared: true });
}

/** By the last part of the image's name. */
function naming(pod: Pod, { node, image }: ContainerView) {
  const last = image?.repository.split('/').at(-1) ?? '';
  const wanted = isLabelName(last) ? last : nearestLabel(last);
  const first = node.pairs[0]?.key;
  if (wanted === undefined || first === undefined || stringOf(node, 'name')) return [];
  const name = freeName(wanted, namesIn(pod));
  const message = { id: 'add' as const, args: { name } };
  return makeFix(pod, { message }, [insertEntryBefore(pod.manifest.document, node, first, 'name', name)]);
}
