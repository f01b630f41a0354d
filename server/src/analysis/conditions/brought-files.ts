import { productOf } from '../catalogue/catalogue.js';
import { type FileAccess, fileAccessesOf } from '../commands/file-access.js';
import { programOf, type SourcedCommand } from '../commands/program.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';
import type { ContainerFunction } from '../roles/role.js';

/** Functions whose point is the files that they leave behind. */
const LEAVES_FILES: ReadonlySet<ContainerFunction> = new Set(['fetch-assets', 'copy-binaries', 'generate-config']);
/** They make, change or show files, and use none that they have not been told; nothing of it leaves the container. */
const HARMLESS: ReadonlySet<string> = new Set(
  `cp mv mkdir rm touch ln install chmod chown tar unzip gunzip git curl wget ls find cat head echo printf tee sed awk
  grep cut tr sort envsubst cd pwd set export test [ [[ read sleep date true false : exit apk apt-get yum`.split(/\s+/),
);
/** They look at a file, which may be what it was fetched for. */
const SHOWING: ReadonlySet<string> = new Set(['cat', 'head', 'grep', 'cut', 'awk', 'sort']);
const GIT_SENDS = /^(?:push|commit|send-email)$/;
/** A request that sends something: what it answers is not what it is for. */
const CURL_SENDS = /^(?:-X(?:POST|PUT|PATCH|DELETE)?|--request|-d|--data.*|-F|--form.*|-T|--upload-file|--post-.*)$/;

/**
 * The files that an init container leaves behind, where that is its function and no command of it can be what they are
 * for. Empty where one may be, where a script may do more than is seen, or where a path is not literal.
 */
export function broughtFiles({ verdictOf }: Pod, container: ContainerView): readonly FileAccess[] {
  if (container.lifecycle !== 'init') return [];
  const { function: purpose, certainty } = verdictOf(container);
  if (!LEAVES_FILES.has(purpose) || certainty === 'low') return [];
  const { commands } = programOf(container);
  const isKnown = LEAVES_FILES.has(productOf(container)?.function ?? 'other');
  if (!commands.every((command) => onlyMakesFiles(command) || (isKnown && command.program === ''))) return [];
  const written = fileAccessesOf(container).filter(({ access }) => access === 'write');
  const shown = commands.flatMap(({ program, words }) => (SHOWING.has(program) ? words : []));
  return written.some(({ path }) => path.includes('$') || shown.includes(path)) ? [] : written;
}

function onlyMakesFiles({ program, words, captured, condition }: SourcedCommand): boolean {
  if (!HARMLESS.has(program) || captured) return false;
  if (program === 'git') return !words.some((word) => GIT_SENDS.test(word));
  // In a condition, what counts is whether there is an answer.
  if (program === 'curl' || program === 'wget') return !condition && !words.some((word) => CURL_SENDS.test(word));
  return true;
}
