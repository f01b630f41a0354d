import { FUNCTION_NEEDS, LIFECYCLE_NEEDS, NEEDS, ROLE_NEEDS } from '../analysis/contracts/contracts.js';
import type { Need } from '../analysis/contracts/need.js';
import type { Lifecycle } from '../analysis/model/model.js';
import { FUNCTIONS } from '../analysis/roles/functions.js';
import { CONTAINER_FUNCTIONS, type ContainerFunction, ROLES } from '../analysis/roles/role.js';
import { functionWord } from './role-label.js';

/** When a container runs, as people call it. */
const LIFECYCLES: Readonly<Record<Lifecycle, string>> = {
  app: 'entry of `containers`',
  sidecar: 'native sidecar',
  init: 'plain init container',
  ephemeral: 'ephemeral container',
};

/** The manual of what patterns need, as Markdown: by role, function and lifecycle, then every need. */
export function patternsPage(): string {
  const sections = [
    '# What patterns need',
    'A pattern works only where its containers are connected and bounded in the right way: a log shipper needs the files, an ambassador somebody who dials it. What a container needs is its **contract**: what its function asks, then its role, then when it runs.',
    'The hover on a container shows the contract as a checklist. A need is **met** (✓), **missing** (✗), or **not shown** (?) where it may well be there without the manifest saying so; one that does not matter for a container is left out. Some needs are reported by a rule, by the very same check, so that checklist and findings agree; a finding that is turned off is not called missing either. The other needs are only worth knowing.',
    '## By role',
    table(
      ['Role', 'Needs'],
      ROLES.map((role) => [role, links(ROLE_NEEDS[role])]),
    ),
    '## By function',
    table(
      ['Function', 'Roles', 'Needs'],
      CONTAINER_FUNCTIONS.map((each) => [functionWord(each), rolesWith(each), links(FUNCTION_NEEDS[each])]),
    ),
    '## By lifecycle',
    table(
      ['Runs as', 'Needs'],
      Object.entries(LIFECYCLES).map(([lifecycle, name]) => [name, links(needsOfLifecycle(lifecycle))]),
    ),
    '## Needs',
    ...NEEDS.toSorted((a, b) => a.title.localeCompare(b.title, 'en')).flatMap(needSections),
    '<!-- Generated from server/src/analysis/contracts; UPDATE=1 npm run test:unit writes it. -->',
  ];
  return `${sections.join('\n\n')}\n`;
}

function needsOfLifecycle(lifecycle: string): readonly Need[] {
  return Object.entries(LIFECYCLE_NEEDS).find(([each]) => each === lifecycle)?.[1] ?? [];
}

function rolesWith(containerFunction: ContainerFunction): string {
  return ROLES.filter((role) => FUNCTIONS[role].includes(containerFunction)).join(', ');
}

function links(needs: readonly Need[]): string {
  return needs.map(({ title }) => `[${title}](#${anchorOf(title)})`).join(' · ') || '–';
}

/** As GitHub and VS Code make it from a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}

function needSections({ title, why, rule, messages }: Need): readonly string[] {
  const told = rule === undefined ? 'In the hover alone.' : `Reported by [${rule}](rules/${rule}.md).`;
  return [
    `### ${title}`,
    `${why} ${told}`,
    Object.values(messages)
      .map((message) => `- ${message}`)
      .join('\n'),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
