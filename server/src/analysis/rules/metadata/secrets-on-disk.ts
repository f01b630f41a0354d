import { mapOf, nodeOf } from '../../../syntax/access.js';
import { setIn } from '../../../syntax/edit.js';
import { productOf } from '../../catalogue/catalogue.js';
import { isMissing } from '../../conditions/given.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView, VolumeView } from '../../model/model.js';
import { defineRule } from '../rule.js';

/** Agents that write no files. */
const WITHOUT_FILES = new Set(['envconsul', 'bank-vaults', 'workload-identity/proxy']);

export const secretsOnDisk = defineRule({
  id: 'secrets-on-disk',
  meta: {
    title: "Secrets on the node's disk",
    severity: 'hint',
    since: '0.1.0',
    patterns: ['sidecar', 'init'],
    docs: `
      An agent fetches secrets and hands them to the application through an \`emptyDir\`. Without \`medium: Memory\` its
      files lie on the node's disk, where they can be read by whoever gets at the disk or a copy of it, also after the Pod
      is gone. Vault's own injector uses a volume in memory for that reason, as Kubernetes does for its Secrets.

      What lies in memory counts as memory of the container that wrote it, so \`sizeLimit\` is worth a thought.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
      'https://developer.hashicorp.com/vault/docs/platform/k8s/injector',
    ],
    messages: {
      disk: "'{container}' writes secrets to '{volume}', which lies on the node's disk",
      mounts: "'{container}' mounts it here",
      memory: "Keep '{volume}' in memory",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    volumeMounts:
    - {name: secrets, mountPath: /vault/secrets, readOnly: true}
  - name: vault-agent
    image: hashicorp/vault:1.18.3
    args: [agent, -config=/etc/vault/agent.hcl]
    volumeMounts:
    - {name: secrets, mountPath: /vault/secrets}
  volumes:
  - name: secrets
#         ^^^^^^^ secrets-on-disk
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    volumeMounts:
    - {name: secrets, mountPath: /vault/secrets, readOnly: true}
  - name: vault-agent
    image: hashicorp/vault:1.18.3
    args: [agent, -config=/etc/vault/agent.hcl]
    volumeMounts:
    - {name: secrets, mountPath: /vault/secrets}
  volumes:
  - name: secrets
    emptyDir:
      medium: Memory
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    volumeMounts:
    - {name: secrets, mountPath: /vault/secrets, readOnly: true}
  - name: vault-agent
    image: hashicorp/vault:1.18.3
    args: [agent, -config=/etc/vault/agent.hcl]
    volumeMounts:
    - {name: secrets, mountPath: /vault/secrets}
  volumes:
  - name: secrets
    emptyDir:
      medium: Memory
`,
        },
      ],
    },
  },

  *check(pod) {
    const { containers, volumes } = pod.spec;
    const onDisk = containers.length > 1 ? volumes.filter(liesOnDisk) : [];
    if (onDisk.length === 0 || !isWhole(pod)) return;
    const agents = containers.filter(writesSecrets);
    for (const volume of agents.length > 0 ? onDisk : []) {
      const mountOf = ({ mounts }: ContainerView) => mounts.find(({ name }) => name.value === volume.name.value);
      const agent = agents.find((each) => mountOf(each) && mountOf(each)?.readOnly?.value !== true);
      const mount = agent && mountOf(agent);
      // What agents have among themselves may be a cache, which they encrypt.
      if (!mount || !containers.some((each) => !agents.includes(each) && mountOf(each))) continue;
      const args = { container: agent.label, volume: volume.name.value };
      yield {
        span: volume.name.span,
        container: agent,
        message: { id: 'disk', args },
        related: [{ span: mount.name.span, message: { id: 'mounts', args } }],
        fixes: () =>
          makeFix(pod, { message: { id: 'memory', args } }, [
            setIn(pod.manifest.document, volume.node, ['emptyDir', 'medium'], 'Memory'),
          ]),
      };
    }
  },
});

function liesOnDisk({ source, inPodSpec, node }: VolumeView): boolean {
  if (source !== 'emptyDir' || !inPodSpec) return false;
  const emptyDir = mapOf(node, 'emptyDir');
  return emptyDir ? isMissing(emptyDir, 'medium') : nodeOf(node, 'emptyDir')?.kind !== 'seq';
}

function writesSecrets(container: ContainerView): boolean {
  const product = productOf(container);
  return product?.function === 'secrets-agent' && !WITHOUT_FILES.has(product.repository);
}
