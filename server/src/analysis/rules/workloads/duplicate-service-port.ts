import { asScalar, nodeOf, numberOf, resolve, seqOf, stringOf } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { mayExclude } from '../../conditions/branches.js';
import { itemAnchor, repeated, settledText } from '../../conditions/given.js';
import { freeName } from '../../conditions/nearest-name.js';
import { type ServiceObject, serviceObject } from '../../conditions/service.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const duplicateServicePort = defineRule({
  id: 'duplicate-service-port',
  meta: {
    title: 'Two ports of a Service that are the same',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Each port of a Service has a name of its own, and a number of its own for a protocol: 53 may be there twice, for
      UDP and for TCP. The same holds for the ports of the nodes. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services'],
    messages: {
      name: "Another port of this Service is called '{name}' already",
      port: 'Port {port}/{protocol} is there twice',
      nodePort: 'Node port {port}/{protocol} is there twice',
      first: 'The first one',
      rename: "Rename to '{free}'",
      remove: 'Remove the second port',
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
  - name: http
    port: 80
  - name: http
#         ^^^^ duplicate-service-port
    port: 8080
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
  - name: http-2
    port: 8080
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
  - name: http
    port: 80
  - name: web
    port: 80
#         ^^ duplicate-service-port
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
    app: dns
  ports:
  - name: dns
    port: 53
    protocol: UDP
  - name: dns-tcp
    port: 53
    protocol: TCP
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *checkObject(manifest) {
    const service = serviceObject(manifest);
    if (!service) return;
    yield* repeatedNames(service);
    yield* repeatedNumbers(service, 'port');
    yield* repeatedNumbers(service, 'nodePort');
  },
});

type Ids = 'name' | 'port' | 'nodePort' | 'first' | 'remove' | 'rename';

function* repeatedNumbers(service: ServiceObject, field: 'port' | 'nodePort'): Iterable<Problem<Ids>> {
  const protocolOf = (port: YamlMap) => stringOf(port, 'protocol')?.value || 'TCP';
  const keyOf = (port: YamlMap) => {
    const number = numberOf(port, field);
    return number && number.value !== 0 ? `${number.value}/${protocolOf(port)}` : undefined;
  };
  for (const { item, first } of repeated(service.ports, keyOf)) {
    const number = numberOf(item, field);
    const other = numberOf(first, field);
    if (!number || !other || mayExclude(service.manifest.document, other.span, number.span)) continue;
    yield {
      span: number.span,
      message: { id: field, args: { port: String(number.value), protocol: protocolOf(item) } },
      related: [{ span: other.span, message: { id: 'first', args: {} } }],
      fixes: () => (field === 'port' && sameTarget(item, first) ? removal(service, item) : []),
    };
  }
}

function* repeatedNames({ manifest, ports }: ServiceObject): Iterable<Problem<Ids>> {
  for (const { item, first } of repeated(ports, (port) => settledText(port, 'name')?.value)) {
    const name = settledText(item, 'name');
    if (!name || mayExclude(manifest.document, first.span, item.span)) continue;
    const free = freeName(
      name.value,
      ports.flatMap((port) => stringOf(port, 'name')?.value ?? []),
    );
    yield {
      span: name.span,
      message: { id: 'name', args: { name: name.value } },
      related: [{ span: itemAnchor(first, 'name'), message: { id: 'first', args: {} } }],
      fixes: () =>
        makeFix({ manifest }, { message: { id: 'rename', args: { free } } }, [
          replaceAt(manifest.document, name.span, free),
        ]),
    };
  }
}

/** Whether both lead to the same port of the pods, so that one of them can go. */
function sameTarget(one: YamlMap, other: YamlMap): boolean {
  const targetOf = (port: YamlMap) =>
    asScalar(nodeOf(port, 'targetPort'))?.source ?? asScalar(nodeOf(port, 'port'))?.source;
  return targetOf(one) === targetOf(other);
}

function removal({ manifest, spec }: ServiceObject, port: YamlMap): readonly Fix<Ids>[] {
  const list = seqOf(spec, 'ports');
  if (!list) return [];
  const index = list.items.findIndex((item) => resolve(item) === port);
  return makeFix({ manifest }, { message: { id: 'remove', args: {} } }, [removeItem(manifest.document, list, index)]);
}
