import type { YamlMap } from '../../../syntax/nodes.js';
import { mayExclude } from '../../conditions/branches.js';
import { rejection } from '../../conditions/rejection.js';
import { projectionsOf, type VolumeSource, volumeEntries } from '../../conditions/volume-entries.js';
import { removeField } from '../../edits/remove-field.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const conflictingVolumeSources = defineRule({
  id: 'conflicting-volume-sources',
  meta: {
    title: 'Volume with two sources',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A volume comes from exactly one place. The API server rejects a volume that has two sources, such as \`emptyDir\`
      and \`configMap\`, and an entry of a \`projected\` volume's \`sources\` that has two.

      Files of several sources come together in a \`projected\` volume, with one entry for each.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
    ],
    messages: {
      volume: "Volume '{volume}' has two sources, {first} and {second}; it can have only one",
      projection:
        "An entry of the projected volume '{volume}' has two sources, {first} and {second}; each needs an entry of its own",
      first: 'The first source',
      remove: 'Remove {field}',
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: content
    configMap:
      name: site
    emptyDir: {}
#   ^^^^^^^^ conflicting-volume-sources
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: content
    configMap:
      name: site
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: content
    projected:
      sources:
      - configMap:
          name: site
        secret:
#       ^^^^^^ conflicting-volume-sources
          name: keys
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: content
    projected:
      sources:
      - configMap:
          name: site
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  volumes:
  - name: content
    projected:
      sources:
      - configMap:
          name: site
      - secret:
          name: keys
`,
        },
      ],
    },
  },

  fields: ['volumes'],
  *check(pod) {
    for (const volume of volumeEntries(pod.spec)) {
      yield* conflict(pod, 'volume', volume.label, volume);
      for (const projection of projectionsOf(volume)) yield* conflict(pod, 'projection', volume.label, projection);
    }
  },
});

type Problems = Iterable<Problem<'volume' | 'projection' | 'first' | 'remove'>>;

/** The second of several sources; each of the two may be the one that is too much. */
function* conflict(pod: Pod, id: 'volume' | 'projection', volume: string, owner: Sources): Problems {
  if (owner.sources.length < 2) return;
  const [first, second] = owner.sources.toSorted((a, b) => a.entry.pair.keySpan.start - b.entry.pair.keySpan.start);
  if (!first || !second || mayExclude(pod.manifest.document, first.entry.pair.keySpan, second.entry.pair.keySpan))
    return;
  yield {
    ...rejection(pod),
    span: second.entry.pair.keySpan,
    message: { id, args: { volume, first: first.kind, second: second.kind } },
    related: [{ span: first.entry.pair.keySpan, message: { id: 'first', args: {} } }],
    fixes: () => [second, first].flatMap(({ kind }) => removeField(pod, owner.node, kind, { id: 'remove' })),
  };
}

interface Sources {
  readonly node: YamlMap;
  readonly sources: readonly VolumeSource[];
}
