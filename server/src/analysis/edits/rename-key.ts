import type { YamlDocument, YamlPair } from '../../syntax/nodes.js';
import type { TextEdit } from '../../syntax/span.js';

/** Writes another name over a key, in the quotes that it has; undefined where an anchor or a tag is a part of it. */
export function renameKey({ text }: YamlDocument, { key, keySpan }: YamlPair, name: string): TextEdit | undefined {
  const written = text.slice(keySpan.start, keySpan.end);
  const quote = /^["']/.exec(written)?.[0] ?? '';
  if (key === undefined || written !== `${quote}${key}${quote}`) return undefined;
  return { span: keySpan, newText: `${quote}${name}${quote}` };
}
