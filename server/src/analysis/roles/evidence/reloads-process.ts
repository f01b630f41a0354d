import { programOf } from '../../commands/program.js';
import { signalsOf } from '../../commands/signals.js';
import { defineEvidence } from '../role.js';

const RELOAD_FLAG = /^--?(?:reload-url|webhook-url|webhook-method|reload-cmd|on-change)(?:=|$)/;
const RELOAD_TEXT = /\/-\/reload|nginx -s reload/;

export const reloadsProcess = defineEvidence({
  id: 'reloads-process',
  meta: {
    title: 'Reloads another process',
    why: `
A container that calls a reload address, or sends a signal to a process of another container, watches configuration on
behalf of that process.`,
    messages: {
      calls: 'calls the reload address of another process',
      signals: 'sends a signal to a process of another container',
    },
    weights: { calls: { main: -1, sidecar: 2 }, signals: { main: -1, sidecar: 2 } },
  },
  *collect(pod) {
    if (pod.running.length < 2) return;
    for (const container of pod.running) {
      const calls = programOf(container).words.find(({ value }) => RELOAD_FLAG.test(value) || RELOAD_TEXT.test(value));
      const signal = calls ?? (pod.spec.shareProcessNamespace?.value ? signalsOf(container)[0]?.origin : undefined);
      if (!signal) continue;
      const id = calls ? 'calls' : 'signals';
      yield { container, span: signal.span, message: { id, args: {} }, functions: { 'config-reloader': 2 } };
    }
  },
});
