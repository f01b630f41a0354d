import { podWith } from './pods.js';

/** A manifest in which a source says a message about a container. */
export interface EvidenceCase {
  readonly container: string;
  readonly yaml: string;
}

function two(helper: string, main = '', around = ''): string {
  return podWith(`${around}  containers:
  - name: one
    image: registry.example/one:1
${main}  - name: two
${helper}`);
}

function withImage(image: string): EvidenceCase {
  return { container: 'two', yaml: two(`    image: ${image}\n`) };
}

function named(name: string): EvidenceCase {
  return {
    container: name,
    yaml: podWith(`  containers:\n  - name: one\n    image: a/one:1\n  - name: ${name}\n    image: a/b:1\n`),
  };
}

const SHARED = '  volumes: [{ name: data, emptyDir: {} }, { name: logs, emptyDir: {} }]\n';

/** What a script of `two` shows, where it shares a volume with `one`. */
function script(text: string, image = 'busybox'): EvidenceCase {
  return {
    container: 'two',
    yaml: two(
      `    image: ${image}\n    command: [sh, -c, ${JSON.stringify(text)}]\n    volumeMounts: [{ name: data, mountPath: /data }]\n`,
      '    ports: [{ containerPort: 8080 }]\n    volumeMounts: [{ name: data, mountPath: /data }]\n',
      SHARED,
    ),
  };
}

function init(text: string): EvidenceCase {
  return {
    container: 'prepare',
    yaml: podWith(`  initContainers:
  - name: prepare
    image: busybox
    command: [sh, -c, ${JSON.stringify(text)}]
  containers:
  - name: one
    image: a/one:1
`),
  };
}

function annotated(role: string, container = 'two'): EvidenceCase {
  const annotation = `  annotations: { pod-patterns.io/role.${container}: ${role} }\n`;
  const spec =
    '  initContainers: [{ name: prepare, image: a/p }]\n  containers: [{ name: one, image: a/one }, { name: two, image: a/two }]\n';
  return { container, yaml: podWith(spec, annotation) };
}

const SERVICE = `
---
apiVersion: v1
kind: Service
metadata: { name: front }
spec:
  selector: { app: shop }
  ports: [{ port: 80, targetPort: 8080 }]
`;

const LABELS = '  labels: { app: shop }\n';

