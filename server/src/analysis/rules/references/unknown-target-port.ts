import { nearestName } from '../../conditions/nearest-name.js';
import { portEntries } from '../../conditions/port-entries.js';
import { serviceWithPods } from '../../conditions/service.js';
import { runningContainers } from '../../conditions/workload.js';
import { changeText } from '../../edits/change-text.js';
import { injectedContainers } from '../../injection/injected-containers.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const unknownTargetPort = defineRule({
  id: 'unknown-target-port',
  meta: {
    title: 'Service that targets a port name no container declares',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      A \`targetPort\` given by name is looked up among the ports of each pod that the Service selects. Where no container
      declares that name, the Service gets no endpoint for the port, and connections to it are refused. The API server
      does not check it.

      Injected containers have ports of their own, so beside them only a name that misses one by a slip is reported.`,
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
    messages: {
      unknown: "No container of {workload} declares a port named '{port}', so the Service sends nobody there",
      change: "Change to '{nearest}'",
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
    targetPort: htpp
#               ^^^^ unknown-target-port
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - name: http
      containerPort: 80
`,
          fixed: `
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: http
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    ports:
    - name: http
      containerPort: 80
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
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    readinessProbe:
      tcpSocket: {port: 8080}
`,
        },
      ],
    },
  },

  fields: ['targetPort'],
  *checkObject(manifest, servicePods) {
    const { service, pods } = serviceWithPods(manifest, servicePods) ?? {};
    const [first] = pods?.selected ?? [];
    // Somebody else may add containers to what is only a part.
    if (!service || !pods || !first || pods.selected.some(({ fragment }) => fragment)) return;
    const isInjected = pods.selected.some((spec) => injectedContainers(spec).length > 0);
    const names = pods.selected.flatMap((spec) =>
      runningContainers(spec).flatMap((container) => portEntries(container).flatMap(({ name }) => name?.value ?? [])),
    );
    for (const { targetPort } of service.ports) {
      const port = targetPort?.value;
      if (!targetPort || typeof port !== 'string' || !/[a-z]/.test(port)) continue;
      if (names.includes(port) || [port, ...names].some(isPlaceholder)) continue;
      const slip = nearestName(port, names);
      // What an injector adds has ports of its own.
      if (isInjected && slip === undefined) continue;
      const nearest = slip ?? (new Set(names).size === 1 ? names[0] : undefined);
      const { kind, name } = first.manifest;
      yield {
        span: targetPort.span,
        message: { id: 'unknown', args: { port, workload: `${kind.value} '${name?.value ?? ''}'` } },
        fixes: () => changeText({ manifest }, targetPort, nearest, { id: 'change' }),
      };
    }
  },
});
