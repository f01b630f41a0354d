import type { Severity } from '../analysis/rules/rule.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';

const SEVERITY = {
  id: 'severity',
  messages: {
    error: 'error',
    warning: 'warning',
    information: 'information',
    hint: 'hint',
  } satisfies Record<Severity, string>,
};

/** The table of this file, for tests of translations. */
export const severityMessages: MessageOwner = SEVERITY;

/** How severe a finding is, as a word in running text; settings and reports for programs keep the English one. */
export function severityWord(severity: Severity, translation?: Translation): string {
  return textOf(SEVERITY, { id: severity, args: {} }, translation);
}