/** By `<source>:<message>`. */
export const EVIDENCE_CASES: Readonly<Record<string, EvidenceCase>> = {
  'declared-role:main': annotated('main'),
  'declared-role:sidecar': annotated('sidecar'),
  'declared-role:ambassador': annotated('ambassador'),
  'declared-role:adapter': annotated('adapter'),
  'declared-role:init': annotated('init', 'prepare'),
  'init-container:runsFirst': init('echo hello'),
  'native-sidecar:restarts': {
    container: 'two',
    yaml: podWith(
      '  initContainers: [{ name: two, image: a/two, restartPolicy: Always }]\n  containers: [{ name: one, image: a/one }]\n',
    ),
  },
  'ephemeral-container:added': {
    container: 'two',
    yaml: podWith(
      '  containers: [{ name: one, image: a/one }]\n  ephemeralContainers: [{ name: two, image: a/two }]\n',
    ),
  },
  'only-container:only': { container: 'one', yaml: podWith('  containers: [{ name: one, image: a/one }]\n') },
  'default-container:named': {
    container: 'two',
    yaml: podWith(
      '  containers: [{ name: one, image: a/one }, { name: two, image: a/two }]\n',
      '  annotations: { kubectl.kubernetes.io/default-container: two }\n',
    ),
  },
  'service-target:serves': {
    container: 'two',
    yaml: `${podWith('  containers: [{ name: one, image: a/one }, { name: two, image: a/two, ports: [{ containerPort: 8080 }] }]\n', LABELS)}${SERVICE}`,
  },
  'service-target:passesOn': {
    container: 'two',
    yaml: `${podWith("  containers: [{ name: one, image: a/one, ports: [{ containerPort: 3000 }] }, { name: two, image: a/two, args: ['--upstream=http://localhost:3000'], ports: [{ containerPort: 8080 }] }]\n", LABELS)}${SERVICE}`,
  },
  'dialed-on-localhost:declared': {
    container: 'two',
    yaml: two(
      '    image: a/two\n    ports: [{ containerPort: 5432 }]\n',
      "    env: [{ name: DB_URL, value: 'postgres://shop@localhost:5432/shop' }]\n",
    ),
  },
  'dialed-on-localhost:assumed': {
    container: 'two',
    yaml: two('    image: a/two\n', "    env: [{ name: DB_URL, value: 'postgres://shop@localhost:5432/shop' }]\n"),
  },
  'dialed-on-localhost:script': {
    container: 'two',
    yaml: two(
      '    image: a/two\n    ports: [{ containerPort: 9000 }]\n',
      "    command: [sh, -c, 'while true; do curl http://localhost:9000; sleep 5; done']\n",
    ),
  },
  'serves-behind-helper:declared': {
    container: 'one',
    yaml: two(
      "    image: a/two\n    args: ['--upstream=http://127.0.0.1:3000']\n",
      '    ports: [{ containerPort: 3000 }]\n',
    ),
  },
  'serves-behind-helper:assumed': {
    container: 'one',
    yaml: two(
      "    image: a/two\n    args: ['--upstream=http://127.0.0.1:3000']\n    ports: [{ containerPort: 8443 }]\n",
    ),
  },
  'works-for-sibling:upstream': {
    container: 'two',
    yaml: two(
      "    image: a/two\n    args: ['--upstream=http://127.0.0.1:3000']\n",
      '    ports: [{ containerPort: 3000 }]\n',
    ),
  },
  'captured-traffic:captured': {
    container: 'two',
    yaml: two(
      '    image: a/mesh-proxy\n',
      '',
      '  initContainers: [{ name: lead, image: a/lead, command: [iptables, -t, nat] }]\n',
    ),
  },
  'node-agent:watches': {
    container: 'agent',
    yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: monitoring }
spec:
  template:
    spec:
      volumes: [{ name: host, hostPath: { path: /var/log } }]
      containers:
      - name: one
        image: a/one
      - name: agent
        image: a/agent
        volumeMounts: [{ name: host, mountPath: /host }]
`,
  },
  'tls-front:ends': {
    container: 'two',
    yaml: two(
      '    image: a/ssl-proxy\n    ports: [{ name: https, containerPort: 8443 }]\n',
      '    ports: [{ name: http, containerPort: 8080 }]\n',
    ),
  },
  'front-server:passesOn': {
    container: 'two',
    yaml: `${two(
      '    image: nginx\n    volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }]\n',
      '    ports: [{ containerPort: 3000 }]\n',
      '  volumes: [{ name: conf, configMap: { name: front } }]\n',
    )}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: front }
