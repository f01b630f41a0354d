import type { Finding, Severity } from '../analysis/rules/rule.js';
import type { Override } from './configuration.js';
import { fitsGlob } from './glob.js';
import { profileSeverity } from './profiles.js';
import type { Settings } from './settings.js';

/** How severe a finding is for its file: the last override that holds, else what is set for its rule, else the profile. */
export function severityOf(
  finding: Finding,
  { overrides, rules, profile, kubernetesVersion }: Settings,
): Severity | 'off' {
  const { rule } = finding;
  const override = overrides.findLast((each) => each.rules[rule.id] !== undefined && holdsFor(each, finding));
  const set = override?.rules[rule.id] ?? rules[rule.id];
  const atLatest = kubernetesVersion === 'latest' ? finding.severityAtLatest : undefined;
  return set ?? profileSeverity(profile, rule, atLatest ?? finding.severity ?? rule.meta.severity);
}

/** A finding about no container meets no condition on containers. */
function holdsFor({ containers, roles }: Omit<Override, 'files'>, { container, pod }: Finding): boolean {
  const name = container?.name?.value;
  if (containers && (name === undefined || !containers.some((glob) => fitsGlob(glob, name)))) return false;
  if (!roles) return true;
  const judged = container && pod?.spec.containers.includes(container) ? pod.verdictOf(container).role : undefined;
  return judged !== undefined && roles.includes(judged);
}
