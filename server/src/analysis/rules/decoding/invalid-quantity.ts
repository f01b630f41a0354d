import type { Span } from '../../../syntax/span.js';
import { quantitiesOf } from '../../conditions/quantities.js';
import { rejectionSeverity } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { parseNanos } from '../../model/quantity.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const invalidQuantity = defineRule({
  id: 'invalid-quantity',
  meta: {
    title: 'Text that is no resource quantity',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A quantity is a number with one of the suffixes \`m\`, \`k\`, \`M\`, \`G\`, \`T\`, \`P\`, \`E\` (powers of ten)
      or \`Ki\`, \`Mi\`, \`Gi\`, \`Ti\`, \`Pi\`, \`Ei\` (powers of two), with nothing between them and no unit behind
      them. The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes',
      'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
    ],
    messages: {
      invalid: "'{owner}' sets {field} to '{value}', which is no quantity",
      nearly: "'{owner}' sets {field} to '{value}', which is no quantity; '{nearest}' is one",
      pod: "The Pod sets {field} to '{value}', which is no quantity",
      podNearly: "The Pod sets {field} to '{value}', which is no quantity; '{nearest}' is one",
      change: "Change to '{nearest}'",
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
    resources:
      requests:
        cpu: 0.5 cores
#            ^^^^^^^^^ invalid-quantity
        memory: 256Mib
#               ^^^^^^ invalid-quantity
      limits:
        memory: "512MB"
#               ^^^^^^^ invalid-quantity
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
    resources:
      requests:
        cpu: 0.5
        memory: 256Mi
      limits:
        memory: "512M"
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
    resources:
      requests: {cpu: .5, memory: 100k}
      limits: {cpu: 1e3, memory: $(MEMORY_LIMIT)}
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const { quantity, field, owner, container } of quantitiesOf(pod)) {
      const { value, span, nanos, templated } = quantity;
      if (templated || isPlaceholder(value) || nanos !== undefined) continue;
      const near = nearestQuantities(value);
      const args = { owner: owner ?? '', field, value, nearest: near[0] ?? '' };
      yield {
        span,
        message: { id: idOf(owner, near), args },
        ...(container && { container }),
        severity: rejectionSeverity(pod),
        fixes: () => near.flatMap((nearest) => change(pod, quantity.span, nearest)),
      };
    }
  },
});

function idOf(owner: string | undefined, near: readonly string[]) {
  if (owner === undefined) return near.length > 0 ? 'podNearly' : 'pod';
  return near.length > 0 ? 'nearly' : 'invalid';
}

function change(pod: Pod, span: Span, nearest: string) {
  const message = { id: 'change' as const, args: { nearest } };
  const text = /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(nearest) ? Number(nearest) : nearest;
  return makeFix(pod, { message, evenIfShared: true }, [replaceAt(pod.manifest.document, span, text)]);
}

/** Words that people write behind a number, in lower case, and the suffix that they mean. */
const WORDS: readonly (readonly [words: RegExp, suffix: string])[] = [
  [/^(?:b|bytes?|cores?|cpus?|vcpus?)?$/, ''],
  [/^(?:millicores?|millicpus?|mcores?|mcpus?|mc)$/, 'm'],
];

/** The quantities that were probably meant, the likeliest first; none where the text is more than a number and a unit. */
function nearestQuantities(text: string): string[] {
  const [, number, unit] = /^([+-]?(?:\d*[.,])?\d+)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  if (number === undefined || unit === undefined) return [];
  const word = WORDS.find(([words]) => words.test(unit.toLowerCase()));
  return (word ? [word[1]] : scaled(unit))
    .map((suffix) => number.replace(',', '.') + suffix)
    .filter((candidate) => (parseNanos(candidate) ?? -1n) >= 0n && candidate !== text);
}

/** `GB`, `gb` and `G` to `G` and `Gi`; `GiB`, `gi` and `GIB` to `Gi`. */
function scaled(unit: string): string[] {
  const [, letter, binary] = /^([kmgtpe])(i?)b?$/i.exec(unit) ?? [];
  if (letter === undefined) return [];
  const upper = letter.toUpperCase();
  return binary ? [`${upper}i`] : [upper === 'K' ? 'k' : upper, `${upper}i`];
}
