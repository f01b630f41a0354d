import { settledText } from '../../conditions/given.js';
import { nearestName, sameButCase } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { volumeEntries } from '../../conditions/volume-entries.js';
import { changeWord } from '../../edits/change-text.js';
import { defineRule } from '../rule.js';

export const invalidHostPath = defineRule({
  id: 'invalid-host-path',
  meta: {
    title: 'Path or type that a hostPath volume cannot have',
    severity: 'error',
    since: '0.1.0',
    docs: `
      The path of a \`hostPath\` volume must not climb with \`..\`, and its \`type\` is one of \`DirectoryOrCreate\`,
      \`Directory\`, \`FileOrCreate\`, \`File\`, \`Socket\`, \`CharDevice\` and \`BlockDevice\`, in just this spelling.
      The API server rejects anything else. Without a \`type\` nothing is checked before the volume is mounted.`,
    references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
    messages: {
      climbs: "The path of volume '{volume}' contains '..'",
      type: "'{type}' is no type of a hostPath volume",
      similar: "'{type}' is no type of a hostPath volume; '{nearest}' is one",
      change: "Change to '{nearest}'",
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
  - name: log
    hostPath:
      path: /var/log
      type: directoryOrCreate
#           ^^^^^^^^^^^^^^^^^ invalid-host-path
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
  - name: log
    hostPath:
      path: /var/log
      type: DirectoryOrCreate
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
  - name: log
    hostPath:
      path: /var/run/../log
#           ^^^^^^^^^^^^^^^ invalid-host-path
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
  - name: log
    hostPath:
      path: /var/log
      type: DirectoryOrCreate
`,
        },
      ],
    },
  },

  fields: ['hostPath'],
  *check(pod) {
    for (const { label: volume, sources } of volumeEntries(pod.spec)) {
      const hostPath = sources.find(({ kind }) => kind === 'hostPath')?.node;
      const path = settledText(hostPath, 'path');
      if (path?.value.split('/').includes('..')) {
        yield { ...rejection(pod), span: path.span, message: { id: 'climbs', args: { volume } } };
      }
      const type = settledText(hostPath, 'type');
      if (!type || TYPES.includes(type.value)) continue;
      const nearest = nearestType(type.value);
      yield {
        ...rejection(pod),
        span: type.span,
        message: { id: nearest === undefined ? 'type' : 'similar', args: { type: type.value, nearest: nearest ?? '' } },
        fixes: () => changeWord(pod, type, nearest, 'change'),
      };
    }
  },
});

const TYPES: readonly string[] = [
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
];

/** Other words for the types. */
const WORDS: Readonly<Record<string, string>> = { folder: 'Directory', dir: 'Directory', path: 'Directory' };

function nearestType(type: string): string | undefined {
  return sameButCase(type, TYPES) ?? WORDS[type.toLowerCase()] ?? nearestName(type, TYPES);
}
