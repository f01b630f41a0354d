import type { MetadataEntry, PodSpecView } from '../model/model.js';
import { isPlaceholder } from '../model/placeholder.js';
import type { InjectedPart, Injector } from './injector.js';

const SIDECAR = 'sidecar.opentelemetry.io/inject';
const INSTRUMENTATION = 'instrumentation.opentelemetry.io/inject-';
/** Without it the operator does not know which process the Go agent is for, and adds none. */
const GO_TARGET = 'instrumentation.opentelemetry.io/otel-go-auto-target-exe';

/** Init containers by language, each copying an agent into a volume that the application loads it from. */
const AGENTS: Readonly<Record<string, readonly string[]>> = {
  java: ['opentelemetry-auto-instrumentation-java'],
  nodejs: ['opentelemetry-auto-instrumentation-nodejs'],
  python: ['opentelemetry-auto-instrumentation-python'],
  dotnet: ['opentelemetry-auto-instrumentation-dotnet'],
  'apache-httpd': ['otel-agent-source-container-clone', 'otel-agent-attach-apache'],
  nginx: ['otel-agent-source-container-clone', 'otel-agent-attach-nginx'],
};

/**
 * The OpenTelemetry operator: a collector as a sidecar, or agents for the application's language. Either value may be
 * `true` or the name of a resource. The collector's ports are those of its configuration, which stands elsewhere.
 * https://github.com/open-telemetry/opentelemetry-operator#sidecar-injection
 * https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/
 */
export const openTelemetry: Injector = {
  id: 'opentelemetry',
  product: 'OpenTelemetry',
  decides: (key) => key === SIDECAR || key.startsWith(INSTRUMENTATION),
  containersFor: (spec) => [...Object.keys(AGENTS).flatMap((language) => agents(spec, language)), ...sidecars(spec)],
};

function agents({ annotations }: PodSpecView, language: string): readonly InjectedPart[] {
  const trigger = annotations.get(INSTRUMENTATION + language);
  if (!asks(trigger)) return [];
  return (AGENTS[language] ?? []).map((name) => ({
    name,
    role: 'init',
    function: 'copy-binaries',
    purpose: 'agent-copy',
    lifecycle: 'init',
    ports: [],
    image: /(?:^|\/)autoinstrumentation-[a-z-]+$/,
    trigger,
  }));
}

function sidecars({ annotations }: PodSpecView): readonly InjectedPart[] {
  const common = { role: 'sidecar', function: 'other', lifecycle: 'app', ports: [] } as const;
  const go = annotations.get(`${INSTRUMENTATION}go`);
  const collector = annotations.get(SIDECAR);
  const goAgent = {
    name: 'opentelemetry-auto-instrumentation',
    purpose: 'agent-beside',
    image: /(?:^|\/)autoinstrumentation-go$/,
  } as const;
  const container = {
    name: 'otc-container',
    purpose: 'collector',
    image: /(?:^|\/)opentelemetry-collector(?:-[a-z0-9-]+)?$/,
  } as const;
  return [
    ...(asks(go) && annotations.has(GO_TARGET) ? [{ ...common, ...goAgent, trigger: go }] : []),
    ...(asks(collector) ? [{ ...common, ...container, trigger: collector }] : []),
  ];
}

/** `true`, or the name of the resource that says how; `false` refuses. */
function asks(entry: MetadataEntry | undefined): entry is MetadataEntry {
  return (
    entry !== undefined &&
    /^[\w./-]+$/.test(entry.value) &&
    !/^false$/i.test(entry.value) &&
    !isPlaceholder(entry.value)
  );
}
