import { ownerOf } from '../../conditions/fault-owner.js';
import { decodingSeverity } from '../../conditions/misread.js';
import { makeFix } from '../../edits/make-fix.js';
import { renameKey } from '../../edits/rename-key.js';
import { intoNamed } from '../../edits/retype.js';
import type { Manifest } from '../../model/model.js';
import { causesOf, type Misspelt, type Unknown } from '../../schema/causes.js';
import { decode, type Strictness } from '../../schema/decoding.js';
import { fits } from '../../schema/homes.js';
import { defineRule } from '../rule.js';

export const unknownField = defineRule({
  id: 'unknown-field',
  meta: {
    title: 'Field that Kubernetes does not know',
    severity: 'error',
    since: '0.1.0',
    docs: `
      kubectl asks the API server to decode strictly: a field that the object does not have is an error. Clients that do
      not ask for it, among them many controllers, have the field dropped without a word, and the object works without
      what the field says.

      Upper and lower case count: \`containerport\` is not \`containerPort\`. The fields are those of the newest version
      of Kubernetes. Custom resources may have fields of their own; there only what is nearly the name of a known field
      of the Pod is reported, as a warning. Directives of Kustomize patches (\`$patch\`) and placeholders are left out.`,
    references: [
      'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
      'https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/2885-server-side-unknown-field-validation',
    ],
    messages: {
      unknown: "'{owner}' sets '{path}', which is no field of Kubernetes, so the manifest is rejected",
      nearly: "'{owner}' sets '{path}', which is no field of Kubernetes; '{nearest}' is one",
      rename: "Change to '{nearest}'",
      named: "Write '{variable}' as a name with its value",
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
    ports:
    - containerport: 80
#     ^^^^^^^^^^^^^ unknown-field
    volumeMounts:
    - name: certs
      path: /etc/nginx/certs
#     ^^^^ unknown-field
  volumes:
  - name: certs
    secret:
      name: web-certs
#     ^^^^ unknown-field
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
    ports:
    - containerPort: 80
    volumeMounts:
    - name: certs
      mountPath: /etc/nginx/certs
  volumes:
  - name: certs
    secret:
      secretName: web-certs
`,
        },
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  autoscale: true
# ^^^^^^^^^ unknown-field
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: nginx:1.27
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
      $setElementOrder/containers:
      - name: web
      containers:
      - name: web
        image: nginx:1.27
      - $patch: delete
        name: debug
`,
        },
        {
          yaml: `
apiVersion: example.org/v1
kind: WebApp
metadata:
  name: shop
spec:
  podTemplate:
    spec:
      containers:
      - name: shop
        image: shop:1.4
      scaling: {min: 1}
`,
        },
      ],
    },
  },

  *checkObject(manifest) {
    const { strictness } = decode(manifest);
    for (const cause of causesOf(manifest)) {
      if (cause.kind === 'misplaced' || !isSure(cause, strictness)) continue;
      const { fault } = cause;
      const { container, owner, path } = ownerOf(manifest, fault.place, [fault.key]);
      const nearest = cause.kind === 'misspelt' ? cause.name : undefined;
      yield {
        span: fault.pair.keySpan,
        message: { id: nearest === undefined ? 'unknown' : 'nearly', args: { owner, path, nearest: nearest ?? '' } },
        ...(container && { container }),
        severity: decodingSeverity(strictness),
        fixes: () => (cause.kind === 'misspelt' ? rename(manifest, cause) : named(manifest, cause)),
      };
    }
  },
});

/** What the object's own definition may add is left out where that is not Kubernetes' own. */
function isSure(cause: Misspelt | Unknown, strictness: Strictness): boolean {
  if (strictness === 'built-in') return true;
  return cause.kind === 'misspelt' && (cause.sure || cause.likely);
}

function rename(manifest: Manifest, { fault, name, sure }: Misspelt) {
  const field = fault.place.type.fields.get(name);
  if (!field || !fits(fault.pair.value, field)) return [];
  const message = { id: 'rename' as const, args: { nearest: name } };
  const edit = renameKey(manifest.document, fault.pair, name);
  return makeFix({ manifest }, { message, applicability: sure ? 'safe' : 'suggestion', evenIfShared: true }, [edit]);
}

/** `- LOG_LEVEL: debug` for a variable, as other programs write it. */
function named(manifest: Manifest, { fault: { place, key } }: Unknown) {
  const edit = place.type.name === 'EnvVar' ? intoNamed(manifest.document, place.map) : undefined;
  return edit ? makeFix({ manifest }, { message: { id: 'named' as const, args: { variable: key } } }, [edit]) : [];
}
