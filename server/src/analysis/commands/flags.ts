import { oncePer } from '../../syntax/once-per.js';
import type { Located } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import { itemOfWord, programOf } from './program.js';

/** A setting that a container is started with. */
export interface Flag {
  /** Lower case, without dashes before it: `http-address`. */
  readonly name: string;
  /** Empty for a flag without value; undefined where the value comes from elsewhere. */
  readonly value: string | undefined;
  /** The text that holds the value, with its place. */
  readonly word: Located<string>;
}

/** Variables that stand for flags of the same name: `OAUTH2_PROXY_HTTP_ADDRESS`, `CSQL_PROXY_HTTP_ADDRESS`. */
const FLAG_VARIABLE = /^(?:OAUTH2_PROXY|CSQL_PROXY|ALLOYDB_PROXY)_(\w+)$/;
const FLAG = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s;
/** A word behind a flag that may be its value: one without blanks that is no flag itself. */
const VALUE = /^[^-\s]\S*$/;

/** The flags of a container's programs in their order, and the variables that stand for some. Read once. */
export const flagsOf = oncePer((container: ContainerView): readonly Flag[] => [
  ...inArguments(container),
  ...inEnvironment(container),
]);

function* inArguments(container: ContainerView): Iterable<Flag> {
  const { words, commands } = programOf(container);
  for (const command of commands) {
    for (const [index, text] of command.words.entries()) {
      const [, name, inline] = FLAG.exec(text) ?? [];
      if (name === undefined) continue;
      const next = command.words[index + 1];
      const behind = inline === undefined && next !== undefined && VALUE.test(next) ? next : undefined;
      const word = itemOfWord(words, command, behind === undefined ? index : index + 1);
      yield { name: name.toLowerCase(), value: inline ?? behind ?? '', word };
    }
  }
}

function inEnvironment({ env }: ContainerView): Flag[] {
  return env.flatMap(({ name, value }) => {
    const [, flag] = FLAG_VARIABLE.exec(name.value) ?? [];
    if (flag === undefined) return [];
    return [{ name: flag.toLowerCase().replaceAll('_', '-'), value: value?.value, word: value ?? name }];
  });
}
