import type { ContainerView } from '../../model/model.js';
import { defineEvidence } from '../role.js';

export const memoryShare = defineEvidence({
  id: 'memory-share',
  meta: {
    title: 'Memory compared with its siblings',
    why: `
Helpers are small. A container that asks for four times the memory of any other one does the work; one that asks for a
quarter of the largest is likely to help.`,
    messages: {
      largest: 'asks for at least four times the memory of every other container',
      small: "asks for a quarter of the memory of '{largest}' or less",
    },
    weights: { largest: { main: 0.6 }, small: { main: -0.4, sidecar: 0.2 } },
  },
  *collect(pod) {
    const asking = pod.running.flatMap((container) => {
      const quantity = memoryOf(container);
      return quantity?.amount ? [{ container, span: quantity.span, amount: quantity.amount }] : [];
    });
    const [largest, second] = asking.toSorted((one, other) => other.amount - one.amount);
    if (!largest || !second) return;
    if (largest.amount >= 4 * second.amount) {
      yield { container: largest.container, span: largest.span, message: { id: 'largest', args: {} } };
    }
    for (const { container, span, amount } of asking) {
      if (amount > largest.amount / 4) continue;
      yield { container, span, message: { id: 'small', args: { largest: largest.container.label } } };
    }
  },
});

function memoryOf({ resources }: ContainerView) {
  return resources?.requests.get('memory') ?? resources?.limits.get('memory');
}
