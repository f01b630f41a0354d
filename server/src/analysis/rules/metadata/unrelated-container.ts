import { productOf } from '../../catalogue/catalogue.js';
import { localAddressesOf } from '../../commands/local-addresses.js';
import { apiAccessOf } from '../../conditions/api-access.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { mainContainer } from '../../contracts/main-container.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { isNamedAfter, namesHelp } from '../../roles/names.js';
import { defineRule } from '../rule.js';

const FILLED_BY_THE_API = /^(?:configMap|secret|projected)$/;

export const unrelatedContainer = defineRule({
  id: 'unrelated-container',
  meta: {
    title: 'Container that has nothing to do with the others',
    severity: 'hint',
    enabled: false,
    since: '0.1.0',
    patterns: ['main', 'sidecar'],
    docs: `
      Containers belong into one Pod where they share files, talk over localhost, or look after each other's processes.
      This one does nothing of that kind: no volume, no address on localhost, no signal, and neither its image nor its name
      tells how it would help. In a Pod of its own it could be scaled, updated and restarted by itself, and its failures
      would not take the other containers out of their Services.

      Off unless turned on: the link may be in the code of an image, where no manifest shows it. Left out are Pods with
      configuration that stands elsewhere and may name an address, Pods that share their process namespace, and the agents
      of a node, which stand together for other reasons.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers',
      'https://learn.microsoft.com/azure/architecture/patterns/sidecar#when-to-use-this-pattern',
    ],
    messages: {
      apart: "'{container}' shares no volume, port or process with another container and could run in a Pod of its own",
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
    ports:
    - containerPort: 8080
  - name: newsletter
#         ^^^^^^^^^^ unrelated-container
    image: registry.example/newsletter:2.0
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
    env:
    - {name: NEWSLETTER_URL, value: "http://localhost:9000"}
    ports:
    - containerPort: 8080
  - name: newsletter
    image: registry.example/newsletter:2.0
    ports:
    - containerPort: 9000
`,
        },
      ],
    },
  },

  *check(pod) {
    const { manifest, spec } = pod;
    const running = runningContainers(spec);
    if (running.length < 2 || manifest.kind.value === 'DaemonSet' || !isWhole(pod)) return;
    if (spec.shareProcessNamespace?.value || spec.hostPID?.value || running.some((each) => isConfigured(pod, each)))
      return;
    for (const container of running) {
      if (container === mainContainer(pod) || helps(pod, container) || isLinked(pod, container, running)) continue;
      yield { span: container.anchor, container, message: { id: 'apart', args: { container: container.label } } };
    }
  },
});

/** Whether a container has settings that the manifest does not show, or an image that is not known yet. */
function isConfigured({ spec }: Pod, { image, env, envFrom, mounts }: ContainerView): boolean {
  return (
    envFrom.length > 0 ||
    env.some(({ from }) => from) ||
    (image !== undefined && isPlaceholder(image.value)) ||
    mounts.some(({ name }) =>
      spec.volumes.some((each) => each.name.value === name.value && FILLED_BY_THE_API.test(each.source)),
    )
  );
}

/** Whether image, name or anything else tells what it does for the others; a low certainty tells nothing. */
function helps(pod: Pod, container: ContainerView): boolean {
  const { role, certainty } = pod.verdictOf(container);
  const product = productOf(container)?.role;
  return (
    (role !== 'main' && certainty !== 'low') ||
    product === 'sidecar' ||
    product === 'ambassador' ||
    product === 'adapter' ||
    namesHelp(container.name?.value ?? '') ||
    apiAccessOf(pod, container) !== undefined
  );
}

/** Whether data flows, or something hints that it may: an address, a common image or Service, a name after another one. */
function isLinked({ flows, services }: Pod, container: ContainerView, running: readonly ContainerView[]): boolean {
  const others = running.filter((each) => each !== container);
  return (
    flows.some(({ from, to }) => from === container || to === container) ||
    localAddressesOf(container).length > 0 ||
    others.some(
      (other) =>
        isNamedAfter(container, other) ||
        isNamedAfter(other, container) ||
        (container.image !== undefined && other.image?.repository === container.image.repository),
    ) ||
    services.some(({ ports }) => ports.length > 1 && container.ports.length > 0)
  );
}
