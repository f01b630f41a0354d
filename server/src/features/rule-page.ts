import { ROLES, type Role } from '../analysis/roles/role.js';
import { ruleGroups, rules } from '../analysis/rules/index.js';
import { type Example, isFixable, type KubernetesRange, type Rule } from '../analysis/rules/rule.js';
import { translationOf } from './l10n/translations.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';
import { ruleDocs, ruleTitle } from './rule-text.js';
import { severityWord } from './severity-word.js';

const PAGE = {
  id: 'rule-page',
  messages: {
    severity: '{severity} by default',
    fixable: 'with a quick fix',
    notFixable: 'without a quick fix',
    since: 'since {version}',
    from: 'Kubernetes from {from}',
    before: 'Kubernetes before {before}',
    between: 'Kubernetes from {from} before {before}',
    reported: 'Reported',
    notReported: 'Not reported',
    fixed: 'After the quick fix:',
    turnOff: 'Turn it off',
    reason: 'the reason',
    readMore: 'Read more',
  },
};

/** The table of this file, for tests of translations. */
export const rulePageMessages: MessageOwner = PAGE;

/** One of the page's own words, in the reader's language. */
type PageText = (id: keyof typeof PAGE.messages, args?: Readonly<Record<string, string>>) => string;

/** The page of a rule in the manual. Markers stay in: a caret line shows what the editor underlines. */
export function rulePage(rule: Rule, translation?: Translation): string {
  const { id, meta } = rule;
  const text = pageText(translation);
  const sections = [
    `# ${ruleTitle(rule, translation)}`,
    summary(rule, severityWord(meta.severity, translation), text),
    paragraphs(ruleDocs(rule, translation)),
    ...examples(text('reported'), meta.examples.bad, text),
    ...examples(text('notReported'), meta.examples.good, text),
    `## ${text('turnOff')}`,
    suppression(id, text),
    `## ${text('readMore')}`,
    meta.references.map((url) => `- <${url}>`).join('\n'),
    generatedFrom(`server/src/analysis/rules/*/${id}.ts`),
  ];
  return `${sections.join('\n\n')}\n`;
}

function pageText(translation?: Translation): PageText {
  return (id, args = {}) => textOf(PAGE, { id, args }, translation);
}

function summary(rule: Rule, severity: string, text: PageText): string {
  const { since, kubernetes } = rule.meta;
  const facts = [
    `\`${rule.id}\``,
    text('severity', { severity }),
    text(isFixable(rule) ? 'fixable' : 'notFixable'),
    text('since', { version: since }),
    ...versions(kubernetes, text),
  ];
  return facts.join(' · ');
}

/** Languages that the pages are written in. */
export const LANGUAGES = ['en', 'ko'] as const;

/** The page of every rule by its id, in one language. */
export function rulePages(language: (typeof LANGUAGES)[number]): Readonly<Record<string, string>> {
  const translation = translationOf(language);
  return Object.fromEntries(rules.map((rule) => [rule.id, rulePage(rule, translation)]));
}

/** The first page of the rules' manual: by what they are about, then by pattern. */
export function rulesIndex(): string {
  const link = (id: string) => `${id}.md`;
  const sections = [
    '# Rules',
    'An **error** is rejected by the API server or cannot work. A **warning** will hurt. **Information** is what the pattern still lacks, and a **hint** is worth a look.',
    'Severities are set per rule, profile, path, container and role: see [configuration.md](../configuration.md). Directives in a file turn off single findings:',
    suppression('volume-not-shared', pageText()),
    ...ruleGroups
      .filter((group) => group.rules.length > 0)
      .flatMap((group) => [`## ${group.title}`, table(group.rules, link)]),
    '## By pattern',
    'What each pattern needs to work, and what makes it fail:',
    ROLES.map((role) => `- **${role}**: ${links(aboutPattern(role), link)}`).join('\n'),
    generatedFrom('server/src/analysis/rules'),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** How many rules there are about what, for the README, whose links are relative to the project's root. */
export function rulesTable(): string {
  const rows = ruleGroups
    .filter((group) => group.rules.length > 0)
    .map(
      (group) =>
        `| [${group.title}](docs/rules/README.md#${anchorOf(group.title)}) | ${group.rules.length} | ${group.rules.filter(isFixable).length} |`,
    );
  return [
    '| Subject | Rules | with a quick fix |',
    '|---|---:|---:|',
    ...rows,
    `| **together** | **${rules.length}** | **${rules.filter(isFixable).length}** |`,
  ].join('\n');
}

function aboutPattern(role: Role): readonly Rule[] {
  return rules.filter(({ meta }) => meta.patterns?.includes(role));
}

function links(listed: readonly Rule[], link: (id: string) => string): string {
  return listed.map(({ id }) => `[${id}](${link(id)})`).join(', ');
}

/** As Markdown readers make anchors of headings. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}

function table(listed: readonly Rule[], link: (id: string) => string): string {
  const rows = listed.map(
    (rule) =>
      `| [${rule.id}](${link(rule.id)}) | ${rule.meta.title} | ${rule.meta.enabled === false ? 'off' : rule.meta.severity} | ${isFixable(rule) ? 'yes' : ''} |`,
  );
  return ['| Rule | What it finds | Severity | Quick fix |', '|---|---|---|---|', ...rows].join('\n');
}

function examples(title: string, list: readonly Example[], text: PageText): string[] {
  if (list.length === 0) return [];
  const repaired = (fixed: string | undefined) => (fixed === undefined ? [] : [text('fixed'), yamlBlock(fixed)]);
  return [`## ${title}`, ...list.flatMap(({ yaml, fixed }) => [yamlBlock(yaml), ...repaired(fixed)])];
}

function yamlBlock(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trim()}\n\`\`\``;
}

function suppression(id: string, text: PageText): string {
  return yamlBlock(`# pod-patterns-disable-next-line ${id} -- ${text('reason')}
# pod-patterns-disable-line ${id}
# pod-patterns-disable-file ${id} container=web`);
}

function versions(range: KubernetesRange | undefined, text: PageText): string[] {
  const { from, before } = range ?? {};
  if (from !== undefined && before !== undefined) return [text('between', { from, before })];
  if (from !== undefined) return [text('from', { from })];
  return before === undefined ? [] : [text('before', { before })];
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
