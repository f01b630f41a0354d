/*
 * What the API server takes for a name. Source: apimachinery, util/validation.
 */

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const NAME_PART = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

const MAX_LABEL = 63;
const MAX_SUBDOMAIN = 253;
const MAX_PORT_NAME = 15;

/** A label of RFC 1123: at most 63 of `a-z`, `0-9` and inner `-`. Containers, volumes, ports of Services. */
export function isLabelName(text: string): boolean {
  return text.length <= MAX_LABEL && LABEL.test(text);
}

/** A subdomain of RFC 1123: labels with dots between them, at most 253 characters. Most objects. */
export function isSubdomain(text: string): boolean {
  return text.length <= MAX_SUBDOMAIN && SUBDOMAIN.test(text);
}

/** A qualified name: an optional subdomain and `/`, then at most 63 characters. Keys of labels, extended resources. */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  if (slash >= 0 && !isSubdomain(text.slice(0, slash))) return false;
  return name.length <= MAX_LABEL && NAME_PART.test(name);
}

/** The value of a label: empty, or at most 63 characters. */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= MAX_LABEL && NAME_PART.test(text));
}

/** The name of a port (IANA service name): at most 15 of `a-z`, `0-9` and single inner `-`, a letter among them. */
export function isPortName(text: string): boolean {
  return text.length <= MAX_PORT_NAME && LABEL.test(text) && /[a-z]/.test(text) && !text.includes('--');
}

/** The nearest label of RFC 1123: lower case, hyphens instead of all else. Undefined where that is none either. */
export function nearestLabel(text: string): string | undefined {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return isLabelName(label) && label !== text ? label : undefined;
}

/** The nearest subdomain: as `nearestLabel`, with dots kept. */
export function nearestSubdomain(text: string): string | undefined {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .replace(/-*\.[-.]*/g, '.');
  return isSubdomain(name) && name !== text ? name : undefined;
}

/** The nearest name of a port: as `nearestLabel`, cut after a whole word where it is too long. */
export function nearestPortName(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let name = (words[0] ?? '').slice(0, MAX_PORT_NAME);
  for (const word of words.slice(1)) {
    if (`${name}-${word}`.length > MAX_PORT_NAME) break;
    name = `${name}-${word}`;
  }
  return isPortName(name) && name !== text ? name : undefined;
}
