import { rules } from '../analysis/rules/index.js';
import { type Example, isFixable, type KubernetesRange, type Rule } from '../analysis/rules/rule.js';

const MANUAL = 'https://pod-patterns.io/rules';

/** Where the page of a rule stands on the web: `https://pod-patterns.io/rules/<id>`. */
export function ruleUrl(id: string): string {
  return `${MANUAL}/${id}`;
}

/** The page of a rule in the manual. Markers stay in: a caret line shows what the editor underlines. */
export function rulePage(rule: Rule): string {
  const { id, meta } = rule;
  const sections = [
    `# ${meta.title}`,
    `\`${id}\` · ${meta.severity} by default · ${isFixable(rule) ? 'with a quick fix' : 'without a quick fix'} · since ${meta.since}${versions(meta.kubernetes)}`,
    paragraphs(meta.docs),
    ...examples('Reported', meta.examples.bad),
    ...examples('Not reported', meta.examples.good),
    '## Turn it off',
    suppression(id),
    '## Read more',
    meta.references.map((url) => `- <${url}>`).join('\n'),
    generatedFrom(`server/src/analysis/rules/${id}.ts`),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The first page of the rules' manual. */
export function rulesIndex(): string {
  const sections = [
    '# Rules',
    'An **error** is rejected by the API server or cannot work. A **warning** will hurt. **Information** is what the pattern still lacks, and a **hint** is worth a look.',
    table(rules, (id) => `${id}.md`),
    'Severities are set per rule in `podPatterns.rules`; `off` turns a rule off. Directives in a file turn off single findings:',
    suppression('volume-not-shared'),
    generatedFrom('server/src/analysis/rules'),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The rules as a Markdown table for the README, whose links are relative to the project's root. */
export function rulesTable(): string {
  return table(rules, (id) => `docs/rules/${id}.md`);
}

function table(listed: readonly Rule[], link: (id: string) => string): string {
  const rows = listed.map(
    (rule) =>
      `| [${rule.id}](${link(rule.id)}) | ${rule.meta.title} | ${rule.meta.severity} | ${isFixable(rule) ? 'yes' : ''} |`,
  );
  return ['| Rule | What it finds | Severity | Quick fix |', '|---|---|---|---|', ...rows].join('\n');
}

function examples(title: string, list: readonly Example[]): string[] {
  return list.length === 0
    ? []
    : [`## ${title}`, ...list.flatMap(({ yaml, fixed }) => [yamlBlock(yaml), ...after(fixed)])];
}

function after(fixed: string | undefined): string[] {
  return fixed === undefined ? [] : ['After the quick fix:', yamlBlock(fixed)];
}

function yamlBlock(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trim()}\n\`\`\``;
}

function suppression(id: string): string {
  return yamlBlock(`# pod-patterns-disable-next-line ${id} -- the reason
# pod-patterns-disable-line ${id}
# pod-patterns-disable-file ${id} container=web`);
}

function versions(range: KubernetesRange | undefined): string {
  const from = range?.from === undefined ? '' : ` from ${range.from}`;
  const before = range?.before === undefined ? '' : ` before ${range.before}`;
  return range ? ` · Kubernetes${from}${before}` : '';
}

/** Docs are indented in the sources. */
function paragraphs(docs: string): string {
  return docs
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

function generatedFrom(path: string): string {
  return `<!-- Generated from ${path}; UPDATE=1 npm run test:unit writes it. -->`;
}
