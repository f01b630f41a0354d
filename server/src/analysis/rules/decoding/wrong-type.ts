import type { YamlScalar } from '../../../syntax/nodes.js';
import { resolveScalar } from '../../../syntax/scalars.js';
import { ownerOf } from '../../conditions/fault-owner.js';
import { decodingSeverity } from '../../conditions/misread.js';
import { fittingValues } from '../../edits/fitting-value.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Manifest } from '../../model/model.js';
import { decode } from '../../schema/decoding.js';
import type { WrongType } from '../../schema/fault.js';
import { isTooLarge, scalarFits } from '../../schema/scalar-fits.js';
import type { ScalarType } from '../../schema/types.js';
import { defineRule } from '../rule.js';

/** Enough of a value to know it again. */
const MAX_VALUE = 40;

export const wrongType = defineRule({
  id: 'wrong-type',
  meta: {
    title: 'Value of another type than its field holds',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Kubernetes reads YAML as JSON, where text, numbers, true and false are different things, and converts none of them
      into another. Text is anything in quotes, and most words without; but kubectl reads \`yes\`, \`no\`, \`on\`, \`off\`,
      \`y\` and \`n\` as true and false, and \`0777\`, \`0x1F\`, \`1_000\` and \`1e3\` as numbers. Values of environment
      variables, labels and annotations have to be text: put them in quotes. Numbers and booleans must not be in quotes.

      Null is taken by any field, as if it were left out. Quantities and ports that may have a name take numbers and
      text. What a template or a placeholder stands for is left out.`,
    references: [
      'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
      'https://kubernetes.io/docs/concepts/configuration/overview/#general-configuration-tips',
    ],
    messages: {
      text: "'{owner}' sets '{path}' to {value}, which is no text without quotes",
      string: "'{owner}' sets '{path}', which takes text, to a list or a map",
      quoted: "'{owner}' sets '{path}' to {value}, which is text in quotes and what it takes without them",
      integer: "'{owner}' sets '{path}' to {value}, but it takes a whole number",
      range: "'{owner}' sets '{path}' to {value}, which is too large a number for it",
      number: "'{owner}' sets '{path}' to {value}, but it takes a number",
      boolean: "'{owner}' sets '{path}' to {value}, but it takes true or false",
      either: "'{owner}' sets '{path}' to {value}, but it takes a whole number or text",
      quantity: "'{owner}' sets '{path}' to {value}, but it takes a quantity",
      list: "'{owner}' sets '{path}' to {value}, but it takes a list",
      map: "'{owner}' sets '{path}' to {value}, but it takes a map",
      quote: 'Put it in quotes',
      change: "Change to '{replacement}'",
      wrap: 'Make it a list',
      unwrap: 'Take the only item out of its list',
      level: "Take the level '{key}' away",
      name: "Make it the item's '{field}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    prometheus.io/scrape: true
#                         ^^^^ wrong-type
spec:
  replicas: "3"
#           ^^^ wrong-type
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx:1.27
        command: nginx
#                ^^^^^ wrong-type
        env:
        - {name: DEBUG, value: yes}
#                              ^^^ wrong-type
        ports:
        - containerPort: "80"
#                        ^^^^ wrong-type
        readinessProbe:
          httpGet: {path: /, port: 80}
          periodSeconds: 5s
#                        ^^ wrong-type
`,
          fixed: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    prometheus.io/scrape: "true"
spec:
  replicas: 3
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx:1.27
        command: [nginx]
        env:
        - {name: DEBUG, value: "yes"}
        ports:
        - containerPort: 80
        readinessProbe:
          httpGet: {path: /, port: 80}
          periodSeconds: 5
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
  replicas: $(REPLICAS)
  minReadySeconds: 5.0
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
      annotations: null
    spec:
      containers:
      - name: web
        image: nginx:1.27
        env:
        - {name: VERSION, value: 1.2.3}
        - {name: EMPTY, value: ~}
        resources:
          limits: {cpu: 1, memory: 128974848}
`,
        },
      ],
    },
  },

  *checkObject(manifest) {
    const { strictness, faults } = decode(manifest);
    if (strictness === 'shape') return;
    for (const fault of faults) {
      if (fault.kind !== 'wrong-type') continue;
      const { container, owner, path } = ownerOf(manifest, fault.place, fault.steps);
      yield {
        span: spanOf(fault),
        message: { id: wordOf(fault), args: { owner, path, value: valueText(manifest, fault) } },
        ...(container && { container }),
        severity: decodingSeverity(strictness),
        fixes: () => fix(manifest, fault),
      };
    }
  },
});

/** A scalar itself; a list or map by the key that holds it, or where it has none by its first key or item. */
function spanOf({ node, holder }: WrongType) {
  if (node.kind === 'scalar') return node.span;
  if (holder) return holder.pair.keySpan;
  const first = node.kind === 'map' ? node.pairs[0]?.keySpan : node.items[0]?.span;
  return first ?? node.span;
}

function wordOf({ wanted, node }: WrongType) {
  if (wanted.shape !== 'one') return wanted.shape;
  const { value } = wanted;
  if (typeof value !== 'string') return 'map';
  if (node.kind === 'scalar' && isTooLarge(node, value)) return 'range';
  if (node.kind === 'scalar' && fitsUnquoted(node, value)) return 'quoted';
  switch (value) {
    case 'int32':
    case 'int64':
      return 'integer';
    case 'int-or-string':
      return 'either';
    case 'boolean':
    case 'number':
    case 'quantity':
      return value;
    default:
      return node.kind === 'scalar' ? 'text' : 'string';
  }
}

function fitsUnquoted(node: YamlScalar, type: ScalarType): boolean {
  return (
    (node.style === 'single' || node.style === 'double') &&
    scalarFits({ ...node, value: resolveScalar(node.source) }, type)
  );
}

/** The value as it is written, on one line. */
function valueText({ document }: Manifest, { node }: WrongType): string {
  const [line = ''] = document.text.slice(node.span.start, node.span.end).trim().split('\n');
  const text = node.kind === 'seq' && node.block ? `${line.trim()} …` : line.trim();
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}

function fix(manifest: Manifest, fault: WrongType) {
  return fittingValues(manifest.document, fault).flatMap(({ message, safe, edit }) =>
    makeFix({ manifest }, { message, applicability: safe ? 'safe' : 'suggestion', evenIfShared: true }, [edit]),
  );
}
