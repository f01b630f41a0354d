import type { YamlContent, YamlDocument } from '../../syntax/nodes.js';
import { oncePer } from '../../syntax/once-per.js';

/** Every key in a document, at any depth: fields, and the names of labels and other entries. Cached by document. */
export const fieldNames = oncePer((document: YamlDocument): ReadonlySet<string> => {
  const names = new Set<string>();
  collect(document.root, names);
  return names;
});

/** What an alias stands for is a part of the document, and looked at there. */
function collect(content: YamlContent | undefined, names: Set<string>): void {
  if (content?.kind === 'map') {
    for (const { key, value } of content.pairs) {
      if (key !== undefined) names.add(key);
      if (value?.kind !== 'scalar') collect(value, names);
    }
  } else if (content?.kind === 'seq') {
    for (const item of content.items) if (item?.kind !== 'scalar') collect(item, names);
  }
}
