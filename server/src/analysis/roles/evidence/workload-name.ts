import type { Located } from '../../../syntax/span.js';
import { namesHelp, namesPattern } from '../names.js';
import type { PodFacts } from '../pod-facts.js';
import { defineEvidence } from '../role.js';

/** Labels whose value is the application's name. */
const NAME_LABELS = ['app', 'app.kubernetes.io/name', 'k8s-app', 'name'];

export const workloadName = defineEvidence({
  id: 'workload-name',
  meta: {
    title: 'Named after the workload',
    why: `
A workload is named after what it is for. Every second main container has the name of its workload or the beginning of it,
one helper in twenty has. Names that speak of help (\`ambassador\` in a pod \`ambassador-demo\`) do not count.`,
    messages: {
      same: "is named like the workload '{workload}'",
      stem: "is named like the beginning of the workload's name, '{workload}'",
    },
    weights: { same: { main: 2.2 }, stem: { main: 1.6 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    const workloads = workloadNames(pod);
    for (const container of pod.running) {
      if (!container.name || namesPattern(container.name.value)) continue;
      const name = plain(container.name.value);
      const same = workloads.find(({ value }) => plain(value) === name);
      const stem =
        same ?? (namesHelp(name) ? undefined : workloads.find(({ value }) => startsWithWords(plain(value), name)));
      if (!stem) continue;
      const message = { id: same ? 'same' : 'stem', args: { workload: stem.value } } as const;
      yield { container, span: container.name.span, message };
    }
  },
});

function workloadNames({ manifest, spec }: PodFacts): Located<string>[] {
  const labels = NAME_LABELS.map((label) => spec.labels.get(label));
  return [manifest.name, ...labels].filter((name) => name !== undefined);
}

/** Without what only says that it is a workload or a container. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_](?:deployment|deploy|pod|statefulset|daemonset|ds|job|container|ctr)$/, '');
}

function startsWithWords(longer: string, shorter: string): boolean {
  return shorter.length > 1 && (longer.startsWith(`${shorter}-`) || longer.endsWith(`-${shorter}`));
}
