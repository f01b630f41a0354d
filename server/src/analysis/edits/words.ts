import { asScalar, seqOf } from '../../syntax/access.js';
import { commentsOf } from '../../syntax/comments.js';
import { removeItem } from '../../syntax/edit.js';
import type { Span, TextEdit } from '../../syntax/span.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/**
 * Removes an item of a container's `command` or `args`; undefined where it stands in neither, is the only one, or a comment
 * would go with it.
 */
export function removeWord({ manifest: { document } }: Pod, { node }: ContainerView, word: Span): TextEdit | undefined {
  for (const key of ['command', 'args']) {
    const list = seqOf(node, key);
    const index = list?.items.findIndex((item) => asScalar(item)?.span.start === word.start) ?? -1;
    if (!list || index < 0) continue;
    const edit = removeItem(document, list, index);
    const holdsComment = commentsOf(document).some(
      ({ span }) => edit && edit.span.start <= span.start && span.end <= edit.span.end,
    );
    return holdsComment ? undefined : edit;
  }
  return undefined;
}
