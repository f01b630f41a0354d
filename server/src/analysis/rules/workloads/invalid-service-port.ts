import { asScalar, nodeOf, numberOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { isMissing, itemAnchor, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isLabelName, isPortName, isQualifiedName, nearestLabel } from '../../conditions/names.js';
import { isOutsidePorts } from '../../conditions/port-entries.js';
import { type ServiceObject, serviceObject } from '../../conditions/service.js';
import { changeText } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import { writePlain } from '../../edits/retype.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidServicePort = defineRule({
  id: 'invalid-service-port',
  meta: {
    title: 'Port that a Service cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A port of a Service has a number from 1 to 65535. Its name is a label of RFC 1123: at most 63 of \`a-z\`, \`0-9\`
      and inner \`-\`.

      \`targetPort\` is the number of a port in the pod, or the name of one, which is shorter: at most 15 of the same
      characters, with a letter among them. A number in quotes is a name without a letter, so the API server rejects it.`,
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
      'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/',
    ],
    messages: {
      missing: 'A port of a Service needs its number, port',
      range: '{field} is {port}, and has to be between 1 and 65535',
      name: "'{name}' is no name of a port, which consists of a-z, 0-9 and inner hyphens",
      longName: "'{name}' is too long for the name of a port, which has 63 characters at most",
      protocol: "'{protocol}' is no appProtocol, which is a name like that of a label",
      target:
        "'{name}' is no name of a port in a pod, which has at most 15 of a-z, 0-9 and inner hyphens, and a letter",
      quoted: "Target port '{port}' is a number in quotes, which is taken for a name",
      rename: "Rename to '{nearest}'",
      unquote: 'Change to {port}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - name: HTTP
#         ^^^^ invalid-service-port
    port: 80
    targetPort: "8080"
#               ^^^^^^ invalid-service-port
`,
          fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - name: http
    port: 80
    targetPort: 8080
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 70000
#         ^^^^^ invalid-service-port
    targetPort: administration-port
#               ^^^^^^^^^^^^^^^^^^^ invalid-service-port
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - name: a-name-of-more-than-fifteen
    port: 80
    targetPort: 8080
  - name: metrics
    port: 9090
    targetPort: metrics
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *checkObject(manifest) {
    const service = serviceObject(manifest);
    for (const port of service?.ports ?? []) if (service) yield* portFaults(service, port);
  },
});

type Ids = 'missing' | 'range' | 'name' | 'longName' | 'protocol' | 'target' | 'quoted' | 'rename' | 'unquote';

function* portFaults(service: ServiceObject, port: YamlMap): Iterable<Problem<Ids>> {
  const { manifest, headless } = service;
  for (const field of ['port', 'targetPort', 'nodePort'] as const) {
    const number = numberOf(port, field);
    // The API server takes 0 for nothing: the same port in the pod, any port of the nodes.
    if (!number || !isOutsidePorts(number.value) || (number.value === 0 && field !== 'port')) continue;
    yield { span: number.span, message: { id: 'range', args: { field, port: String(number.value) } } };
  }
  if (
    isMissing(port, 'port') &&
    service.whole &&
    !(headless && port.pairs.length === 0) &&
    !isMisread(manifest, port.span)
  )
    yield { span: itemAnchor(port, 'targetPort', 'name'), message: { id: 'missing', args: {} } };
  yield* nameFaults(service, port);
  const protocol = settledText(port, 'appProtocol');
  if (protocol && !isQualifiedName(protocol.value))
    yield { span: protocol.span, message: { id: 'protocol', args: { protocol: protocol.value } } };
  const target = settledText(port, 'targetPort');
  if (target && !isPortName(target.value)) yield targetFault(service, port, target);
}

function* nameFaults({ manifest }: ServiceObject, port: YamlMap): Iterable<Problem<Ids>> {
  const name = settledText(port, 'name');
  if (!name || isLabelName(name.value)) return;
  yield {
    span: name.span,
    message: { id: name.value.length > 63 ? 'longName' : 'name', args: { name: name.value } },
    fixes: () => changeText({ manifest }, name, nearestLabel(name.value), { id: 'rename', evenIfShared: true }),
  };
}

function targetFault({ manifest }: ServiceObject, port: YamlMap, { value, span }: Located<string>): Problem<Ids> {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : undefined;
  if (number === undefined) return { span, message: { id: 'target', args: { name: value } } };
  const args = { port: value };
  const words = { message: { id: 'unquote' as const, args }, applicability: 'safe' as const, evenIfShared: true };
  const scalar = asScalar(nodeOf(port, 'targetPort'));
  const edit = () => (scalar && !isOutsidePorts(number) ? writePlain(manifest.document, scalar, number) : undefined);
  return { span, message: { id: 'quoted', args }, fixes: () => makeFix({ manifest }, words, [edit()]) };
}
