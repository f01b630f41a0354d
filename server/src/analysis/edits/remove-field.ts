import { removeEntry } from '../../syntax/edit.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { Fix } from '../rules/rule.js';
import { type FixOwner, type FixWords, makeFix } from './make-fix.js';

/**
 * A list of one fix that removes a field with the comments right above it, or of none where the map itself has no such
 * field or no other one. The name of the field becomes the `{field}` of the message.
 */
export function removeField<Id extends string>(
  owner: FixOwner,
  map: YamlMap,
  field: string,
  { id, ...words }: Omit<FixWords<Id>, 'message'> & { readonly id: Id },
): Fix<Id>[] {
  const pair = map.pairs.findLast(({ key }) => key === field);
  return makeFix(owner, { ...words, message: { id, args: { field } } }, [
    pair && removeEntry(owner.manifest.document, map, pair),
  ]);
}
