import { entryOf } from '../../syntax/access.js';
import { appendItem } from '../../syntax/edit.js';
import type { TextEdit } from '../../syntax/span.js';
import { programOf } from '../commands/program.js';
import { baseName } from '../commands/shell-commands.js';
import type { LoopbackListener } from '../conditions/loopback-listeners.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import { replaceAt } from './scalar.js';

/** Has a container listen on all addresses; undefined where that would do harm or its command line is a script. */
export function openListener(
  { manifest: { document } }: Pod,
  container: ContainerView,
  { word, remedy }: LoopbackListener,
): TextEdit | undefined {
  if (remedy === undefined) return undefined;
  if (word) return replaceAt(document, word.span, remedy);
  const isScript = programOf(container).words.some(({ value }) => /\s|^-\w*c$/.test(value) || isShell(value));
  const list = entryOf(container.node, container.args.length > 0 ? 'args' : 'command')?.value;
  return isScript || list?.kind !== 'seq' ? undefined : appendItem(document, list, remedy);
}

function isShell(word: string): boolean {
  return /^(?:ba|da|a|z|k)?sh$/.test(baseName(word));
}
