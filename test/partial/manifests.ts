/** Whole manifests in which no rule finds an error or a warning; each kind, and each role that a container can have. */
export const MANIFESTS: Readonly<Record<string, string>> = {
  'a Deployment with a log shipper': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: sales
  labels:
    app: shop
spec:
  replicas: 2
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      app: shop
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 25%
  template:
    metadata:
      labels:
        app: shop
      annotations:
        kubectl.kubernetes.io/default-container: shop
    spec:
      serviceAccountName: shop
      terminationGracePeriodSeconds: 40
      priorityClassName: business
      securityContext:
        fsGroup: 2000
      initContainers:
      - name: migrate
        image: registry.example.org/shop/migrate:1.4
        command: [/migrate, up]
        resources:
          requests: {cpu: 50m, memory: 64Mi}
          limits: {cpu: 100m, memory: 64Mi}
      containers:
      - name: shop
        image: registry.example.org/shop/web:1.4
        imagePullPolicy: IfNotPresent
        workingDir: /app
        ports:
        - name: http
          containerPort: 8080
          protocol: TCP
        env:
        - name: LEVEL
          value: info
        - name: LIMIT
          value: "10"
        - name: TOKEN
          valueFrom:
            secretKeyRef:
              name: shop-token
              key: token
        - name: NODE
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
        - name: MEMORY
          valueFrom:
            resourceFieldRef:
              containerName: shop
              resource: limits.memory
              divisor: 1Mi
        envFrom:
        - configMapRef:
            name: shop-settings
            optional: true
        securityContext:
          runAsUser: 1000
          runAsNonRoot: true
          readOnlyRootFilesystem: true
          capabilities:
            drop: [ALL]
        startupProbe:
          httpGet:
            path: /healthz
            port: http
            httpHeaders:
            - name: X-Probe
              value: startup
          failureThreshold: 30
          periodSeconds: 2
        readinessProbe:
          httpGet:
            path: /ready
            port: 8080
            scheme: HTTP
          timeoutSeconds: 2
        livenessProbe:
          tcpSocket:
            port: 8080
          initialDelaySeconds: 20
        lifecycle:
          preStop:
            exec:
              command: [sleep, "5"]
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
            ephemeral-storage: 1Gi
          limits:
            cpu: 500m
            memory: 256Mi
            ephemeral-storage: 2Gi
        volumeMounts:
        - name: logs
          mountPath: /var/log/shop
        - name: settings
          mountPath: /etc/shop
          readOnly: true
      - name: log-shipper
        image: fluent/fluent-bit:3.1
        resources:
          requests: {cpu: 50m, memory: 64Mi}
          limits: {cpu: 100m, memory: 64Mi}
        volumeMounts:
        - name: logs
          mountPath: /var/log/shop
          readOnly: true
      volumes:
      - name: logs
        emptyDir:
          medium: Memory
          sizeLimit: 100Mi
      - name: settings
        projected:
          defaultMode: 0440
          sources:
          - configMap:
              name: shop-settings
              items:
              - key: shop.yaml
                path: shop.yaml
                mode: 0400
          - secret:
              name: shop-token
          - serviceAccountToken:
              path: token
              audience: shop
              expirationSeconds: 3600
      tolerations:
      - key: pool
        operator: Equal
        value: shop
        effect: NoSchedule
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 50
            podAffinityTerm:
              topologyKey: kubernetes.io/hostname
              labelSelector:
                matchExpressions:
                - key: app
                  operator: In
                  values: [shop]
      topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchLabels:
            app: shop
`,
  'a StatefulSet with an adapter': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache
spec:
  serviceName: cache
  replicas: 3
  podManagementPolicy: Parallel
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: 0
  selector:
    matchLabels: {app: cache}
  template:
    metadata:
      labels: {app: cache}
    spec:
      hostAliases:
      - ip: 10.0.0.1
        hostnames: [gate.example.org]
      dnsPolicy: ClusterFirst
      dnsConfig:
        nameservers: [10.0.0.10]
        options:
        - {name: ndots, value: "2"}
      containers:
      - name: redis
        image: redis:7.4
        args: [--maxmemory, 200mb]
        ports:
        - {name: redis, containerPort: 6379}
        readinessProbe:
          exec: {command: [redis-cli, ping]}
        livenessProbe:
          tcpSocket: {port: redis}
        resources:
          requests: {cpu: 100m, memory: 256Mi}
          limits: {cpu: "1", memory: 256Mi}
        volumeMounts:
        - {name: data, mountPath: /data, subPath: redis}
      - name: redis-exporter
        image: oliver006/redis_exporter:v1.62.0
        env:
        - {name: REDIS_ADDR, value: "redis://localhost:6379"}
        ports:
        - {name: metrics, containerPort: 9121}
        readinessProbe:
          httpGet: {path: /health, port: metrics}
        resources:
          requests: {cpu: 10m, memory: 32Mi}
          limits: {cpu: 50m, memory: 32Mi}
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      storageClassName: fast
      resources:
        requests: {storage: 1Gi}
`,
  'a Pod with an ambassador': `apiVersion: v1
kind: Pod
metadata:
  name: reports
  labels: {app: reports}
spec:
  restartPolicy: Always
  hostname: reports
  nodeSelector: {kubernetes.io/os: linux}
  shareProcessNamespace: false
  automountServiceAccountToken: false
  initContainers:
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.13.0
    restartPolicy: Always
    args: [--port=5432, --health-check, --http-address=0.0.0.0, --http-port=9801, "project:region:reports"]
    startupProbe:
      httpGet: {path: /startup, port: 9801}
    resources:
      requests: {cpu: 100m, memory: 64Mi}
      limits: {memory: 64Mi}
  containers:
  - name: reports
    image: registry.example.org/reports:2.0
    env:
    - {name: DATABASE_HOST, value: 127.0.0.1}
    - {name: DATABASE_PORT, value: "5432"}
    ports:
    - {name: http, containerPort: 8000, hostPort: 18000}
    readinessProbe:
      httpGet: {path: /, port: http}
      successThreshold: 1
    livenessProbe:
      grpc: {port: 8000, service: health}
    resources:
      requests: {cpu: 200m, memory: 256Mi}
      limits: {cpu: "1", memory: 512Mi}
    volumeMounts:
    - {name: reports, mountPath: /reports}
  volumes:
  - name: reports
    persistentVolumeClaim:
      claimName: reports
`,
  'a DaemonSet': `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
spec:
  minReadySeconds: 5
  selector:
    matchLabels: {app: node-exporter}
  template:
    metadata:
      labels: {app: node-exporter}
    spec:
      hostNetwork: true
      hostPID: true
      containers:
      - name: node-exporter
        image: quay.io/prometheus/node-exporter:v1.8.2
        args: [--path.rootfs=/host]
        ports:
        - {name: metrics, containerPort: 9100, hostPort: 9100}
        readinessProbe:
          httpGet: {path: /, port: metrics}
        livenessProbe:
          httpGet: {path: /, port: metrics}
        resources:
          requests: {cpu: 50m, memory: 64Mi}
          limits: {cpu: 100m, memory: 64Mi}
        volumeMounts:
        - {name: root, mountPath: /host, readOnly: true, mountPropagation: HostToContainer}
      volumes:
      - name: root
        hostPath: {path: /, type: Directory}
`,
  'a Job': `apiVersion: batch/v1
kind: Job
metadata:
  generateName: import-
spec:
  backoffLimit: 2
  parallelism: 1
  completions: 1
  completionMode: NonIndexed
  activeDeadlineSeconds: 600
  ttlSecondsAfterFinished: 3600
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: import
        image: registry.example.org/import:3
        command: [/import]
        stdin: false
        resources:
          requests: {cpu: "1", memory: 1Gi}
          limits: {cpu: "2", memory: 1Gi}
`,
  'a CronJob': `apiVersion: batch/v1
kind: CronJob
metadata:
  name: clean
spec:
  schedule: "0 3 * * *"
  timeZone: Etc/UTC
  concurrencyPolicy: Forbid
  suspend: false
  startingDeadlineSeconds: 60
  successfulJobsHistoryLimit: 1
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
          - name: clean
            image: registry.example.org/clean:3
            resources:
              requests: {cpu: 100m, memory: 64Mi}
              limits: {cpu: 100m, memory: 64Mi}
`,
  'a Service and a ConfigMap with their Pod': `apiVersion: v1
kind: Service
metadata:
  name: greeter
spec:
  type: NodePort
  selector:
    app: greeter
  ports:
  - name: http
    port: 80
    targetPort: http
    nodePort: 30080
    protocol: TCP
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: greeter
data:
  greeting: hello
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: greeter
---
apiVersion: v1
kind: Pod
metadata:
  name: greeter
  labels:
    app: greeter
spec:
  serviceAccountName: greeter
  containers:
  - name: greeter
    image: registry.example.org/greeter:1
    env:
    - name: GREETING
      valueFrom:
        configMapKeyRef:
          name: greeter
          key: greeting
    ports:
    - name: http
      containerPort: 8080
    readinessProbe:
      httpGet: {path: /, port: http}
    livenessProbe:
      httpGet: {path: /, port: http}
    resources:
      requests: {cpu: 100m, memory: 64Mi}
      limits: {cpu: 100m, memory: 64Mi}
`,
};
