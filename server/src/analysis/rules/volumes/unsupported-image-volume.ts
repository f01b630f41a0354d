import { rejection } from '../../conditions/rejection.js';
import { volumeEntries } from '../../conditions/volume-entries.js';
import { defineRule } from '../rule.js';

export const unsupportedImageVolume = defineRule({
  id: 'unsupported-image-volume',
  meta: {
    title: 'Image volume that the cluster cannot mount',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A volume of an OCI image (KEP-4639) is a part of Kubernetes since 1.31 and on by default since 1.35. Before, the
      API server drops the source unless the feature gate \`ImageVolume\` is on, and rejects the volume for having none.

      Raise the setting \`podPatterns.kubernetesVersion\` if the cluster is newer or has the gate on; otherwise copy the
      files from the image with an init container into an \`emptyDir\`.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes/',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4639-oci-volume-source',
    ],
    kubernetes: { before: '1.35' },
    messages: {
      off: "Image volume '{volume}' needs the feature gate ImageVolume before Kubernetes 1.35",
    },
    examples: {
      bad: [
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
  volumes:
  - name: model
    image:
#   ^^^^^ unsupported-image-volume
      reference: registry.example/model:1
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
    image: nginx:1.27
  volumes:
  - name: model
    image:
      reference: registry.example/model:1
`,
        },
      ],
    },
  },

  fields: ['volumes'],
  *check(pod) {
    for (const { label: volume, sources } of volumeEntries(pod.spec)) {
      const image = sources.find(({ kind }) => kind === 'image');
      if (!image) continue;
      yield { ...rejection(pod), span: image.entry.pair.keySpan, message: { id: 'off', args: { volume } } };
    }
  },
});
