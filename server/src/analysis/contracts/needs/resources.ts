import { defineNeed, met, missing } from '../need.js';
import { hasResources, unreserved } from '../unbounded.js';

export const resources = defineNeed({
  id: 'resources',
  title: 'Requests or limits',
  why: 'A request reserves room on a node, a limit bounds what a container may take. A container with neither decides the quality of service of the whole Pod.',
  rule: 'missing-resources',
  messages: {
    met: 'has requests or limits',
    missing: 'requests and limits: nothing is reserved for it and nothing bounds it',
    beside: 'requests and limits: if it leaks, it can take the memory of {main}',
  },
  assess(pod, container) {
    const reason = unreserved(pod, container);
    if (reason) {
      const { main } = reason;
      return [
        main ? missing('beside', { main: main.label }, container.anchor) : missing('missing', {}, container.anchor),
      ];
    }
    // What there is of them, a memory limit tells better.
    const { resources: given } = container;
    return given && hasResources(container) && !given.limits.has('memory') ? [met('met', {}, given.keySpan)] : [];
  },
});
