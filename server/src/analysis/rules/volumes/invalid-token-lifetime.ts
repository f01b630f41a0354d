import { numberOf } from '../../../syntax/access.js';
import type { Located } from '../../../syntax/span.js';
import { rejection } from '../../conditions/rejection.js';
import { fileSources, volumeEntries } from '../../conditions/volume-entries.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const invalidTokenLifetime = defineRule({
  id: 'invalid-token-lifetime',
  meta: {
    title: 'Service account token of an impossible lifetime',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A service account token in a \`projected\` volume lives at least 600 seconds; the kubelet renews it when 80 % of
      its life is over. The API server rejects less, and more than 2³² seconds. Without \`expirationSeconds\` it is an
      hour.`,
    references: ['https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken'],
    messages: {
      short: "The token in volume '{volume}' lives {seconds} seconds, less than the least of 600",
      long: "The token in volume '{volume}' lives {seconds} seconds, more than the greatest of 4294967296",
      change: 'Change to {seconds}',
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
    image: nginx:1.27
  volumes:
  - name: token
    projected:
      sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 300
#                            ^^^ invalid-token-lifetime
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
  volumes:
  - name: token
    projected:
      sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 600
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
  - name: token
    projected:
      sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3600
`,
        },
      ],
    },
  },

  fields: ['expirationSeconds'],
  *check(pod) {
    for (const volume of volumeEntries(pod.spec)) {
      for (const { kind, node } of fileSources(volume)) {
        const lifetime = kind === 'serviceAccountToken' ? numberOf(node, 'expirationSeconds') : undefined;
        if (!lifetime || (lifetime.value >= LEAST && lifetime.value <= GREATEST)) continue;
        const args = { volume: volume.label, seconds: String(lifetime.value) };
        yield {
          ...rejection(pod),
          span: lifetime.span,
          message: { id: lifetime.value < LEAST ? 'short' : 'long', args },
          fixes: () => change(pod, lifetime),
        };
      }
    }
  },
});

const LEAST = 600;
const GREATEST = 2 ** 32;

function change(pod: Pod, { value, span }: Located<number>) {
  const seconds = value < LEAST ? LEAST : GREATEST;
  const message = { id: 'change' as const, args: { seconds: String(seconds) } };
  return makeFix(pod, { message, evenIfShared: true }, [replaceAt(pod.manifest.document, span, seconds)]);
}
