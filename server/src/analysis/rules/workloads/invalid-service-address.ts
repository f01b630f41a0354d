import { stringsOf } from '../../../syntax/access.js';
import { insertEntryBefore } from '../../../syntax/edit.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { isAddress, isAddressRange, isIpv4 } from '../../conditions/addresses.js';
import { isMissing, keySpanOf, settledText } from '../../conditions/given.js';
import { type ServiceObject, serviceObject } from '../../conditions/service.js';
import { changeWord } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Manifest } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidServiceAddress = defineRule({
  id: 'invalid-service-address',
  meta: {
    title: 'Address that a Service cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The \`clusterIP\` of a Service is an IP address, or \`None\`, in just this spelling, for one without an address.
      \`clusterIPs\` begins with the same one and has at most one address of each family. \`externalIPs\` are addresses
      that others can reach, so neither those of the machine itself nor of its link; \`loadBalancerSourceRanges\` are
      ranges such as \`10.0.0.0/8\`. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
    messages: {
      address: "'{address}' is no IP address",
      none: "'{address}' is no IP address; None makes a Service headless",
      range: "'{range}' is no range of addresses such as 10.0.0.0/8",
      first: 'The first of clusterIPs is not the clusterIP, {address}',
      alone: 'The clusterIPs need clusterIP beside them, with the first of their addresses',
      many: 'A Service has at most two addresses, one of each family',
      family: 'A Service has one address of each family, and this is the second one of its family',
      local: "'{address}' cannot be reached from outside the machine",
      change: 'Change to {nearest}',
      add: 'Add clusterIP: {address}',
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
  clusterIP: none
#            ^^^^ invalid-service-address
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
        {
          yaml: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
  - 10.0.0.0
#   ^^^^^^^^ invalid-service-address
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
  clusterIP: 10.96.0.10
  selector:
    app: web
  ports:
  - port: 80
`,
        },
      ],
    },
  },

  fields: ['clusterIP', 'clusterIPs', 'externalIPs', 'loadBalancerSourceRanges'],

  *checkObject(manifest) {
    const service = serviceObject(manifest);
    if (!service) return;
    yield* clusterAddressFaults(service);
    for (const address of known(stringsOf(service.spec, 'externalIPs'))) {
      const { value, span } = address;
      if (!isAddress(value)) yield { span, message: { id: 'address', args: { address: value } } };
      else if (isLocal(value)) yield { span, message: { id: 'local', args: { address: value } } };
    }
    for (const { value, span } of known(stringsOf(service.spec, 'loadBalancerSourceRanges'))) {
      if (!isAddressRange(value.trim())) yield { span, message: { id: 'range', args: { range: value } } };
    }
  },
});

type Ids = 'address' | 'none' | 'range' | 'first' | 'alone' | 'many' | 'family' | 'local' | 'change' | 'add';

function known(texts: readonly Located<string>[]): readonly Located<string>[] {
  return texts.filter(({ value }) => !isPlaceholder(value));
}

/** Source: core/validation, ValidateServiceClusterIPsRelatedFields. */
function* clusterAddressFaults(service: ServiceObject): Iterable<Problem<Ids>> {
  const { manifest, spec, type } = service;
  // Another rule tells that it can have none at all.
  if (type === 'ExternalName') return;
  const address = settledText(spec, 'clusterIP');
  const all = stringsOf(spec, 'clusterIPs');
  const others = known(all);
  if (address && address.value !== 'None' && !isAddress(address.value)) yield noAddress(manifest, address);
  if (others.length < all.length) return;
  for (const each of others) if (each.value !== 'None' && !isAddress(each.value)) yield noAddress(manifest, each);
  const [one, two, three] = others;
  if (!one) return;
  if (address && one.value !== address.value)
    yield { span: one.span, message: { id: 'first', args: { address: address.value } } };
  if (service.whole && isMissing(spec, 'clusterIP')) yield alone(manifest, spec, one.value);
  if (three) yield { span: three.span, message: { id: 'many', args: {} } };
  else if (two && isAddress(one.value) && isAddress(two.value) && isIpv4(one.value) === isIpv4(two.value))
    yield { span: two.span, message: { id: 'family', args: {} } };
}

function alone(manifest: Manifest, spec: YamlMap, address: string): Problem<Ids> {
  return {
    span: keySpanOf(spec, 'clusterIPs', spec.span),
    message: { id: 'alone', args: {} },
    fixes: () =>
      makeFix({ manifest }, { message: { id: 'add', args: { address } } }, [
        insertEntryBefore(manifest.document, spec, 'clusterIPs', 'clusterIP', address),
      ]),
  };
}

function noAddress(manifest: Manifest, address: Located<string>): Problem<Ids> {
  const { value, span } = address;
  const args = { address: value };
  if (value.toLowerCase() !== 'none') return { span, message: { id: 'address', args } };
  return { span, message: { id: 'none', args }, fixes: () => changeWord({ manifest }, address, 'None', 'change') };
}

/** Addresses of the machine itself, of its link, and none at all. Source: core/validation, ValidateNonSpecialIP. */
function isLocal(address: string): boolean {
  return /^(?:0\.0\.0\.0|127\.|169\.254\.|224\.0\.0\.)/.test(address) || /^(?:::1?|fe[89ab].*|ff02:.*)$/i.test(address);
}
