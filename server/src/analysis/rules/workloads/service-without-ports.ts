import { nodeOf } from '../../../syntax/access.js';
import { isMissing, keySpanOf } from '../../conditions/given.js';
import { standsElsewhere } from '../../conditions/misread.js';
import { serviceObject } from '../../conditions/service.js';
import { defineRule } from '../rule.js';

export const serviceWithoutPorts = defineRule({
  id: 'service-without-ports',
  meta: {
    title: 'Service without ports',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A Service passes on what comes in at its ports, so it needs one at least. Only a headless Service
      (\`clusterIP: None\`), whose name leads to the pods themselves, and one of the type \`ExternalName\` do without.
      The API server rejects any other.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
    messages: {
      missing: "Service '{service}' has no ports",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    app: web
spec:
# <--- service-without-ports
  selector:
    app: web
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
  - port: 80
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
`,
        },
      ],
    },
  },

  *checkObject(manifest) {
    const service = serviceObject(manifest);
    if (!service?.whole || service.headless || service.type === 'ExternalName') return;
    const { spec } = service;
    const ports = nodeOf(spec, 'ports');
    if (!(ports?.kind === 'seq' ? ports.items.length === 0 : isMissing(spec, 'ports'))) return;
    if (standsElsewhere(manifest, spec, 'ports')) return;
    yield {
      span: keySpanOf(spec, 'ports', keySpanOf(manifest.node, 'spec', manifest.kind.span)),
      message: { id: 'missing', args: { service: manifest.name?.value ?? '' } },
    };
  },
});
