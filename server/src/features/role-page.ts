import { catalogueEntries } from '../analysis/catalogue/catalogue.js';
import { evidenceSources } from '../analysis/roles/evidence-sources.js';
import { FUNCTIONS_OF_ROLE } from '../analysis/roles/functions.js';
import { remainingMain } from '../analysis/roles/remaining-main.js';
import { type EvidenceSource, ROLES, type Role, type RoleWeights } from '../analysis/roles/role.js';
import { MAIN_PRIOR } from '../analysis/roles/scores.js';
import { HIGH_MARGIN, MEDIUM_MARGIN, TEMPERATURE } from '../analysis/roles/verdicts.js';

const DEFINITIONS: Readonly<Record<Role, string>> = {
  main: 'What the pod exists for. A pod may have several.',
  sidecar:
    'Extends or enhances the main container and works beside it: ships its logs, fetches its content, reloads its configuration, guards its door, joins it to a mesh.',
  ambassador:
    "Carries the main container's own connections to the outside. The main container talks to a simple service on localhost, and the ambassador knows where that service really is.",
  adapter:
    'Shows the main container to the outside in a standard form: metrics in the format of the monitoring system, logs in the format of the collector. Turning foreign input into the form that the main container reads is the same work in the other direction.',
  init: 'Runs to completion before the others start: waits, fetches, copies, migrates, sets up.',
};

/** `docs/roles.md`: what the roles are, how a verdict comes about, and every source of evidence with its weights. */
export function rolePage(): string {
  const sections = [
    '# Roles',
    'Every container of a pod gets one of five roles. Purpose decides, not mechanism: all helpers may be proxies, and the question is whom they serve.',
    rolesTable(),
    '## How a verdict comes about',
    verdictText(),
    '## Overrule it',
    overruleText(),
    '## The image catalogue',
    catalogueText(),
    '## Sources of evidence',
    'The weights are natural log-odds; a negative one speaks against the role. Where a row has no weights, the message speaks for a function only.',
    ...evidenceSources.map(sourceSection),
    sourceSection(remainingMain),
    '<!-- Generated from server/src/analysis/roles; UPDATE=1 npm run test:unit writes it. -->',
  ];
  return `${sections.join('\n\n')}\n`;
}

function rolesTable(): string {
  const rows = ROLES.map((role) => `| ${role} | ${DEFINITIONS[role]} | ${FUNCTIONS_OF_ROLE[role].join(', ')} |`);
  return ['| Role | Meaning | Functions |', '|---|---|---|', ...rows].join('\n');
}

function verdictText(): string {
  return `Each source below looks at the pod and says what it sees, with a weight for or against roles. The weights of a container
are summed up per role, and the highest sum wins. An entry of \`containers\` starts with ${MAIN_PRIOR} for main. The API rules
roles out: what has to end is \`init\`, and nothing else is. If no container is main by its own evidence, the one that looks
least like a helper is taken for it.

The confidence is the softmax of the sums, divided by ${TEMPERATURE} first. A lead of ${HIGH_MARGIN} or more over the next role is
high certainty, ${MEDIUM_MARGIN} or more is medium, and less is low, which is shown with a question mark. The lifecycle is a fact
and the role a judgment: an init container with \`restartPolicy: Always\` may well be an ambassador or an adapter.`;
}

function overruleText(): string {
  return `\`\`\`yaml
metadata:
  annotations:
    pod-patterns.io/role.cache: ambassador
spec:
  containers:
  - name: exporter # pod-patterns-role: adapter
    image: registry.example/exporter:1
\`\`\``;
}

function catalogueText(): string {
  return `${catalogueEntries().length} image repositories are known. They stand in \`server/src/analysis/catalogue\`, one per line
below the role and function that they have, followed by the ports on which they listen by default. The end of an image's
repository is compared, so registries, mirrors, tags and digests do not matter. An indented line names another role, which holds
where its regular expression is found in the command, the arguments or the environment:

\`\`\`text
[sidecar file-sync]
git-sync 2020 1234
  one-time => init fetch-assets
\`\`\``;
}

function sourceSection({ id, meta }: Pick<EvidenceSource, 'id' | 'meta'>): string {
  const rows = Object.entries(meta.messages).map(([message, template]) => {
    const weights: RoleWeights | undefined = meta.weights[message];
    return `| ${template} | ${id === remainingMain.id ? 'as much as it takes' : weightsText(weights ?? {})} |`;
  });
  return [
    `### ${meta.title}`,
    `\`${id}\``,
    meta.why.trim(),
    ['| It says | Weights |', '|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

function weightsText(weights: RoleWeights): string {
  return ROLES.flatMap((role) => {
    const weight = weights[role];
    return weight === undefined ? [] : [`${role} ${weight > 0 ? '+' : '−'}${Math.abs(weight)}`];
  }).join(', ');
}
