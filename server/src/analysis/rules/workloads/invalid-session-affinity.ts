import { mapOf, numberOf, stringOf } from '../../../syntax/access.js';
import { isAbsent, keySpanOf } from '../../conditions/given.js';
import { serviceObject } from '../../conditions/service.js';
import { removeField } from '../../edits/remove-field.js';
import { defineRule } from '../rule.js';

/** A day. Source: core, MaxClientIPServiceAffinitySeconds. */
const LONGEST = 86_400;

export const invalidSessionAffinity = defineRule({
  id: 'invalid-session-affinity',
  meta: {
    title: 'Session affinity that a Service cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      With \`sessionAffinity: ClientIP\` a Service sends one client to the same Pod again, for as many seconds as
      \`sessionAffinityConfig.clientIP.timeoutSeconds\` says: from 1 to 86400, a day. The configuration needs the affinity
      beside it, as \`None\` is the default. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity'],
    messages: {
      alone: 'A sessionAffinityConfig needs sessionAffinity: ClientIP',
      range: 'The timeoutSeconds are {seconds}, and have to be from 1 to 86400',
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
  sessionAffinity: None
  sessionAffinityConfig:
# ^^^^^^^^^^^^^^^^^^^^^ invalid-session-affinity
    clientIP:
      timeoutSeconds: 60
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
  sessionAffinity: None
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
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: 0
#                     ^ invalid-session-affinity
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
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: 3600
  selector:
    app: web
  ports:
  - port: 80
`,
        },
      ],
    },
  },

  fields: ['sessionAffinityConfig'],

  *checkObject(manifest) {
    const service = serviceObject(manifest);
    const config = mapOf(service?.spec, 'sessionAffinityConfig');
    if (!service || !config) return;
    const { spec } = service;
    const affinity = stringOf(spec, 'sessionAffinity')?.value;
    if (affinity === 'None' || (affinity === undefined && service.whole && isAbsent(spec, 'sessionAffinity'))) {
      const fixes = () => removeField({ manifest }, spec, 'sessionAffinityConfig', { id: 'remove' });
      const span = keySpanOf(spec, 'sessionAffinityConfig', config.span);
      yield { span, message: { id: 'alone', args: {} }, fixes };
      return;
    }
    const seconds = numberOf(mapOf(config, 'clientIP'), 'timeoutSeconds');
    if (!seconds || (seconds.value >= 1 && seconds.value <= LONGEST)) return;
    yield { span: seconds.span, message: { id: 'range', args: { seconds: String(seconds.value) } } };
  },
});
