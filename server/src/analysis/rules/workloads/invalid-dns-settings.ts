import { mapOf, mapsOf, seqOf, stringsOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAddress } from '../../conditions/addresses.js';
import { isMissing, itemAnchor, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const invalidDnsSettings = defineRule({
  id: 'invalid-dns-settings',
  meta: {
    title: 'DNS settings that cannot work',
    severity: 'error',
    since: '0.1.0',
    docs: `
      With \`dnsPolicy: None\` the Pod takes all of its DNS settings from \`dnsConfig\`, which has to name a nameserver
      then. There may be three nameservers, given by their IP addresses, and 32 search domains. The API server rejects
      anything else.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config'],
    messages: {
      none: 'With dnsPolicy: None the Pod needs a nameserver in its dnsConfig',
      address: "'{address}' is no IP address",
      search: "'{domain}' is no name of a domain, which consists of a-z, 0-9, '-', '_' and '.'",
      option: 'An option of dnsConfig has no name',
      nameservers: 'The dnsConfig has {count} nameservers; 3 is the most',
      searches: 'The dnsConfig has {count} search domains; 32 is the most',
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
  dnsPolicy: None
#            ^^^^ invalid-dns-settings
`,
        },
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
  dnsConfig:
    nameservers:
    - dns.example
#     ^^^^^^^^^^^ invalid-dns-settings
`,
        },
      ],
      good: [
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
  dnsPolicy: None
  dnsConfig:
    nameservers:
    - 192.0.2.1
    - 2001:db8::1
`,
        },
      ],
    },
  },

  fields: ['dnsConfig', 'dnsPolicy'],
  *check(pod) {
    const { node } = pod.spec;
    const config = mapOf(node, 'dnsConfig');
    if (config) for (const fault of configFaults(config)) yield { ...fault, ...rejection(pod) };
    for (const { node: option } of isWhole(pod) ? mapsOf(config, 'options') : []) {
      if (!isMissing(option, 'name') || isMisread(pod.manifest, option.span)) continue;
      yield { ...rejection(pod), span: itemAnchor(option, 'value'), message: { id: 'option', args: {} } };
    }
    const policy = settledText(node, 'dnsPolicy');
    if (policy?.value !== 'None' || !isWhole(pod) || (seqOf(config, 'nameservers')?.items.length ?? 0) > 0) return;
    if (config && isMisread(pod.manifest, config.span)) return;
    yield { ...rejection(pod), span: policy.span, message: { id: 'none', args: {} } };
  },
});

const MOST = { nameservers: 3, searches: 32 } as const;

/** Labels with dots between them; with underscores since 1.33, and a single dot. Source: core/validation, validatePodDNSConfig. */
const SEARCH = /^(?:\.|_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*\.?)$/;

function* configFaults(config: YamlMap) {
  for (const list of ['nameservers', 'searches'] as const) {
    const items = stringsOf(config, list);
    const beyond = items[MOST[list]];
    if (beyond) yield { span: beyond.span, message: { id: list, args: { count: String(items.length) } } };
  }
  for (const { value, span } of stringsOf(config, 'nameservers')) {
    if (isAddress(value) || isPlaceholder(value)) continue;
    yield { span, message: { id: 'address' as const, args: { address: value } } };
  }
  for (const { value, span } of stringsOf(config, 'searches')) {
    if (SEARCH.test(value) || isPlaceholder(value)) continue;
    yield { span, message: { id: 'search' as const, args: { domain: value } } };
  }
}
