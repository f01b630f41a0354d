const MANUAL = 'https://pod-patterns.io';

/** The page about settings, configuration files and directives. */
export const CONFIGURATION_URL = `${MANUAL}/configuration`;

/** Where the page of a rule stands on the web: `https://pod-patterns.io/rules/<id>`. */
export function ruleUrl(id: string): string {
  return `${MANUAL}/rules/${id}`;
}
