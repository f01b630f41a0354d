import { mapOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Span } from '../../../syntax/span.js';
import { wrongDivisor } from '../../conditions/divisors.js';
import { isMissing, itemAnchor, keySpanOf, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { fileSources, volumeEntries } from '../../conditions/volume-entries.js';
import { isWhole } from '../../conditions/workload.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidDownwardItem = defineRule({
  id: 'invalid-downward-item',
  meta: {
    title: 'Field that a downward API volume cannot show',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A file of a \`downwardAPI\` volume shows either a field of the Pod (\`fieldRef\`) or a resource of a container
      (\`resourceFieldRef\`), and not both. As files the Pod's \`metadata.name\`, \`metadata.namespace\`,
      \`metadata.uid\`, \`metadata.labels\` and \`metadata.annotations\` are available, and single labels and
      annotations such as \`metadata.labels['app']\`. \`status.podIP\`, \`spec.nodeName\` and others are available to
      environment variables only.

      A resource needs the name of the container, and is one of \`limits.cpu\`, \`limits.memory\`,
      \`limits.ephemeral-storage\`, the same of \`requests\`, and huge pages.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields'],
    messages: {
      field: "'{field}' cannot be shown in a volume",
      env: "'{field}' cannot be shown in a volume; it is available as an environment variable",
      resource: "'{resource}' is no resource that can be shown; limits.memory would be one",
      divisor: "A file of volume '{volume}' divides {resource} by {divisor}, which is not one unit of it",
      container: "A resource in volume '{volume}' needs containerName",
      neither: "A file of volume '{volume}' needs fieldRef or resourceFieldRef",
      both: "A file of volume '{volume}' has both fieldRef and resourceFieldRef; it can have only one",
      missing: "A file of volume '{volume}' needs {field}",
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
  volumes:
  - name: info
    downwardAPI:
      items:
      - path: ip
        fieldRef:
          fieldPath: status.podIP
#                    ^^^^^^^^^^^^ invalid-downward-item
      - path: memory
        resourceFieldRef:
#       ^^^^^^^^^^^^^^^^ invalid-downward-item
          resource: limits.memory
      - path: name
#             ^^^^ invalid-downward-item
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
  volumes:
  - name: info
    downwardAPI:
      items:
      - path: labels
        fieldRef:
          fieldPath: metadata.labels
      - path: memory
        resourceFieldRef:
          containerName: web
          resource: limits.memory
`,
        },
      ],
    },
  },

  fields: ['downwardAPI'],
  *check(pod) {
    for (const volume of volumeEntries(pod.spec)) {
      for (const { kind, items } of fileSources(volume)) {
        if (kind !== 'downwardAPI') continue;
        for (const item of items) yield* faultsOf(pod, volume.label, item);
      }
    }
  },
});

type Ids = 'field' | 'env' | 'resource' | 'divisor' | 'container' | 'neither' | 'both' | 'missing';

const FIELDS = /^metadata\.(?:name|namespace|uid|labels|annotations|(?:labels|annotations)\['[^']+'\])$/;
const ENV_FIELDS = /^(?:spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIPs?|podIPs?))$/;
const RESOURCES = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

function* faultsOf(pod: Pod, volume: string, item: YamlMap): Iterable<Problem<Ids>> {
  const field = mapOf(item, 'fieldRef');
  const resource = mapOf(item, 'resourceFieldRef');
  if (field && resource) {
    yield fault(pod, keySpanOf(item, 'resourceFieldRef', item.span), 'both', { volume });
  } else if (field) {
    yield* fieldFaults(pod, volume, item, field);
  } else if (resource) {
    yield* resourceFaults(pod, volume, item, resource);
  } else if (isWhole(pod) && !isMisread(pod.manifest, item.span)) {
    yield fault(pod, itemAnchor(item, 'path'), 'neither', { volume });
  }
}

function* fieldFaults(pod: Pod, volume: string, item: YamlMap, ref: YamlMap): Iterable<Problem<Ids>> {
  const path = settledText(ref, 'fieldPath');
  if (path && !FIELDS.test(path.value)) {
    yield fault(pod, path.span, ENV_FIELDS.test(path.value) ? 'env' : 'field', { field: path.value });
  } else if (lacks(pod, ref, 'fieldPath')) {
    yield fault(pod, keySpanOf(item, 'fieldRef', ref.span), 'missing', { volume, field: 'fieldPath' });
  }
}

function* resourceFaults(pod: Pod, volume: string, item: YamlMap, ref: YamlMap): Iterable<Problem<Ids>> {
  const resource = settledText(ref, 'resource');
  const keySpan = keySpanOf(item, 'resourceFieldRef', ref.span);
  if (lacks(pod, ref, 'containerName')) yield fault(pod, keySpan, 'container', { volume });
  if (resource && !RESOURCES.test(resource.value)) {
    yield fault(pod, resource.span, 'resource', { resource: resource.value });
  } else if (lacks(pod, ref, 'resource')) {
    yield fault(pod, keySpan, 'missing', { volume, field: 'resource' });
  }
  const divisor = resource && RESOURCES.test(resource.value) ? wrongDivisor(ref, resource.value) : undefined;
  if (!resource || !divisor) return;
  const told = { volume, divisor: divisor.value, resource: resource.value.replace(/^\w+\./, '') };
  yield fault(pod, divisor.span, 'divisor', told);
}

function lacks(pod: Pod, ref: YamlMap, key: string): boolean {
  return isWhole(pod) && isMissing(ref, key) && !isMisread(pod.manifest, ref.span);
}

function fault(pod: Pod, span: Span, id: Ids, args: Record<string, string>): Problem<Ids> {
  return { ...rejection(pod), span, message: { id, args } };
}
