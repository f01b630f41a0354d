import { mapOf, numberOf } from '../../../syntax/access.js';
import { programOf } from '../../commands/program.js';
import { migrates } from '../../commands/purposes.js';
import { isWhole } from '../../conditions/workload.js';
import type { ContainerView } from '../../model/model.js';
import { defineRule } from '../rule.js';

/** Kinds whose replicas start side by side; those of a StatefulSet follow each other unless it says otherwise. */
const PARALLEL = new Set(['Deployment', 'ReplicaSet', 'Rollout']);

/** Words that only have the state of the database looked at, and Laravel's that lets one migrate at a time. */
const HARMLESS =
  /\bcheck\b|pending|isolated|dry-?run|^--plan$|^(?:validate|info|status|current|history|heads|version|showmigrations)$/;

export const migrationPerReplica = defineRule({
  id: 'migration-per-replica',
  meta: {
    title: 'Migration that every replica runs',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      An init container runs in every replica, on every restart and every scaling. A migration there runs several times at
      once: that is safe only with a tool that locks the database, such as Flyway, Liquibase or golang-migrate, and it
      still delays every start. A Job, or a hook of the release, runs it once.`,
    references: ['https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior'],
    messages: {
      repeated: "'{container}' migrates in each of {replicas} replicas, on every start",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      initContainers:
      - name: migrate
#             ^^^^^^^ migration-per-replica
        image: registry.example/shop:1.4
        command: [rake, "db:migrate"]
      containers:
      - name: shop
        image: registry.example/shop:1.4
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 1
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      initContainers:
      - name: migrate
        image: registry.example/shop:1.4
        command: [rake, "db:migrate"]
      containers:
      - name: shop
        image: registry.example/shop:1.4
`,
        },
      ],
    },
  },

  fields: ['initContainers'],
  *check(pod) {
    const { manifest, spec } = pod;
    const replicas = numberOf(mapOf(manifest.node, 'spec'), 'replicas')?.value ?? 1;
    if (!isWhole(pod) || !PARALLEL.has(manifest.kind.value) || replicas < 2) return;
    for (const container of spec.containers) {
      const { function: purpose, certainty } = pod.verdictOf(container);
      if (container.lifecycle !== 'init' || purpose !== 'migrate' || certainty === 'low') continue;
      if (isHarmless(container)) continue;
      const args = { container: container.label, replicas: String(replicas) };
      yield { span: container.anchor, container, message: { id: 'repeated', args } };
    }
  },
});

/** Whether none of its commands changes anything: with `upgrade heads`, a word that looks harmless is what is done. */
function isHarmless(container: ContainerView): boolean {
  const { commands } = programOf(container);
  const migrating = commands.filter(migrates);
  return (
    commands.length > 0 &&
    (migrating.length > 0 ? migrating : commands).every(
      ({ words }) =>
        !words.includes('upgrade') &&
        words.some((word, index) => HARMLESS.test(word) && !/level$/i.test(words[index - 1] ?? '')),
    )
  );
}
