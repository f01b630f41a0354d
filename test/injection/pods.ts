import assert from 'node:assert/strict';
import type { InjectedContainer } from '../../server/src/analysis/injection/injector.js';
import type { Pod } from '../../server/src/analysis/pod.js';
import { analyzeSource } from '../../server/src/features/analyzed-source.js';
import { openSource } from '../../server/src/syntax/source.js';

/** What stands around the pod's container. Every value is YAML. */
export interface PodText {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** More fields of the spec, each a line. */
  readonly spec?: readonly string[];
  /** Names of containers beside `web`. */
  readonly containers?: readonly string[];
}

/** A Pod with one container `web`, and what is asked for. */
export function podText({ labels = {}, annotations = {}, spec = [], containers = [] }: PodText): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    '  name: web',
    ...block('labels', labels),
    ...block('annotations', annotations),
    'spec:',
    ...spec.map((line) => `  ${line}`),
    '  containers:',
    ...['web', ...containers].flatMap((name) => [`  - name: ${name}`, '    image: registry.example/web:1.4']),
    '',
  ].join('\n');
}

/** The only pod of a text. */
export function podIn(text: string): Pod {
  const [pod, ...others] = analyzeSource(openSource('file:///pod.yaml', 0, text)).flatMap(
    ({ analysis }) => analysis.pods,
  );
  assert.ok(pod && others.length === 0, text);
  return pod;
}

/** What will be added to such a Pod. */
export function injectedInto(pod: PodText): readonly InjectedContainer[] {
  return podIn(podText(pod)).injected;
}

function block(key: string, entries: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(entries).map(([name, value]) => `    ${name}: ${value}`);
  return lines.length > 0 ? [`  ${key}:`, ...lines] : [];
}
