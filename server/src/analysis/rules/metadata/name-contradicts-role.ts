import { productOf } from '../../catalogue/catalogue.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { remembered } from '../../remembered.js';
import { namelessVerdict } from '../../roles/counterfactual.js';
import { isOwnName } from '../../roles/nameless.js';
import type { Role } from '../../roles/role.js';
import { settledBy } from '../../roles/settled.js';
import { verdictOf } from '../../roles/verdicts.js';
import { defineRule } from '../rule.js';

export const nameContradictsRole = defineRule({
  id: 'name-contradicts-role',
  meta: {
    title: 'Name of another role',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['main', 'sidecar', 'ambassador', 'adapter'],
    docs: `
      The container is named after a role, and its image, ports, volumes and connections clearly speak for another one.
      Whoever reads the name expects something else: an \`adapter\` in the logs is looked at for its format, a \`main\` when
      the application fails.

      The role is judged without the name. \`sidecar\` is said of any helper and contradicts nothing but the main container;
      \`proxy\` may be any role but an adapter. Nothing is reported where the name is also that of the image or the
      workload, or where the role is declared. Who renames a container has to change annotations, \`kubectl\` calls and
      dashboards with it.`,
    references: [
      'https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/',
      'https://pod-patterns.io/roles',
    ],
    messages: {
      contradicts: "'{container}' says '{word}' in its name, but all else speaks for {role}",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - {name: DB_HOST, value: localhost}
    - {name: DB_PORT, value: "5432"}
  - name: adapter
#         ^^^^^^^ name-contradicts-role
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args: [--port=5432, "shop:europe-west1:orders"]
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    env:
    - {name: DB_HOST, value: localhost}
    - {name: DB_PORT, value: "5432"}
  - name: ambassador
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args: [--port=5432, "shop:europe-west1:orders"]
`,
        },
      ],
    },
  },

  *check(pod) {
    const running = runningContainers(pod.spec);
    if (running.length < 2 || !isWhole(pod)) return;
    for (const container of running) {
      const claim = claimOf(container, pod);
      if (!claim?.rulesOut.includes(likelyRole(pod, container) ?? claim.role)) continue;
      const { role, certainty } = namelessVerdict(pod, container);
      if (certainty !== 'high' || !claim.rulesOut.includes(role) || !isFirm(pod, container, role, claim)) continue;
      yield {
        span: container.anchor,
        container,
        message: { id: 'contradicts', args: { container: container.label, word: claim.word, role } },
      };
    }
  },
});

interface Claim {
  readonly role: Role;
  readonly word: string;
  /** Roles that nobody who chose the name can have meant. */
  readonly rulesOut: readonly Role[];
}

const CLAIMS: readonly (Omit<Claim, 'word'> & { readonly pattern: RegExp })[] = [
  { role: 'ambassador', pattern: /ambassador/, rulesOut: ['main', 'sidecar', 'adapter'] },
  { role: 'adapter', pattern: /\badapt[eo]r\b|\bexporter\b/, rulesOut: ['main', 'sidecar', 'ambassador'] },
  { role: 'sidecar', pattern: /side-?car/, rulesOut: ['main'] },
  { role: 'main', pattern: /\b(?:main|app|application)\b/, rulesOut: ['sidecar', 'ambassador', 'adapter'] },
  { role: 'sidecar', pattern: /\bproxy\b/, rulesOut: ['adapter'] },
];

/** The roles that words of a name claim. */
const claimsIn = remembered((name) => {
  const text = name.toLowerCase();
  return CLAIMS.flatMap(({ pattern, ...claim }) => {
    const word = pattern.exec(text)?.[0];
    return word === undefined ? [] : [{ ...claim, word }];
  });
}, 2000);

/** What a name claims with one voice; undefined where image or workload are called that as well. */
function claimOf({ name, image }: ContainerView, { manifest }: Pod): Claim | undefined {
  const [claim, second] = name ? claimsIn(name.value) : [];
  if (!claim || second) return undefined;
  const others = `${image?.repository ?? ''} ${manifest.name?.value ?? ''}`.toLowerCase();
  return others.includes(claim.word) ? undefined : claim;
}

/**
 * A script may help in one way and be meant in another, so for a helper its product has to say the same; log shippers
 * change formats as well. A store or server may help another main container.
 */
function isFirm(pod: Pod, container: ContainerView, role: Role, claim: Claim): boolean {
  if (role === 'main')
    return !pod.spec.containers.some((each) => each !== container && pod.verdictOf(each).role === 'main');
  const product = productOf(container);
  return product?.role === role && !(claim.role === 'adapter' && product.function === 'log-shipper');
}

/** The role that the reasons of the verdict come to without the name: near enough to spare most pods a new judgment. */
function likelyRole(pod: Pod, container: ContainerView): Role | undefined {
  const verdict = pod.verdictOf(container);
  if (settledBy(verdict)) return undefined;
  const rest = [...verdict.evidence, ...verdict.against].filter((each) => !isOwnName(each));
  const { role, certainty } = verdictOf(container, rest);
  return certainty === 'high' ? role : undefined;
}
