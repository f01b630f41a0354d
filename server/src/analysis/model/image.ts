import type { Located } from '../../syntax/span.js';
import type { ImageView } from './model.js';

/**
 * Splits an image reference as the distribution reference grammar does: the first path component is a registry when it
 * holds a dot or a colon or is `localhost`. Anything is accepted; what is not there is undefined. A template's action and
 * a variable are taken whole, whatever stands in them.
 */
export function readImage(reference: Located<string>): ImageView {
  const [named, digest] = splitOnce(reference.value.trim(), '@');
  const [path, tag] = splitOnce(named, ':', masked(named).lastIndexOf('/') + 1);
  const [first, rest] = splitOnce(path, '/');
  const hasRegistry = rest !== undefined && (/[.:]/.test(first) || first === 'localhost');
  return {
    ...reference,
    registry: hasRegistry ? first : undefined,
    repository: hasRegistry ? rest : path,
    tag,
    digest,
  };
}

/** Registry and repository, where Docker Hub has one name: `docker.io/grafana/promtail`. */
export function fullRepository({ registry = 'docker.io', repository }: ImageView): string {
  const host = /^(?:index|registry-1)\.docker\.io$/.test(registry) ? 'docker.io' : registry;
  return `${host}/${repository}`;
}

const INSERTED = /\{\{[^{}]*\}\}|\$\{[^{}]*\}/g;

/** A text of the same length without the separators of what is put in later. */
function masked(text: string): string {
  return text.includes('{') ? text.replace(INSERTED, ({ length }) => '_'.repeat(length)) : text;
}

function splitOnce(text: string, separator: string, from = 0): [string, string | undefined] {
  const at = masked(text).indexOf(separator, from);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
