import { rules } from '../analysis/rules/index.js';
import type { Severity } from '../analysis/rules/rule.js';
import type { Translation } from './messages.js';
import { profileSeverity } from './profiles.js';
import { ruleTitle } from './rule-text.js';
import { ruleUrl } from './rule-url.js';
import type { Settings } from './settings.js';

/** A rule as users meet it in a list. */
export interface ListedRule {
  readonly id: string;
  readonly title: string;
  /** As the settings have it; the rule's own where they switch it off. */
  readonly severity: Severity;
  readonly enabled: boolean;
  readonly since: string;
  readonly url: string;
}

/**
 * Every rule in the order of the manual, under the given settings, in the translation's language. Overrides count that
 * hold for whatever the finding is about.
 */
export function listRules(settings: Settings, translation?: Translation): readonly ListedRule[] {
  const general = settings.overrides.filter(({ containers, roles }) => !containers && !roles);
  return rules.map((rule) => {
    const override = general.findLast((each) => each.rules[rule.id] !== undefined);
    const set = override?.rules[rule.id] ?? settings.rules[rule.id];
    const chosen = set ?? profileSeverity(settings.profile, rule, rule.meta.severity);
    return {
      id: rule.id,
      title: ruleTitle(rule, translation),
      severity: chosen === 'off' ? rule.meta.severity : chosen,
      enabled: settings.enable && chosen !== 'off',
      since: rule.meta.since,
      url: ruleUrl(rule.id),
    };
  });
}
