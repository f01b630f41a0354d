import type { Located } from '../../../syntax/span.js';
import { freeName } from '../../conditions/nearest-name.js';
import { portEntries } from '../../conditions/port-entries.js';
import { rejection } from '../../conditions/rejection.js';
import { lastingContainers } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const duplicatePortName = defineRule({
  id: 'duplicate-port-name',
  meta: {
    title: 'Two ports of one name',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Probes and Services find a port by its name. Two ports of **one container** cannot have the same name: the API
      server rejects it. In **two containers** of a Pod it is accepted with a warning, as a Service whose \`targetPort\`
      is this name only ever reaches the first one.

      Beside a plain init container, which has ended before the others start, it is a **hint**.`,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
      'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    ],
    messages: {
      within: "'{container}' has two ports named '{port}'",
      across:
        "'{container}' and '{other}' both have a port named '{port}', by which a Service reaches only the first one",
      first: 'The first port of this name',
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
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - name: http
      containerPort: 80
    - name: http
#           ^^^^ duplicate-port-name
      containerPort: 8080
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - name: http
      containerPort: 80
    - name: http-2
      containerPort: 8080
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
    ports:
    - name: http
      containerPort: 80
    - name: http-admin
      containerPort: 8080
`,
        },
      ],
    },
  },

  fields: ['ports'],
  *check(pod) {
    const seen = new Map<string, Owned>();
    for (const container of lastingContainers(pod.spec)) {
      const own = new Map<string, Owned>();
      for (const { name } of portEntries(container)) {
        if (!name || isPlaceholder(name.value)) continue;
        const first = own.get(name.value) ?? seen.get(name.value);
        if (first) yield problem(pod, container, name, first);
        if (!own.has(name.value)) own.set(name.value, { container, name });
      }
      for (const [name, owned] of own) if (!seen.has(name)) seen.set(name, owned);
    }
  },
});

interface Owned {
  readonly container: ContainerView;
  readonly name: Located<string>;
}

type Ids = 'within' | 'across' | 'first' | 'rename';

function problem(pod: Pod, container: ContainerView, name: Located<string>, first: Owned): Problem<Ids> {
  const within = first.container === container;
  const runsBefore = first.container.lifecycle === 'init' || container.lifecycle === 'init';
  const args = { container: container.label, other: first.container.label, port: name.value };
  return {
    ...(within ? rejection(pod) : { severity: runsBefore ? ('hint' as const) : ('warning' as const) }),
    span: name.span,
    container,
    message: { id: within ? 'within' : 'across', args },
    related: [{ span: first.name.span, message: { id: 'first', args: {} } }],
    ...(within && { fixes: () => renaming(pod, container, name) }),
  };
}

function renaming(pod: Pod, container: ContainerView, { value, span }: Located<string>) {
  const names = portEntries(container).flatMap(({ name }) => name?.value ?? []);
  const free = freeName(value, names);
  if (free.length > 15) return [];
  const message = { id: 'rename' as const, args: { free } };
  return makeFix(pod, { message }, [replaceAt(pod.manifest.document, span, free)]);
}
