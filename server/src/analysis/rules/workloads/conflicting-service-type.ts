import { numberOf, seqOf, stringOf, stringsOf } from '../../../syntax/access.js';
import { insertEntryBefore, removeEntry } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent, isMissing, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { isSubdomain } from '../../conditions/names.js';
import { type ServiceObject, serviceObject } from '../../conditions/service.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Manifest } from '../../model/model.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

/** Source: core/validation, ValidateService. */
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
      \`ExternalName\` needs an \`externalName\` and cannot have a \`clusterIP\`.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types'],
    messages: {
      nodePort: 'A nodePort needs the type NodePort or LoadBalancer; this Service is a ClusterIP',
      headless: 'A Service of the type {type} cannot be headless',
      traffic: 'An externalTrafficPolicy needs the type NodePort or LoadBalancer; this Service is a {type}',
      balancer: '{field} needs the type LoadBalancer; this Service is a {type}',
      health: 'A healthCheckNodePort needs the type LoadBalancer and externalTrafficPolicy: Local',
      externalName: 'A Service of the type ExternalName needs an externalName',
      invalidName: "'{name}' is no domain name",
      clusterIP: 'A Service of the type ExternalName cannot have a clusterIP',
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
    const { spec, type, headless } = service;
    if (type === 'ClusterIP') yield* nodePorts(service);
    if (type === 'ExternalName') yield* externalNames(service);
    if (type !== 'LoadBalancer') yield* balancerFields(service);
    const health = numberOf(spec, 'healthCheckNodePort');
    if (health && health.value !== 0 && !checksHealth(service)) {
      const fixes = () => removal(manifest, spec, 'healthCheckNodePort');
      const span = keySpanOf(spec, 'healthCheckNodePort', health.span);
      yield { span, message: { id: 'health', args: {} }, fixes };
    }
    const address = stringOf(spec, 'clusterIP');
    if (headless && address && (type === 'NodePort' || type === 'LoadBalancer')) {
      const fixes = () => removal(manifest, spec, 'clusterIP');
      yield { span: address.span, message: { id: 'headless', args: { type } }, fixes };
    }
    const policy = settledText(spec, 'externalTrafficPolicy');
    if (policy && (type === 'ClusterIP' || type === 'ExternalName') && stringsOf(spec, 'externalIPs').length === 0) {
      const fixes = () => removal(manifest, spec, 'externalTrafficPolicy');
      const span = keySpanOf(spec, 'externalTrafficPolicy', policy.span);
      yield { span, message: { id: 'traffic', args: { type } }, fixes };
    }
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
  | 'clusterIP'
  | 'retype'
  | 'remove';

function* balancerFields({ manifest, spec, type }: ServiceObject): Iterable<Problem<Ids>> {
  for (const field of BALANCER_FIELDS) {
    if (isAbsent(spec, field) || seqOf(spec, field)?.items.length === 0) continue;
    const span = keySpanOf(spec, field, spec.span);
    yield { span, message: { id: 'balancer', args: { field, type } }, fixes: () => removal(manifest, spec, field) };
  }
}

function checksHealth({ spec, type }: ServiceObject): boolean {
  return (
    type === 'LoadBalancer' &&
    stringOf(spec, 'externalTrafficPolicy')?.value !== 'Cluster' &&
    !isAbsent(spec, 'externalTrafficPolicy')
  );
}

function* nodePorts(service: ServiceObject): Iterable<Problem<Ids>> {
  const { manifest, ports } = service;
  for (const port of ports) {
    const nodePort = numberOf(port, 'nodePort');
    if (!nodePort || nodePort.value === 0) continue;
    yield {
      span: nodePort.span,
      message: { id: 'nodePort', args: {} },
      fixes: () => [...retyping(service, 'NodePort'), ...removal(manifest, port, 'nodePort')],
    };
  }
}

function* externalNames({ manifest, spec }: ServiceObject): Iterable<Problem<Ids>> {
  const name = settledText(spec, 'externalName');
  const type = stringOf(spec, 'type');
  if (name && !isSubdomain(name.value.replace(/\.$/, ''))) {
    yield { span: name.span, message: { id: 'invalidName', args: { name: name.value } } };
  } else if (type && isMissing(spec, 'externalName') && !isMisread(manifest, spec.span)) {
    yield { span: type.span, message: { id: 'externalName', args: {} } };
  }
  const address = settledText(spec, 'clusterIP');
  if (!address || address.value === 'None') return;
  const fixes = () => removal(manifest, spec, 'clusterIP');
  yield { span: address.span, message: { id: 'clusterIP', args: {} }, fixes };
}

function retyping({ manifest, spec }: ServiceObject, type: string): readonly Fix<Ids>[] {
  const given = stringOf(spec, 'type');
  const edit = given
    ? replaceAt(manifest.document, given.span, type)
    : insertEntryBefore(manifest.document, spec, spec.pairs[0]?.key ?? '', 'type', type);
  return makeFix({ manifest }, { message: { id: 'retype', args: { type } } }, [edit]);
}

function removal(manifest: Manifest, map: YamlMap, field: string): readonly Fix<Ids>[] {
  const pair = map.pairs.find(({ key }) => key === field);
  if (!pair) return [];
  return makeFix({ manifest }, { message: { id: 'remove', args: { field } } }, [
    removeEntry(manifest.document, map, pair),
  ]);
}
