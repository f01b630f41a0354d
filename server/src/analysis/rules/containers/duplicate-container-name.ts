import type { Located } from '../../../syntax/span.js';
import { repeated } from '../../conditions/given.js';
import { freeName } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const duplicateContainerName = defineRule({
  id: 'duplicate-container-name',
  meta: {
    title: 'Two containers of one name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Logs, commands and probes are addressed by a container's name, so it has to be unique in its Pod: among
      \`initContainers\`, \`containers\` and \`ephemeralContainers\` together. The API server rejects anything else.`,
    references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container'],
    messages: {
      duplicate: "Another container of this Pod is called '{name}' already",
      first: 'The first container of this name',
      rename: "Rename to '{free}'",
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
  initContainers:
  - name: web
#         ^^^ duplicate-container-name
    image: busybox:1.36
    command: [sh, -c, mkdir -p /tmp/web]
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - name: web-2
    image: busybox:1.36
    command: [sh, -c, mkdir -p /tmp/web]
  containers:
  - name: web
    image: nginx:1.27
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
  initContainers:
  - name: web-setup
    image: busybox:1.36
    command: [sh, -c, mkdir -p /tmp/web]
  containers:
  - name: web
    image: nginx:1.27
`,
        },
      ],
    },
  },

  *check(pod) {
    const { containers } = pod.spec;
    const inOrder = LISTS.flatMap((list) => containers.filter((container) => container.list === list));
    for (const { item, first } of repeated(inOrder, settledName)) {
      if (!item.name || !first.name) continue;
      const { name } = item;
      yield {
        ...rejection(pod),
        span: name.span,
        container: item,
        message: { id: 'duplicate', args: { name: name.value } },
        related: [{ span: first.name.span, message: { id: 'first', args: {} } }],
        fixes: () => renaming(pod, name),
      };
    }
  },
});

/** In the order in which the API server looks at them: it takes the name of a main container for granted. */
const LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

function settledName({ name }: ContainerView): string | undefined {
  return name && name.value !== '' && !isPlaceholder(name.value) ? name.value : undefined;
}

function renaming(pod: Pod, { value, span }: Located<string>) {
  const names = pod.spec.containers.flatMap(({ name }) => name?.value ?? []);
  const free = freeName(value, names);
  const message = { id: 'rename' as const, args: { free } };
  return makeFix(pod, { message }, [replaceAt(pod.manifest.document, span, free)]);
}
