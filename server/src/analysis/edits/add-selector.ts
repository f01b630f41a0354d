import { insertEntryBefore, setIn } from '../../syntax/edit.js';
import type { TextEdit } from '../../syntax/span.js';
import { templateLabels } from '../conditions/label-selector.js';
import type { Template } from '../conditions/workload-object.js';
import type { Manifest } from '../model/model.js';
import { isPlaceholder } from '../model/placeholder.js';

/**
 * Fills or makes `selector.matchLabels` of a workload with the labels of its template; undefined where the template has
 * none that are known.
 */
export function addSelector(manifest: Manifest, { node, owner }: Template): TextEdit | undefined {
  const { document } = manifest;
  const known = [...(templateLabels(manifest, node) ?? [])].filter(([, { value }]) => !isPlaceholder(value));
  if (known.length === 0) return undefined;
  const labels = Object.fromEntries(known.map(([key, { value }]) => [key, value]));
  const given = owner.pairs.some(({ key }) => key === 'selector');
  return given
    ? setIn(document, owner, ['selector', 'matchLabels'], labels)
    : insertEntryBefore(document, owner, 'template', 'selector', { matchLabels: labels });
}
