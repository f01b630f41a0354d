import type { Severity } from '../analysis/rules/rule.js';

/** Puts text in a colour or weight; without colours it stays as it is. */
export interface Colors {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: Severity, text: string): string;
}

const SEVERITY_CODES: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36, hint: 2 };

export function colors(enabled: boolean): Colors {
  const paint = (code: number, text: string) => (enabled ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    bold: (text) => paint(1, text),
    dim: (text) => paint(2, text),
    severity: (severity, text) => paint(SEVERITY_CODES[severity], text),
  };
}
