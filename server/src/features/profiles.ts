import type { Rule, Severity } from '../analysis/rules/rule.js';

/** How much is reported unless rules are set one by one. */
export const PROFILES = ['recommended', 'strict', 'quiet'] as const;

export type Profile = (typeof PROFILES)[number];

/** One step up, but never to an error: that word is kept for what cannot work. */
const STRICTER: Readonly<Record<Severity, Severity>> = {
  error: 'error',
  warning: 'warning',
  information: 'warning',
  hint: 'information',
};

/**
 * How severe a profile takes a finding of `severity`. `recommended` leaves it as it is, without the rules that are off by
 * default; `strict` has these as well and takes information for warnings and hints for information; `quiet` shows errors
 * and warnings only.
 */
export function profileSeverity(profile: Profile, { meta }: Rule, severity: Severity): Severity | 'off' {
  if (profile === 'strict') return STRICTER[severity];
  if (meta.enabled === false) return 'off';
  return profile === 'quiet' && severity !== 'error' && severity !== 'warning' ? 'off' : severity;
}