data:
  default.conf: |
    server {
      listen 80;
      location / { proxy_pass http://127.0.0.1:3000; }
    }
`,
  },
  'front-server:configured': {
    container: 'two',
    yaml: two(
      '    image: nginx\n    volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }]\n',
      '',
      '  volumes: [{ name: conf, configMap: { name: elsewhere } }]\n',
    ),
  },
  'front-server:proxy': withImage('envoyproxy/envoy:v1.32.0'),
  'metrics-port:named': {
    container: 'two',
    yaml: two('    image: a/two\n    ports: [{ name: metrics, containerPort: 8080 }]\n'),
  },
  'metrics-port:range': { container: 'two', yaml: two('    image: a/two\n    ports: [{ containerPort: 9187 }]\n') },
  'metrics-port:scraped': {
    container: 'two',
    yaml: podWith(
      '  containers: [{ name: one, image: a/one }, { name: two, image: a/two, ports: [{ containerPort: 8000 }] }]\n',
      '  annotations: { prometheus.io/port: "8000" }\n',
    ),
  },
  'metrics-port:hands': {
    container: 'two',
    yaml: podWith(
      '  containers: [{ name: one, image: a/one }, { name: two, image: caddy, ports: [{ containerPort: 8000 }] }]\n',
      '  annotations: { prometheus.io/port: "8000" }\n',
    ),
  },
  'csi-socket:calls': { container: 'two', yaml: two("    image: a/two\n    args: ['--csi-address=/csi/csi.sock']\n") },
  'csi-socket:serves': {
    container: 'two',
    yaml: two("    image: a/two\n    args: ['--endpoint=unix:///csi/csi.sock']\n"),
  },
  'called-before-stop:called': {
    container: 'two',
    yaml: two(
      '    image: a/two\n    ports: [{ containerPort: 8090 }]\n',
      "    lifecycle: { preStop: { exec: { command: [curl, 'http://localhost:8090/drain'] } } }\n",
    ),
  },
  'network-capability:may': {
    container: 'two',
    yaml: two('    image: a/two\n    securityContext: { capabilities: { add: [NET_ADMIN] } }\n'),
  },
  'volume-flow:readsLogs': {
    container: 'two',
    yaml: two(
      '    image: a/two\n    volumeMounts: [{ name: logs, mountPath: /in, readOnly: true }]\n',
      '    volumeMounts: [{ name: logs, mountPath: /out }]\n',
      SHARED,
    ),
  },
  'volume-flow:writesLogs': {
    container: 'one',
    yaml: two(
      '    image: a/two\n    volumeMounts: [{ name: logs, mountPath: /in, readOnly: true }]\n',
      '    volumeMounts: [{ name: logs, mountPath: /out }]\n',
      SHARED,
    ),
  },
  'volume-flow:reads': {
    container: 'two',
    yaml: two(
      '    image: a/two\n    volumeMounts: [{ name: data, mountPath: /in, readOnly: true }]\n',
      '    volumeMounts: [{ name: data, mountPath: /out }]\n',
      SHARED,
    ),
  },
  'volume-flow:writes': {
    container: 'one',
    yaml: two(
      '    image: a/two\n    volumeMounts: [{ name: data, mountPath: /in, readOnly: true }]\n',
      '    volumeMounts: [{ name: data, mountPath: /out }]\n',
      SHARED,
    ),
  },
  'volume-flow:feeds': {
    container: 'one',
    yaml: two(
      '    image: nginx\n    volumeMounts: [{ name: data, mountPath: /usr/share/nginx/html, readOnly: true }]\n',
      "    command: [sh, -c, 'date > /out/index.html']\n    volumeMounts: [{ name: data, mountPath: /out }]\n",
      SHARED,
    ),
  },
  'volume-flow:shares': script('run'),
  'follows-log:follows': script('tail -F /data/shop.log'),
  'follows-log:changes': script('tail -f /data/shop.log | sed s/a/b/'),
  'follows-log:prints': script('while true; do cat /data/shop.log; sleep 5; done'),
  'fetches-content:fetches': script('while true; do git -C /data pull; sleep 60; done'),
  'transforms-files:transforms': script("while true; do awk '{print $1}' /data/in > /data/out; sleep 5; done"),
  'reloads-process:calls': {
    container: 'two',
    yaml: two("    image: a/two\n    args: ['--reload-url=http://shop/-/reload']\n"),
  },
  'reloads-process:signals': {
    container: 'two',
    yaml: two(
      "    image: a/two\n    command: [sh, -c, 'while true; do sleep 60; pkill -HUP one; done']\n",
      '',
      '  shareProcessNamespace: true\n',
    ),
  },
  'works-in-loop:repeats': script('while true; do check-disk /data; sleep 60; done'),
  'rewrites-records:rewrites': {
    container: 'two',
    yaml: `${two(
      '    image: fluent/fluent-bit\n    volumeMounts: [{ name: conf, mountPath: /fluent-bit/etc }]\n',
      '',
      '  volumes: [{ name: conf, configMap: { name: agent } }]\n',
    )}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: agent }
data:
  fluent-bit.conf: |
    [FILTER]
        Name modify
        Rename level severity
