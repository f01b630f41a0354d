import { entryOf } from '../../../syntax/access.js';
import type { Span } from '../../../syntax/span.js';
import { itemAnchor, keySpanOf } from '../../conditions/given.js';
import { hasImageTriggers } from '../../conditions/image-triggers.js';
import { standsElsewhere } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isBuiltIn, isWhole } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const missingImage = defineRule({
  id: 'missing-image',
  meta: {
    title: 'Container without an image',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The API server rejects a container without an image. Patches and other parts of a workload, which get theirs from
      elsewhere, are left out.`,
    references: ['https://kubernetes.io/docs/concepts/containers/images/'],
    messages: { missing: "'{container}' has no image, so there is nothing to run" },
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
  - name: web
    image: nginx:1.27
  - name: log-agent
#         ^^^^^^^^^ missing-image
    args: [--verbose]
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
  template:
    spec:
      containers:
      - name: web
        env:
        - {name: LOG_LEVEL, value: debug}
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!isWhole(pod) || !isBuiltIn(pod) || hasImageTriggers(pod)) return;
    for (const container of pod.spec.containers) {
      if (container.image ? container.image.value !== '' : isGiven(container)) continue;
      if (isCompletedByName(container) || standsElsewhere(pod.manifest, container.node, 'image')) continue;
      yield {
        ...rejection(pod),
        span: container.image?.span ?? keySpanOf(container.node, 'image', beginningOf(container)),
        container,
        message: { id: 'missing', args: { container: container.label } },
      };
    }
  },
});

/** The name where the container begins with it. */
function beginningOf({ node, anchor }: ContainerView): Span {
  return node.pairs[0]?.key === 'name' ? anchor : itemAnchor(node);
}

/** Containers of pod templates that Jenkins and Spark complete under these names. */
function isCompletedByName({ name }: ContainerView): boolean {
  return /^(?:jnlp|spark-kubernetes-(?:driver|executor))$/.test(name?.value ?? '');
}

/** Whether an image stands there that is no text: a template's, or a mistake of another kind. */
function isGiven({ node }: ContainerView): boolean {
  const image = entryOf(node, 'image')?.value;
  return image !== undefined && !(image.kind === 'scalar' && image.value === null);
}
