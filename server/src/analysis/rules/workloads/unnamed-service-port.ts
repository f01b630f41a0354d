import { numberOf, stringOf } from '../../../syntax/access.js';
import { insertEntryBefore } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isMissing, itemAnchor, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isLabelName } from '../../conditions/names.js';
import { freeName } from '../../conditions/nearest-name.js';
import { type ServiceObject, serviceObject } from '../../conditions/service.js';
import { makeFix } from '../../edits/make-fix.js';
import { defineRule } from '../rule.js';

export const unnamedServicePort = defineRule({
  id: 'unnamed-service-port',
  meta: {
    title: 'Port without a name in a Service of several',
    severity: 'error',
    since: '0.1.0',
    docs: `
      With two or more ports each of them needs a name, so that Ingresses and others can tell them apart. The API server
      rejects a Service that lacks one.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services'],
    messages: {
      unnamed: 'Port {port} needs a name, as the Service has several',
      name: "Name it '{name}'",
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
  - port: 8080
#         ^^^^ unnamed-service-port
    targetPort: metrics
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
  - name: metrics
    port: 8080
    targetPort: metrics
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
  - name: http
    port: 80
  - name: metrics
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
  - port: 80
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *checkObject(manifest) {
    const service = serviceObject(manifest);
    if (!service?.whole || service.ports.length < 2) return;
    for (const port of service.ports) {
      if (!isMissing(port, 'name') || isMisread(manifest, port.span)) continue;
      const number = numberOf(port, 'port');
      yield {
        span: itemAnchor(port, 'port'),
        message: { id: 'unnamed', args: { port: String(number?.value ?? '') } },
        fixes: () => (port.pairs.some(({ key }) => key === 'name') ? [] : naming(service, port)),
      };
    }
  },
});

/** Names that everybody knows. */
const USUAL: Readonly<Record<number, string>> = { 80: 'http', 443: 'https', 53: 'dns', 22: 'ssh' };

function naming({ manifest, ports }: ServiceObject, port: YamlMap) {
  const number = numberOf(port, 'port')?.value ?? 0;
  const target = settledText(port, 'targetPort')?.value;
  const usual = target && isLabelName(target) ? target : (USUAL[number] ?? `port-${number}`);
  const taken = ports.flatMap((each) => stringOf(each, 'name')?.value ?? []);
  const name = freeName(usual, taken);
  return makeFix({ manifest }, { message: { id: 'name' as const, args: { name } } }, [
    insertEntryBefore(manifest.document, port, port.pairs[0]?.key ?? '', 'name', name),
  ]);
}
