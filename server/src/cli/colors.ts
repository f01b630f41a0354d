import type { Role } from '../analysis/roles/role.js';
import type { Severity } from '../analysis/rules/rule.js';

/** Puts text in a colour or weight; without colours it stays as it is. */
export interface Colors {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: Severity, text: string): string;
  role(role: Role, text: string): string;
}

const SEVERITY_CODES: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36, hint: 2 };
/** The editor's colours of roles, as near as the sixteen of a terminal come; adapter is magenta, ambassador yellow. */
const ROLE_CODES: Readonly<Record<Role, number>> = { main: 34, sidecar: 32, ambassador: 33, adapter: 35, init: 36 };

export function colors(enabled: boolean): Colors {
  const paint = (code: number, text: string) => (enabled ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    bold: (text) => paint(1, text),
    dim: (text) => paint(2, text),
    severity: (severity, text) => paint(SEVERITY_CODES[severity], text),
    role: (role, text) => paint(ROLE_CODES[role], text),
  };
}
