import type { Located } from '../../../syntax/span.js';
import type { ContainerView } from '../../model/model.js';
import type { PodFacts } from '../pod-facts.js';
import { defineEvidence } from '../role.js';

/** Longer texts are no program's configuration, and reading them takes time. */
const MAX_LENGTH = 50_000;
/** How Fluent Bit, Fluentd, Vector and Logstash are told to change what passes through them. */
const REWRITES =
  /^[ \t]*@type\s+(?:record_transformer|record_modifier)\b|^[ \t]*name\s+(?:lua|modify|record_modifier|nest)\s*$|^[ \t]*type\s*[:=]\s*["']?(?:remap|lua|log_to_metric)\b|^[ \t]*(?:mutate|grok|ruby)\s*\{/im;

export const rewritesRecords = defineEvidence({
  id: 'rewrites-records',
  meta: {
    title: 'Its configuration changes records',
    why: `
A log agent that only ships lines is a sidecar. Where its configuration renames, adds or reshapes fields on the way, there is
something of an adapter in it: it brings the output of the application into the form that the world outside expects.`,
    messages: { rewrites: "its configuration '{file}' changes what passes through" },
    weights: { rewrites: { adapter: 1 } },
  },
  *collect(pod) {
    if (pod.running.length < 2 || pod.configMaps.length === 0) return;
    for (const container of pod.running) {
      const found = rewritingFile(pod, container);
      if (!found) continue;
      const message = { id: 'rewrites', args: { file: found.value } } as const;
      yield { container, span: found.span, message, functions: { 'format-converter': 0.5 } };
    }
  },
});

/** The file's name, at the place where the container mounts it. */
function rewritingFile({ spec, configMaps }: PodFacts, { mounts }: ContainerView): Located<string> | undefined {
  for (const { name, subPath } of mounts) {
    const shown = spec.volumes.find((volume) => volume.name.value === name.value)?.configMaps ?? [];
    for (const { manifest, data } of configMaps) {
      if (!shown.some(({ value }) => value === manifest.name?.value)) continue;
      for (const [file, { value }] of data) {
        if (subPath && subPath.value !== file) continue;
        if (value.length <= MAX_LENGTH && REWRITES.test(value)) return { value: file, span: name.span };
      }
    }
  }
  return undefined;
}
