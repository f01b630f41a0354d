import { evidenceSources } from '../analysis/roles/evidence-sources.js';
import { remainingMain } from '../analysis/roles/remaining-main.js';
import { ROLES, type Role, type RoleWeights } from '../analysis/roles/role.js';
import { MAIN_PRIOR } from '../analysis/roles/scores.js';
import { HIGH_MARGIN, MEDIUM_MARGIN, TEMPERATURE } from '../analysis/roles/verdicts.js';

/** What each role is, by its purpose. */
const DEFINITIONS: Readonly<Record<Role, string>> = {
  main: 'What the Pod exists for. A Pod may have several.',
  sidecar:
    'Extends or enhances the main container: ships its logs, keeps its files or configuration up to date, checks who may call it. The proxy of a service mesh is a sidecar: it does more than connections.',
  ambassador: 'Takes charge of the connections of the main container to the world. The main container dials localhost.',
  adapter:
    'Gives the output of the main container a standard form for the outside, such as metrics; or brings foreign input into the form that the main container reads.',
  init: 'Prepares something and ends before the others start.',
};

/**
 * The manual of roles and evidence as Markdown.
 * `examples` holds a marked manifest for each source, by the source's id.
 */
export function rolesPage(examples: ReadonlyMap<string, string>): string {
  const sections = [
    '# Roles',
    'A **role** is our judgment of what a container is for. Its **lifecycle** (plain container, init container, native sidecar) is a fact of the API, and is told apart from the role: a native sidecar may well be an ambassador.',
    ['| Role | Purpose |', '|---|---|', ...ROLES.map((role) => `| ${role} | ${DEFINITIONS[role]} |`)].join('\n'),
    '## How a verdict is made',
    `Every source of evidence below looks for one thing in the manifest. What it sees speaks for or against roles, with a weight in natural log-odds. The weights are added up per role; an entry of \`containers\` starts with ${MAIN_PRIOR} for main, since most are.`,
    'A plain init container can only be init, and nothing else can be. If no container of a Pod comes out as main, the one that looks least like a helper is taken, and the verdict is shown as unsure.',
    `The confidence is the share of the role among all, after each sum was divided by ${TEMPERATURE} and exponentiated. A lead of ${HIGH_MARGIN} over the next role counts as sure, of ${MEDIUM_MARGIN} as likely; below that the role is shown with a question mark.`,
    'A verdict can be overruled: by the annotation `pod-patterns.io/role.<container>: <role>` or the comment `# pod-patterns-role: <role>`.',
    '## Evidence',
    ...[...evidenceSources, remainingMain].flatMap(({ id, meta }) => [
      `### ${meta.title}`,
      `\`${id}\` · ${meta.why.trim()}`,
      weightTable(meta.messages, meta.weights),
      exampleBlock(examples.get(id)),
    ]),
    '<!-- Generated from server/src/analysis/roles and test/roles/evidence; UPDATE=1 npm run test:unit writes it. -->',
  ];
  return `${sections.join('\n\n')}\n`;
}

function weightTable(
  messages: Readonly<Record<string, string>>,
  weights: Readonly<Record<string, RoleWeights>>,
): string {
  const roles = ROLES.filter((role) => Object.values(weights).some((each) => each[role] !== undefined));
  if (roles.length === 0)
    return Object.values(messages)
      .map((message) => `- ${message}`)
      .join('\n');
  const rows = Object.entries(messages).map(
    ([id, message]) => `| ${message} | ${roles.map((role) => signed(weights[id]?.[role])).join(' | ')} |`,
  );
  return [`| What is seen | ${roles.join(' | ')} |`, `|---|${roles.map(() => '---:').join('|')}|`, ...rows].join('\n');
}

function signed(weight: number | undefined): string {
  if (weight === undefined) return '';
  return weight < 0 ? `−${-weight}` : `+${weight}`;
}

function exampleBlock(yaml: string | undefined): string {
  return yaml === undefined ? '' : `\`\`\`yaml\n${yaml.trim()}\n\`\`\``;
}
