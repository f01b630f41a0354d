const MANUAL = 'https://pod-patterns.io/rules';

/** Where the page of a rule stands on the web: `https://pod-patterns.io/rules/<id>`. */
export function ruleUrl(id: string): string {
  return `${MANUAL}/${id}`;
}
