import { defineEvidence } from '../role.js';

export const initContainer = defineEvidence({
  id: 'init-container',
  meta: {
    title: 'Listed under initContainers',
    why: `
A container under \`initContainers\` has to end before the containers of the pod start, unless its restartPolicy is
\`Always\`. Nothing else can have this role, and it can have no other.`,
    messages: { runsFirst: 'runs to completion before the containers start' },
    weights: { runsFirst: { init: 8 } },
  },
  *collect(pod) {
    for (const container of pod.spec.containers) {
      if (container.lifecycle !== 'init') continue;
      yield { container, span: container.anchor, message: { id: 'runsFirst', args: {} } };
    }
  },
});
