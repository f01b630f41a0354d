import type { ScalarValue } from './nodes.js';

/** The value of a plain scalar as kubectl reads it. */
export function resolveScalar(source: string): ScalarValue {
  if (/^(?:~|null|Null|NULL|)$/.test(source)) return null;
  if (/^(?:true|yes|on|y)$/i.test(source)) return true;
  if (/^(?:false|no|off|n)$/i.test(source)) return false;
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(source)) return Number(source);
  return source;
}
