import type { Located } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import { programOf } from './program.js';

/** A signal that a container's script sends to a process. */
export interface SentSignal {
  /** Name of the process, where the script gives it: `nginx` of `pkill -HUP nginx`. */
  readonly process: string | undefined;
  readonly origin: Located<string>;
}

const SENDERS = new Set(['kill', 'pkill', 'killall']);

/** The signals that a container's commands send; those to the shell's own children are left out. */
export function signalsOf(container: ContainerView): SentSignal[] {
  const { commands } = programOf(container);
  return commands.flatMap(({ program, words, origin }) => {
    if (!SENDERS.has(program)) return [];
    const operands = words.filter((word) => !word.startsWith('-') && !/^[A-Z]+$/.test(word));
    const target = operands.join(' ');
    if (program === 'kill' && /^(?:\$!|%|\$\$|\$\w*PID\w*$|\$\{?\w+\}?$)/.test(target)) return [];
    const process = program === 'kill' ? /(?:pidof|pgrep)\s+(?:-\S+\s+)*([\w.-]+)/.exec(target)?.[1] : operands.at(-1);
    return [{ process, origin }];
  });
}
