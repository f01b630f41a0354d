import type { Located } from '../../syntax/span.js';
import type { Fix } from '../rules/rule.js';
import { type FixOwner, type FixWords, makeFix } from './make-fix.js';
import { replaceAt } from './scalar.js';

/**
 * A list of one fix that writes another text over one, in its quotes, or of none where nobody knows which. The new text
 * becomes the `{nearest}` of the message.
 */
export function changeText<Id extends string>(
  owner: FixOwner,
  { span }: Pick<Located<string>, 'span'>,
  nearest: string | undefined,
  { id, ...words }: Omit<FixWords<Id>, 'message'> & { readonly id: Id },
): Fix<Id>[] {
  if (nearest === undefined) return [];
  return makeFix(owner, { ...words, message: { id, args: { nearest } } }, [
    replaceAt(owner.manifest.document, span, nearest),
  ]);
}

/**
 * The same for one of the few words that a field takes: what is none of them is wrong at every place that an alias
 * repeats it at, and a word that differs in upper and lower case alone is surely the one that is meant.
 */
export function changeWord<Id extends string>(
  owner: FixOwner,
  word: Located<string>,
  nearest: string | undefined,
  id: Id,
): Fix<Id>[] {
  const isSame = word.value.toLowerCase() === nearest?.toLowerCase();
  return changeText(owner, word, nearest, { id, applicability: isSame ? 'safe' : 'suggestion', evenIfShared: true });
}
