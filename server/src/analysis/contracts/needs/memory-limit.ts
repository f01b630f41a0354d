import { defineNeed, met, missing } from '../need.js';
import { unlimitedMemory } from '../unbounded.js';

export const memoryLimit = defineNeed({
  id: 'memory-limit',
  title: 'A memory limit',
  why: 'Memory cannot be taken back: without a limit a helper that leaks takes the memory of the main container. Asked of containers that set other resources.',
  rule: 'missing-memory-limit',
  messages: {
    met: 'has a memory limit of {amount}',
    missing: 'a memory limit: if it leaks, the node ends something else',
    beside: 'a memory limit: if it leaks, it can take the memory of {main}',
  },
  assess(pod, container) {
    const reason = unlimitedMemory(pod, container);
    if (reason) {
      const { main, place } = reason;
      return [main ? missing('beside', { main: main.label }, place) : missing('missing', {}, place)];
    }
    const limit = container.resources?.limits.get('memory');
    return limit?.nanos === undefined ? [] : [met('met', { amount: limit.value }, limit.span)];
  },
});
