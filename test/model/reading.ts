import assert from 'node:assert/strict';
import { type Analysis, analyze } from '../../server/src/analysis/analyze.js';
import type { ContainerView, PodSpecView } from '../../server/src/analysis/model/model.js';
import { readPodSpecs } from '../../server/src/analysis/model/read.js';
import type { Pod } from '../../server/src/analysis/pod.js';
import { surroundingsOf } from '../../server/src/analysis/surroundings.js';
import type { YamlDocument } from '../../server/src/syntax/nodes.js';
import { openSource } from '../../server/src/syntax/source.js';

export function documentsIn(text: string): readonly YamlDocument[] {
  return openSource('file:///test.yaml', 0, text).parts.map(({ document }) => document);
}

export function podSpecsIn(text: string): readonly PodSpecView[] {
  return documentsIn(text).flatMap(readPodSpecs);
}

/** The only pod spec of a text. */
export function podSpecIn(text: string): PodSpecView {
  const [spec, ...others] = podSpecsIn(text);
  assert.ok(spec && others.length === 0, 'the text has one pod spec');
  return spec;
}

/** The container of that name in the only pod spec of a text. */
export function containerIn(text: string, name: string): ContainerView {
  const found = podSpecIn(text).containers.find((container) => container.label === name);
  assert.ok(found, `there is a container ${name}`);
  return found;
}

export function analysesOf(documents: readonly YamlDocument[]): readonly Analysis[] {
  const surroundings = surroundingsOf(documents);
  return documents.map((document) =>
    analyze(document, { surroundings, podsOf: () => ({ selected: [], others: [] }), partial: false }),
  );
}

/** The only pod of a text, among the Services and ConfigMaps of that text. */
export function podIn(text: string): Pod {
  const [pod, ...others] = analysesOf(documentsIn(text)).flatMap(({ pods }) => pods);
  assert.ok(pod && others.length === 0, 'the text has one pod');
  return pod;
}

/** A Pod manifest around the fields of its spec, which are indented by two blanks. */
export function podText(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n${spec.replace(/^\n/, '')}`;
}
