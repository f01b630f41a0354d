import { runningQuantities } from '../../conditions/quantities.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { exactText } from '../../facts/amounts.js';
import type { QuantityView } from '../../model/model.js';
import { NANOS_PER_UNIT, type Nanos } from '../../model/quantity.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const fractionalBytes = defineRule({
  id: 'fractional-bytes',
  meta: {
    title: 'Part of a byte',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      \`m\` means thousandths. It makes sense for CPU, but \`400m\` of memory are 0.4 bytes; what was meant is \`400Mi\`
      or \`400M\`. The API server accepts it with a warning and rounds up, so that a limit kills the container at once,
      and a request reserves nothing.`,
    references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory'],
    messages: {
      owner: "'{owner}' sets {field} to {value}, which are {bytes} bytes; a byte cannot be divided",
      pod: 'The Pod sets {field} to {value}, which are {bytes} bytes; a byte cannot be divided',
      change: 'Change to {wanted}',
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
      limits:
        memory: 400m
#               ^^^^ fractional-bytes
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
      limits:
        memory: 400Mi
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
      limits:
        cpu: 400m
        memory: 400Mi
`,
        },
      ],
    },
  },

  *check(pod) {
    for (const { quantity, field, resource, owner, container } of runningQuantities(pod)) {
      const { nanos, span, value } = quantity;
      if (resource === undefined || !BYTES.has(resource) || nanos === undefined || nanos < 0n) continue;
      if (nanos % NANOS_PER_UNIT === 0n) continue;
      const args = { owner: owner ?? '', field, value, bytes: exactText(nanos) };
      yield {
        span,
        message: { id: owner === undefined ? 'pod' : 'owner', args },
        ...(container && { container }),
        fixes: () => change(pod, quantity, nanos),
      };
    }
  },
});

const BYTES: ReadonlySet<string> = new Set(['memory', 'ephemeral-storage']);

/** As many bytes as nobody would write in thousandths by mistake: a computed amount, which is rounded. */
const LARGEST_SLIP = 10n ** 6n;

function change(pod: Pod, { value, span }: QuantityView, nanos: Nanos) {
  const [, digits] = /^(\d+)m$/.exec(value) ?? [];
  const rounded = String((nanos + NANOS_PER_UNIT - 1n) / NANOS_PER_UNIT);
  const wanted = digits && BigInt(digits) <= LARGEST_SLIP ? [`${digits}Mi`, `${digits}M`] : [rounded];
  return wanted.flatMap((each) =>
    makeFix(pod, { message: { id: 'change' as const, args: { wanted: each } }, evenIfShared: true }, [
      replaceAt(pod.manifest.document, span, /^\d+$/.test(each) ? Number(each) : each),
    ]),
  );
}
