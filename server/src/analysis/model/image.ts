import type { Located } from '../../syntax/span.js';
import type { ImageView } from './model.js';

/**
 * Splits an image reference as the distribution reference grammar does: the first path component is a registry when it
 * holds a dot or a colon or is `localhost`. Anything is accepted; what is not there is undefined.
 */
export function readImage(reference: Located<string>): ImageView {
  const [named = '', digest] = splitOnce(reference.value.trim(), '@');
  const lastSlash = named.lastIndexOf('/');
  const colon = named.indexOf(':', lastSlash + 1);
  const path = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  const [first = '', rest] = splitOnce(path, '/');
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

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
