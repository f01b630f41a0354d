import { type OpenPort, openPortsOf } from '../commands/open-ports.js';
import { programOf } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';

/** Ports beside the one that a proxy or server is there for. */
const BESIDE = /metric|prom|health|admin|stat|debug|probe|http[-_]port/i;

/** The ports on which a container says that it takes its connections, each once; its product's where it says none. */
export function businessPorts(container: ContainerView): readonly OpenPort[] {
  const open = openPortsOf(container).filter(({ span }) => !BESIDE.test(wordsAt(container, span.start)));
  const flagged = open.filter(({ from }) => from === 'flag');
  const said = flagged.length > 0 ? flagged : open.filter(({ from }) => from === 'declared');
  return [...new Map((said.length > 0 ? said : open).map((each) => [each.port, each])).values()];
}

/** The flag with its value, or the name of the declared port, that stands at a place. */
function wordsAt(container: ContainerView, start: number): string {
  const { words } = programOf(container);
  const index = words.findIndex(({ span }) => span.start === start);
  if (index >= 0) {
    const [word = '', before = ''] = [words[index]?.value, words[index - 1]?.value];
    return word.startsWith('-') || before.includes('=') ? word.replace(/=.*/, '') : before;
  }
  const variable = container.env.find(({ value }) => value?.span.start === start);
  return variable?.name.value ?? container.ports.find(({ port }) => port.span.start === start)?.name?.value ?? '';
}
