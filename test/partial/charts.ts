/** Templates of charts of our own, each with many of the ways in which people write them. No rule has to say anything. */
export const CHARTS: Readonly<Record<string, string>> = {
  'a StatefulSet where includes may add anything': `{{- if and .Values.enabled (eq .Values.mode "cluster") -}}
{{- $full := include "store.fullname" . -}}
{{- $ports := dict
      "client" 7000
      "peer" 7001
-}}
apiVersion: {{ include "store.apiVersion" . }}
kind: StatefulSet
metadata:
  name: {{ $full | trunc 63 | trimSuffix "-" }}
  labels: {{- include "store.labels" (dict "root" $) | nindent 4 }}
    tier: data
  {{- with .Values.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- if not .Values.autoscaling }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  serviceName: {{ $full }}-peers
  selector:
    matchLabels: {{- include "store.selector" $ | nindent 6 }}
      tier: data
  template:
    metadata:
      annotations:
        checksum/settings: {{ include (print $.Template.BasePath "/settings.yaml") . | sha256sum }}
        {{- range $key, $value := .Values.podAnnotations }}
        {{ $key }}: {{ tpl $value $ | quote }}
        {{- end }}
      labels: {{- include "store.selector" $ | nindent 8 }}
        tier: data
    spec:
      {{- include "store.pullSecrets" . | nindent 6 }}
      serviceAccountName: {{ template "store.account" . }}
      initContainers:
        {{- if and .Values.ownership .Values.volume.enabled }}
        - name: take-ownership
          image: {{ template "store.toolImage" . }}
          command:
            - sh
            - -c
            - |
              {{- if eq (toString .Values.user) "auto" }}
              chown -R \`id -u\` {{ .Values.volume.path }}
              {{- else }}
              chown -R {{ .Values.user }}:{{ .Values.group }} {{ .Values.volume.path }}
              {{- end }}
          {{- if .Values.toolResources }}
          resources: {{- toYaml .Values.toolResources | nindent 12 }}
          {{- else }}
          resources: {{- include "store.preset" "nano" | nindent 12 }}
          {{- end }}
          volumeMounts:
            - {name: data, mountPath: {{ .Values.volume.path }}}
        {{- end }}
        {{- with .Values.initContainers }}
        {{- tpl (toYaml .) $ | nindent 8 }}
        {{- end }}
      containers:
        - name: store
          image: "{{ .Values.registry }}/{{ .Values.repository }}:{{ .Values.tag | default .Chart.AppVersion }}"
          {{- if .Values.command }}
          command: {{- toYaml .Values.command | nindent 12 }}
          {{- else }}
          args:
            - --listen=:{{ $ports.client }}
            {{- range $key, $value := .Values.flags }}
            {{- if $value }}
            - --{{ $key }}={{ $value }}
            {{- else }}
            - --{{ $key }}
            {{- end }}
            {{- end }}
          {{- end }}
          env:
            - name: LEVEL
              value: {{ ternary "debug" "info" .Values.debug | quote }}
            {{- range $name, $value := .Values.env }}
            - name: {{ $name | upper | replace "-" "_" }}
              {{- if kindIs "map" $value }}
              valueFrom: {{- toYaml $value | nindent 16 }}
              {{- else }}
              value: {{ $value | quote }}
              {{- end }}
            {{- end }}
          livenessProbe: {{- omit .Values.liveness "enabled" | toYaml | nindent 12 }}
            exec:
              command: [store, check, "--port={{ $ports.client }}"{{ if .Values.tls }}, "--tls"{{ end }}]
          volumeMounts:
            - name: data
              mountPath: {{ .Values.volume.path }}
            - name: settings
              mountPath: /etc/store
            {{- if .Values.extraMounts }}
            {{- toYaml .Values.extraMounts | nindent 12 }}
            {{- end }}
        {{- if .Values.sidecars }}
        {{- include "store.render" (dict "value" .Values.sidecars "context" $) | nindent 8 }}
        {{- end }}
      volumes:
        {{- if .Values.volumes }}
        {{- toYaml .Values.volumes | nindent 8 }}
        {{- end }}
        {{- if not .Values.volume.enabled }}
        - name: data
          emptyDir: {}
        {{- else }}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes:
        {{- range .Values.volume.modes }}
          - {{ . | quote }}
        {{- end }}
        resources: {requests: {storage: {{ .Values.volume.size | quote }}}}
        {{- end }}
{{- end }}
`,
  'Deployments of a loop, in the old style of indentation': `{{/*
One for each worker.
*/}}
{{- range $name, $worker := .Values.workers }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ printf "%s-%s" $.Release.Name $name }}
  labels:
{{ include "work.labels" $ | indent 4 }}
spec:
  selector:
    matchLabels:
{{ include "work.selector" $ | indent 6 }}
      worker: {{ $name }}
  template:
    metadata:
      labels:
{{ include "work.selector" $ | indent 8 }}
        worker: {{ $name }}
{{- with $worker.annotations }}
      annotations:
{{ toYaml . | indent 8 }}
{{- end }}
    spec:
      containers:
      - name: {{ $name }}
        image: {{ if $worker.registry }}{{ $worker.registry }}/{{ end }}worker:{{ $worker.tag | default
          $.Chart.AppVersion }}
        command: [{{ range $index, $word := $worker.command }}{{ if $index }}, {{ end }}{{ $word | quote }}{{ end }}]
        envFrom: [{secretRef: {name: {{ $name }}}}{{ if $worker.map }}, {configMapRef: {name: {{ $worker.map }}}}{{ end }}]
        ports: [{name: http, containerPort: {{ $worker.port }}}]
        readinessProbe:
          httpGet:
            path: {{ if $.Values.prefix }}{{ $.Values.prefix }}{{ end }}/healthz
            port: {{ if $worker.tls }}https{{ else }}http{{ end }}
        resources:
{{ toYaml $worker.resources | indent 10 }}
        volumeMounts:
        - {name: work, mountPath: "/work/{{ $name }}"}
{{ with $worker.mounts }}{{ toYaml . | indent 8 }}{{ end }}
      {{- range $worker.sidecars }}
      - {{ toYaml . | nindent 8 | trim }}
      {{- end }}
      nodeSelector: {{ toJson $worker.nodes }}
      {{ if $worker.scratch }}volumes: [{name: work, emptyDir: {}}]{{ end }}
{{- end }}
`,
  'a CronJob with anchors, raw strings and folded scripts': `{{- if .Capabilities.APIVersions.Has "batch/v1" }}
apiVersion: batch/v1
{{- else }}
apiVersion: batch/v1beta1
{{- end }}
kind: CronJob
metadata:
  name: "{{ .Release.Name }}-dump"
  annotations: {"helm.sh/hook": post-install, "helm.sh/hook-weight": "-5"}
spec:
  schedule: {{ .Values.schedule | quote }}
  {{ if .Values.zone -}}
  timeZone: {{ .Values.zone }}
  {{ end -}}
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: {{ .Values.restartPolicy }}
          {{- /* a comment with: a colon, "quotes and {{ braces */}}
          containers:
          {{- range $index, $base := .Values.bases }}
          - name: dump-{{ $index }}
            image: {{ $.Values.image | quote }}
            command: [sh, -c]
            args:
            - >-
              dump -h {{ $base.host }} > /dumps/{{ $base.name }}
              {{- if $.Values.bucket }}
              && copy /dumps/{{ $base.name }} {{ $.Values.bucket }}
              {{- end }}
            env: &env
            - name: TEMPLATE
              value: '{{ "{{ .Status }}" }}'
            - name: RAW
              value: {{ \`{{ printf "%s: #" .x }}\` | quote }}
            volumeMounts: [{name: dumps, mountPath: /dumps}]
            resources:
              {{- toYaml $.Values.resources | nindent 14 }}
          {{- end }}
          - name: done
            image: busybox:{{ .Values.tag }}
            env: *env
          volumes:
          - name: dumps
            {{- if .Values.claim }}
            persistentVolumeClaim: {claimName: {{ .Values.claim }}}
            {{- else }}
            emptyDir: {}
            {{- end }}
`,
  'a named template beside what includes it': `{{- define "mesh.pod" -}}
{{- $root := . }}
metadata:
    labels: {app: mesh}
spec:
  containers:
    {{- range .Values.containers }}
  - name: {{ .name }}
    {{- end }}
{{- end -}}
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: {{ .Release.Name }}, labels: {{ toJson .Values.labels }}}
spec:
  selector: {matchLabels: {app: mesh}}
  template:
    {{- include "mesh.pod" . | nindent 4 }}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}}
data:
{{ (.Files.Glob "settings/*").AsConfig | indent 2 }}
  plain.conf: |
{{ .Values.plain | indent 4 }}
  {{- range $path, $_ := .Files.Glob "more/**" }}
  {{ base $path }}: |-
    {{- $.Files.Get $path | nindent 4 }}
  {{- end }}
`,
  'alternatives in branches': `{{- if .Values.once }}
apiVersion: batch/v1
kind: Job
{{- else }}
apiVersion: apps/v1
kind: DaemonSet
{{- end }}
metadata: {name: web}
spec:
  {{- if not .Values.once }}
  selector: {matchLabels: {app: web}}
  updateStrategy: {type: OnDelete}
  {{- end }}
  template:
    metadata: {labels: {app: web}}
    spec:
      {{- if .Values.once }}
      restartPolicy: Never
      {{- else }}
      restartPolicy: Always
      {{- end }}
      containers:
        {{- if .Values.slim }}
        - name: web
          image: nginx:1.27-alpine
        {{- else }}
        - name: web
          image: nginx:1.27
        {{- end }}
          ports:
            {{- if .Values.tls }}
            - {name: http, containerPort: 8443}
            {{- else }}
            - {name: http, containerPort: 8080}
            {{- end }}
          env:
            {{- if .Values.token }}
            - {name: TOKEN, value: x}
            {{- else if .Values.secret }}
            - {name: TOKEN, valueFrom: {secretKeyRef: {name: a, key: b}}}
            {{- end }}
            - name: LEVEL
              {{- if .Values.level }}
              value: info
              {{- else }}
              valueFrom: {configMapKeyRef: {name: a, key: b}}
              {{- end }}
          livenessProbe:
            {{- if .Values.tls }}
            tcpSocket: {port: http}
            {{- else }}
            httpGet: {path: /, port: http}
            {{- end }}
          {{- if .Values.small }}
          resources: {requests: {memory: 1Gi}, limits: {memory: 1Gi}}
          {{- else }}
          resources: {requests: {memory: 4Gi}, limits: {memory: 4Gi}}
          {{- end }}
          volumeMounts:
            {{- if .Values.keep }}
            - {name: data, mountPath: /data}
            {{- else }}
            - {name: scratch, mountPath: /data}
            {{- end }}
      volumes:
        {{- if .Values.keep }}
        - name: data
          persistentVolumeClaim: {claimName: data}
        {{- else }}
        - name: data
          emptyDir: {}
        {{- end }}
        - name: scratch
          {{- if .Values.keep }}
          hostPath: {path: /tmp}
          {{- else }}
          emptyDir: {}
          {{- end }}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  {{- if .Values.headless }}
  clusterIP: None
  {{- else }}
  type: NodePort
  {{- end }}
  selector:
    {{- if .Values.headless }}
    app: other
    {{- else }}
    app: elsewhere
    {{- end }}
  ports:
    {{- if .Values.tls }}
    - {name: http, port: 443, nodePort: 30443}
    {{- else }}
    - {name: http, port: 80}
    {{- end }}
`,
  'names and ports of a loop': `apiVersion: apps/v1
kind: Deployment
metadata: {name: many}
spec:
  selector: {matchLabels: {app: many}}
  template:
    metadata: {labels: {app: many}}
    spec:
      containers:
        {{- range $index := until 3 }}
        - name: many-{{ $index }}
          image: many:1
          ports:
            - name: h{{ $index }}
              containerPort: {{ add 8000 $index }}
          livenessProbe: {httpGet: {path: /, port: h{{ $index }}}}
          readinessProbe: {httpGet: {path: /, port: {{ add 8000 $index }}}}
          volumeMounts: [{name: "v{{ $index }}", mountPath: /v}]
        {{- end }}
      volumes:
        {{- range $index := until 3 }}
        - name: v{{ $index }}
          emptyDir: {}
        {{- end }}
`,
};
