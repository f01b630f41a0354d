import { stringOf } from '../../../syntax/access.js';
import { isMissing } from '../../conditions/given.js';
import { type ServiceObject, serviceObject } from '../../conditions/service.js';
import { removeField } from '../../edits/remove-field.js';
import { defineRule } from '../rule.js';

export const ignoredServiceField = defineRule({
  id: 'ignored-service-field',
  meta: {
    title: 'Service setting without effect',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A headless Service (\`clusterIP: None\`) has no address of its own, so a session affinity, external addresses and
      the address of a load balancer do nothing; \`externalName\` works with the type \`ExternalName\` only, and
      \`externalIPs\` do not work with it. The API server accepts them with a warning.`,
    references: [
      'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
      'https://kubernetes.io/docs/concepts/services-networking/service/#externalname',
    ],
    messages: {
      headless: '{field} has no effect on a headless Service',
      type: '{field} has no effect on a Service of the type {type}',
      remove: 'Remove {field}',
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
  clusterIP: None
  sessionAffinity: ClientIP
# ^^^^^^^^^^^^^^^ ignored-service-field
  selector:
    app: web
  ports:
  - port: 80
`,
          fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
  ports:
  - port: 80
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
  sessionAffinity: ClientIP
  selector:
    app: web
  ports:
  - port: 80
`,
        },
      ],
    },
  },

  fields: ['externalName', 'externalIPs', 'sessionAffinity', 'loadBalancerIP'],
  *checkObject(manifest) {
    const service = serviceObject(manifest);
    if (!service?.whole) return;
    const { spec, type } = service;
    for (const { field, id } of ignoredFields(service)) {
      const pair = spec.pairs.find(({ key }) => key === field);
      if (!pair || isMissing(spec, field)) continue;
      yield {
        span: pair.keySpan,
        message: { id, args: { field, type } },
        fixes: () => removeField({ manifest }, spec, field, { id: 'remove', applicability: 'safe' }),
      };
    }
  },
});

const HEADLESS = ['sessionAffinity', 'externalIPs', 'loadBalancerIP'] as const;

/** The fields that do nothing. A session affinity of `None` says what is so anyway. */
function* ignoredFields({ spec, type, headless }: ServiceObject) {
  for (const field of headless ? HEADLESS : []) {
    if (stringOf(spec, field)?.value !== 'None') yield { field, id: 'headless' as const };
  }
  if (type === 'ExternalName') yield { field: 'externalIPs', id: 'type' as const };
  else yield { field: 'externalName', id: 'type' as const };
}
