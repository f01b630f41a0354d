import { nodeOf, numberOf, stringOf, stringsOf } from '../../../syntax/access.js';
import { insertEntryBefore } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent, isMissing, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isSubdomain } from '../../conditions/names.js';
import { type ServiceObject, serviceObject } from '../../conditions/service.js';
import { makeFix } from '../../edits/make-fix.js';
import { removeField } from '../../edits/remove-field.js';
import { replaceAt } from '../../edits/scalar.js';
import { isUnsettled } from '../../model/placeholder.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

/** Source: core/validation, ValidateService. */
const ADDRESS_FIELDS = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'];
const BALANCER_FIELDS = ['loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts'];

export const conflictingServiceType = defineRule({
  id: 'conflicting-service-type',
  meta: {
    title: 'Service settings that its type does not allow',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Some settings belong to some types of Services only, and the API server rejects them in others: a \`nodePort\`
      needs the type \`NodePort\` or \`LoadBalancer\`, which is not \`ClusterIP\`, the default; these two cannot be
      headless (\`clusterIP: None\`); \`externalTrafficPolicy\` needs a way in from outside; and the type
      \`ExternalName\` needs an \`externalName\` and has no address, neither \`clusterIP\` nor families of addresses.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types'],
    messages: {
      nodePort: 'A nodePort needs the type NodePort or LoadBalancer; this Service is a ClusterIP',
      headless: 'A Service of the type {type} cannot be headless',
      traffic: 'An externalTrafficPolicy needs the type NodePort or LoadBalancer; this Service is a {type}',
      balancer: '{field} needs the type LoadBalancer; this Service is a {type}',
      health: 'A healthCheckNodePort needs the type LoadBalancer and externalTrafficPolicy: Local',
      externalName: 'A Service of the type ExternalName needs an externalName',
      invalidName: "'{name}' is no domain name",
      address: 'A Service of the type ExternalName has no address of its own, so {field} cannot be given',
      retype: 'Change the type to {type}',
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
  selector:
    app: web
  ports:
  - port: 80
    nodePort: 30080
#             ^^^^^ conflicting-service-type
`,
          fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
  - port: 80
    nodePort: 30080
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: ExternalName
#       ^^^^^^^^^^^^ conflicting-service-type
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
  type: NodePort
  selector:
    app: web
  ports:
  - port: 80
    nodePort: 30080
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: db.example
`,
        },
      ],
    },
  },

  fields: ['type', 'nodePort', 'clusterIP', 'externalTrafficPolicy', 'healthCheckNodePort', ...BALANCER_FIELDS],
  *checkObject(manifest) {
    const service = serviceObject(manifest);
    if (!service?.whole) return;
    const { type } = service;
    if (type === 'ClusterIP') yield* nodePorts(service);
    if (type === 'ExternalName') yield* externalNames(service);
    if (type !== 'LoadBalancer') yield* balancerFields(service);
    if (type === 'NodePort' || type === 'LoadBalancer') yield* headless(service);
    else yield* trafficPolicy(service);
    yield* healthPort(service);
  },
});

type Ids =
  | 'nodePort'
  | 'headless'
  | 'traffic'
  | 'balancer'
  | 'health'
  | 'externalName'
  | 'invalidName'
  | 'address'
  | 'retype'
  | 'remove';

function* nodePorts(service: ServiceObject): Iterable<Problem<Ids>> {
  const { manifest, ports } = service;
  for (const port of ports) {
    const nodePort = numberOf(port, 'nodePort');
    if (!nodePort || nodePort.value === 0) continue;
    yield {
      span: nodePort.span,
      message: { id: 'nodePort', args: {} },
      fixes: () => [...retyping(service, 'NodePort'), ...removeField({ manifest }, port, 'nodePort', { id: 'remove' })],
    };
  }
}

function* externalNames(service: ServiceObject): Iterable<Problem<Ids>> {
  const { manifest, spec } = service;
  const name = settledText(spec, 'externalName');
  const type = stringOf(spec, 'type');
  if (name && !isSubdomain(name.value.replace(/\.$/, ''))) {
    yield { span: name.span, message: { id: 'invalidName', args: { name: name.value } } };
  } else if (type && isMissing(spec, 'externalName') && !isMisread(manifest, spec.span)) {
    yield { span: type.span, message: { id: 'externalName', args: {} } };
  }
  for (const field of ADDRESS_FIELDS) if (isGiven(spec, field)) yield misplaced(service, field, 'address');
}

function* balancerFields(service: ServiceObject): Iterable<Problem<Ids>> {
  for (const field of BALANCER_FIELDS) if (isGiven(service.spec, field)) yield misplaced(service, field, 'balancer');
}

function* headless(service: ServiceObject): Iterable<Problem<Ids>> {
  if (service.headless) yield misplaced(service, 'clusterIP', 'headless');
}

function* trafficPolicy(service: ServiceObject): Iterable<Problem<Ids>> {
  const policy = settledText(service.spec, 'externalTrafficPolicy');
  if (policy && stringsOf(service.spec, 'externalIPs').length === 0)
    yield misplaced(service, 'externalTrafficPolicy', 'traffic');
}

function* healthPort(service: ServiceObject): Iterable<Problem<Ids>> {
  const { spec, type } = service;
  const port = numberOf(spec, 'healthCheckNodePort');
  if (!port || port.value === 0) return;
  const isLocal =
    stringOf(spec, 'externalTrafficPolicy')?.value !== 'Cluster' && !isAbsent(spec, 'externalTrafficPolicy');
  if (type !== 'LoadBalancer' || !isLocal) yield misplaced(service, 'healthCheckNodePort', 'health');
}

/** Whether something settled stands under the key, and no empty text or list. */
function isGiven(spec: YamlMap, field: string): boolean {
  const node = nodeOf(spec, field);
  return !isMissing(spec, field) && !isUnsettled(node) && !(node?.kind === 'seq' && node.items.length === 0);
}

/** The problem of a field that the Service's type does not allow. */
function misplaced({ manifest, spec, type }: ServiceObject, field: string, id: Ids): Problem<Ids> {
  return {
    span: keySpanOf(spec, field, spec.span),
    message: { id, args: { field, type } },
    fixes: () => removeField({ manifest }, spec, field, { id: 'remove' }),
  };
}

function retyping({ manifest, spec }: ServiceObject, type: string): readonly Fix<Ids>[] {
  const given = stringOf(spec, 'type');
  const edit = given
    ? replaceAt(manifest.document, given.span, type)
    : insertEntryBefore(manifest.document, spec, spec.pairs[0]?.key ?? '', 'type', type);
  return makeFix({ manifest }, { message: { id: 'retype', args: { type } } }, [edit]);
}
