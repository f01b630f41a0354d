import { defineNeed, REPORTED } from '../need.js';
import { unlimitedMemory } from '../unbounded.js';

/** A container that leaks does not take the memory of the others. */
export const memoryLimit = defineNeed({
  id: 'memory-limit',
  rule: 'missing-memory-limit',
  messages: { met: 'has a memory limit of {amount}' },
  assess(pod, container) {
    if (unlimitedMemory(pod, container)) return REPORTED;
    const limit = container.resources?.limits.get('memory');
    if (limit?.nanos === undefined) return [];
    return [{ state: 'met', span: limit.span, message: { id: 'met', args: { amount: limit.value } } }];
  },
});
