import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../../server/src/features/diagnostics.js';
import { roleHints } from '../../server/src/features/inlay-hints.js';
import { DEFAULT_SETTINGS } from '../../server/src/features/settings.js';
import { openSource } from '../../server/src/syntax/source.js';
import { alarmsIn, rulesIn } from './alarms.js';
import { CHARTS } from './charts.js';

for (const [name, text] of Object.entries(CHARTS)) {
  for (const [breaks, written] of Object.entries({ own: text, "Windows'": text.replaceAll('\n', '\r\n') })) {
    test(`${name}, with ${breaks} line breaks: no alarm`, () => {
      assert.deepEqual(alarmsIn(written), []);
      for (const { document } of openSource('file:///a.yaml', 0, written).parts)
        assert.deepEqual(document.problems, []);
    });
  }
}

/** The hints of a template, each behind its line. */
function hintsIn(text: string): readonly string[] {
  const source = openSource('file:///a.yaml', 0, text);
  return roleHints(source, { start: 0, end: text.length }).map(
    ({ offset, label }) => `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim()} ${label}`,
  );
}

const CHART = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  selector:
    matchLabels: {app: {{ .Release.Name }}}
  template:
    metadata:
      labels: {app: {{ .Release.Name }}}
    spec:
      {{- if .Values.migrate }}
      initContainers:
        - name: migrate
          image: "{{ .Values.registry }}/flyway/flyway:10"
      {{- end }}
      containers:
        - name: {{ .Chart.Name }}
          image: {{ .Values.image | quote }}
          {{- if .Values.debug }}
          args: [--debug]
          {{- end }}
          ports:
            - name: http
              containerPort: {{ .Values.port }}
          readinessProbe: {httpGet: {path: /, port: http}}
          volumeMounts:
            - {name: logs, mountPath: /var/log/shop}
            {{- if .Values.tls }}
            - {name: certs, mountPath: /certs}
            {{- end }}
        {{- if .Values.logs }}
        - name: log-shipper
          image: fluent/fluent-bit:{{ .Values.logs.tag }}
          volumeMounts: [{name: logs, mountPath: /var/log/shop, readOnly: true}]
        {{- end }}
        {{- if .Values.metrics }}
        - name: metrics
          image: quay.io/prometheuscommunity/postgres-exporter:v0.16.0
          resources: {limits: {memory: {{ .Values.metrics.memory }}}}
        {{- end }}
      volumes:
        - name: logs
          emptyDir: {}
        {{- if .Values.tls }}
        - name: certs
          secret: {secretName: {{ .Values.tls }}}
        {{- end }}
`;

test('containers that can be read have their roles, in whatever branch they stand', () =>
  assert.deepEqual(hintsIn(CHART), [
    '- name: migrate init · migration',
    '- name: {{ .Chart.Name }} main',
    '- name: log-shipper sidecar · log shipper',
    '- name: metrics adapter · metrics exporter',
  ]));

/** One mistake each in the chart, and the rule that tells it. */
const MISTAKES: Readonly<Record<string, readonly [from: string, to: string, rule: string]>> = {
  'a mistyped field': ['containerPort:', 'containerport:', 'unknown-field'],
  'a name of a port': ['name: http', 'name: http_web', 'invalid-port-name'],
  'a word that there is not': ['readOnly: true', 'readOnly: "yes"', 'wrong-type'],
  'a volume that no branch has': ['{name: certs,', '{name: cert,', 'unknown-volume'],
  'a port that no container names': ['port: http}', 'port: htpp}', 'unknown-probe-port'],
  'a quantity beside an action': ['emptyDir: {}', 'emptyDir: {sizeLimit: 1GB}', 'invalid-quantity'],
  'a second source': ['emptyDir: {}', 'emptyDir: {}\n          hostPath: {path: /}', 'conflicting-volume-sources'],
};

for (const [name, [from, to, rule]] of Object.entries(MISTAKES)) {
  test(`a chart with ${name} is told of it`, () => {
    assert.ok(CHART.includes(from));
    assert.deepEqual(alarmsIn(CHART), []);
    assert.ok(rulesIn(CHART.replace(from, to)).includes(rule), rulesIn(CHART.replace(from, to)).join());
  });
}

test('a volume that an include may add is not missed', () => {
  const text = CHART.replace('{name: certs,', '{name: cert,');
  for (const more of [
    '        {{- toYaml .Values.volumes | nindent 8 }}\n',
    '{{ toYaml .Values.volumes | indent 8 }}\n',
    '        {{- with .Values.volumes }}\n        {{- tpl . $ }}\n        {{- end }}\n',
    '        {{ template "shop.volumes" . }}\n',
  ])
    assert.deepEqual(alarmsIn(text + more), []);
});

test('a container may get what it lacks from an include', () => {
  const lacking = (text: string) =>
    findingsOf(openSource('file:///a.yaml', 0, text), DEFAULT_SETTINGS)
      .filter(({ container }) => container === 'log-shipper')
      .map(({ rule }) => rule.id);
  assert.ok(lacking(CHART).includes('missing-resources'));
  const more = CHART.replace(
    'readOnly: true}]',
    'readOnly: true}]\n          {{- include "shop.resources" . | nindent 10 }}',
  );
  assert.ok(!lacking(more).includes('missing-resources'));
});

test('what a template lacks is not told where its branches cannot be read together', () => {
  const missing = CHART.replace('{name: certs,', '{name: cert,');
  assert.deepEqual(rulesIn(missing), ['unknown-volume']);
  const list =
    '          args: ["--a",\n          {{- else }}\n          args: ["--b",\n          {{- end }}\n            "--c"]\n';
  const broken = missing.replace('          args: [--debug]\n          {{- end }}\n', list);
  assert.notEqual(broken, missing);
  assert.deepEqual(alarmsIn(broken), []);
});

test('named templates alone are no manifest', () => {
  const text = `{{- define "shop.labels" -}}
app: {{ .Chart.Name }}
{{- end }}
{{- define "shop.container" }}
- name: web
  image: {{ .Values.image }}
  ports: [{containerPort: 70000}]
{{- end }}
`;
  assert.deepEqual(findingsOf(openSource('file:///chart/templates/_helpers.yaml', 0, text), DEFAULT_SETTINGS), []);
  assert.deepEqual(hintsIn(text), []);
});