`,
  },
  'local-store:dialed': {
    container: 'two',
    yaml: two('    image: redis:7\n', "    env: [{ name: REDIS_URL, value: 'redis://localhost:6379' }]\n"),
  },
  'works-then-sleeps:sleeps': script('load-data /data && sleep infinity'),
  'tunes-kernel:sets': script('while true; do sysctl -w net.core.somaxconn=1024; sleep 60; done'),
  'only-sleeps:sleeps': script('sleep infinity'),
  'command-purpose:secrets-agent': init('kubectl get secret s -o yaml | kubectl apply -f -'),
  'command-purpose:wait-for': init('until nc -z db 5432; do sleep 1; done'),
  'command-purpose:migrate': init('flyway migrate'),
  'command-purpose:sysctl-tuning': init('sysctl -w vm.max_map_count=262144'),
  'command-purpose:network-setup': init('iptables -t nat -A PREROUTING'),
  'command-purpose:fetch-assets': init('git clone https://git.example/site /site'),
  'command-purpose:generate-config': init("echo 'a=b' > /work/app.properties"),
  'command-purpose:copy-binaries': init('cp -r /plugins/. /target'),
  'command-purpose:setup-permissions': init('chown -R 1000:1000 /data'),
  'helper-configuration:mounted': {
    container: 'two',
    yaml: two(
      '    image: a/two\n    volumeMounts: [{ name: c, mountPath: /fluent-bit/etc }]\n',
      '',
      '  volumes: [{ name: c, configMap: { name: c } }]\n',
    ),
  },
  'memory-share:largest': {
    container: 'one',
    yaml: two(
      '    image: a/two\n    resources: { requests: { memory: 64Mi } }\n',
      '    resources: { requests: { memory: 1Gi } }\n',
    ),
  },
  'memory-share:small': {
    container: 'two',
    yaml: two(
      '    image: a/two\n    resources: { requests: { memory: 64Mi } }\n',
      '    resources: { requests: { memory: 1Gi } }\n',
    ),
  },
  'probed-alone:probed': {
    container: 'one',
    yaml: two('    image: a/two\n', '    livenessProbe: { tcpSocket: { port: 80 } }\n'),
  },
  'first-container:first': { container: 'one', yaml: two('    image: a/two\n') },
  'known-image:log-shipper': withImage('fluent/fluentd:v1'),
  'known-image:config-reloader': withImage('jimmidyson/configmap-reload:v0.9.0'),
  'known-image:file-sync': withImage('registry.k8s.io/git-sync/git-sync:v4'),
  'known-image:mesh-proxy': withImage('cr.l5d.io/linkerd/proxy:stable'),
  'known-image:auth-proxy': withImage('quay.io/oauth2-proxy/oauth2-proxy:v7'),
  'known-image:tls-proxy': withImage('ghostunnel/ghostunnel:v1.8'),
  'known-image:secrets-agent': withImage('ghcr.io/spiffe/spiffe-helper:0.8'),
  'known-image:backup': withImage('litestream/litestream:0.3'),
  'known-image:csi-helper': withImage('registry.k8s.io/sig-storage/csi-provisioner:v5'),
  'known-image:leader-election': withImage('fredrikjanssonse/leader-elector:0.6'),
  'known-image:controller-helper': withImage('registry.k8s.io/addon-resizer:1.8'),
  'known-image:debug': withImage('cr.l5d.io/linkerd/debug:stable'),
  'known-image:sidecar': withImage('otel/opentelemetry-collector:0.115.0'),
  'known-image:outbound-proxy': withImage('ubuntu/squid:6'),
  'known-image:db-proxy': withImage('gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14'),
  'known-image:metrics-exporter': withImage('oliver006/redis_exporter:v1'),
  'known-image:main': withImage('redis:7'),
  'known-image:init': {
    container: 'prepare',
    yaml: podWith(
      '  initContainers: [{ name: prepare, image: ghcr.io/groundnuty/k8s-wait-for:v2 }]\n  containers: [{ name: one, image: a/one }]\n',
    ),
  },
  'product-name:sidecar': named('kube-rbac-proxy-main'),
  'product-name:ambassador': named('cloud-sql-proxy'),
  'product-name:adapter': named('redis-exporter'),
  'image-name:build': withImage('registry.example/filebeat-configured:1'),
  'image-name:exporter': withImage('registry.example/orders-exporter:1'),
  'image-name:ambassador': withImage('registry.example/orders-ambassador:1'),
  'image-name:adapter': withImage('registry.example/orders-adapter:1'),
  'image-name:sidecar': withImage('registry.example/orders-sidecar:1'),
  'image-name:inboundProxy': withImage('registry.example/ssl-proxy:1'),
  'image-name:outboundProxy': withImage('registry.example/db-proxy:1'),
  'image-name:proxy': withImage('registry.example/orders-proxy:1'),
  'unknown-image:unknown': { container: 'one', yaml: two('    image: a/two\n') },
  'shared-image:equal': withImage('registry.example/one:2'),
  'workload-name:same': named('shop'),
  'workload-name:stem': {
    container: 'web',
    yaml: podWith(
      '  containers: [{ name: one, image: a/one }, { name: web, image: a/web }]\n',
      '  labels: { app: web-store }\n',
    ),
  },
  'main-name:application': named('backend'),
  'helper-name:ambassador': named('ambassador'),
  'helper-name:adapter': named('log-adapter'),
  'helper-name:exporter': named('orders-metrics'),
  'helper-name:sidecar': named('sidecar'),
  'helper-name:helper': named('log-shipper'),
  'helper-name:inboundProxy': named('auth-proxy'),
  'helper-name:outboundProxy': named('cache-proxy'),
  'helper-name:proxy': named('orders-proxy'),
  'named-after-sibling:helps': named('one-status'),
  'named-after-sibling:helped': { ...named('one-status'), container: 'one' },
  'remaining-main:assumed': {
    container: 'exporter-a',
    yaml: podWith(
      '  containers: [{ name: exporter-a, image: prom/statsd-exporter }, { name: exporter-b, image: oliver006/redis_exporter }]\n',
    ),
  },
};
