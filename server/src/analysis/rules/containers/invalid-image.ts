import { stringOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { hasImageTriggers } from '../../conditions/image-triggers.js';
import { lastingContainers, rejectionSeverity } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const invalidImage = defineRule({
  id: 'invalid-image',
  meta: {
    title: 'Image with a blank around it',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A blank in front of an image or behind it is a part of its name, which no registry knows. The API server rejects
      such a Pod. It takes the template of a workload as it is, and rejects the Pods that are made from it, which is
      reported as a **warning**.`,
    references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
    messages: {
      rejected: "The image of '{container}' has a blank at its beginning or end, which the API server rejects",
      later:
        "The image of '{container}' has a blank at its beginning or end: the workload is accepted, and its Pods are rejected",
      trim: 'Remove the blank',
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
  - name: web
    image: "nginx:1.27 "
#          ^^^^^^^^^^^^^ invalid-image
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: "nginx:1.27"
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
  - name: web
    image: "nginx:1.27"
`,
        },
      ],
    },
  },

  *check(pod) {
    const isPod = pod.manifest.kind.value === 'Pod';
    for (const container of lastingContainers(pod.spec)) {
      const image = stringOf(container.node, 'image');
      if (!image || image.value.trim() === image.value || isPlaceholder(image.value)) continue;
      if (hasImageTriggers(pod)) continue;
      yield {
        severity: isPod ? rejectionSeverity(pod) : 'warning',
        span: image.span,
        container,
        message: { id: isPod ? 'rejected' : 'later', args: { container: container.label } },
        fixes: () => trimmed(pod, image),
      };
    }
  },
});

function trimmed(pod: Pod, { value, span }: Located<string>) {
  const text = value.trim();
  if (text === '') return [];
  const message = { id: 'trim' as const, args: {} };
  return makeFix(pod, { message, applicability: 'safe', evenIfShared: true }, [
    replaceAt(pod.manifest.document, span, text),
  ]);
}
