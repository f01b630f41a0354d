import type { YamlDocument } from '../../syntax/nodes.js';
import { isJson } from '../../syntax/write.js';

/**
 * How permissions are written whose digits were meant as octal, as `755`, `0755` and `0o755` are: `0755`, or the decimal
 * number in JSON, which has no octal ones. Undefined for any other text.
 */
export function permissionsOf(document: YamlDocument, source: string): string | undefined {
  const digits = /^(?:0o?)?([1-7][0-7]{2})$/.exec(source)?.[1];
  if (digits === undefined) return undefined;
  return isJson(document) ? String(Number.parseInt(digits, 8)) : `0${digits}`;
}
