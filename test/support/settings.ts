import { rules } from '../../server/src/analysis/rules/index.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/features/settings.js';

/** The default settings, with the rule `about` on, even where it is off by default. */
export function settingsAbout(
  about: string | undefined,
  kubernetesVersion = DEFAULT_SETTINGS.kubernetesVersion,
  nodeCapacity = DEFAULT_SETTINGS.nodeCapacity,
): Settings {
  const off = rules.find(({ id, meta }) => id === about && meta.enabled === false);
  return { ...DEFAULT_SETTINGS, kubernetesVersion, nodeCapacity, rules: off ? { [off.id]: off.meta.severity } : {} };
}
