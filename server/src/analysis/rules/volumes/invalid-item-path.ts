import type { Located } from '../../../syntax/span.js';
import { isMissing, itemAnchor, settledText } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { type FileSource, fileSources, volumeEntries } from '../../conditions/volume-entries.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidItemPath = defineRule({
  id: 'invalid-item-path',
  meta: {
    title: 'File of a volume without a usable key or path',
    severity: 'error',
    since: '0.1.0',
    docs: `
      An entry of \`items\` says which key becomes which file: it needs a \`key\` and a \`path\`. The path is relative
      to the volume, so the API server rejects one that begins with \`/\`, that begins with \`..\`, or that climbs with
      \`..\`. The same holds for the \`path\` of a service account token in a \`projected\` volume.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
      'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
    ],
    messages: {
      missing: "A file of volume '{volume}' needs {field}",
      absolute: "The path of a file of volume '{volume}' is relative to the volume, so it cannot begin with '/'",
      climbs: "The path of a file of volume '{volume}' cannot contain or begin with '..'",
      relative: "Change to '{path}'",
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
  - name: site
    configMap:
      name: site
      items:
      - key: index.html
        path: /www/index.html
#             ^^^^^^^^^^^^^^^ invalid-item-path
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
  - name: site
    configMap:
      name: site
      items:
      - key: index.html
        path: www/index.html
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
  - name: site
    configMap:
      name: site
      items:
      - key: index.html
#            ^^^^^^^^^^ invalid-item-path
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
  - name: site
    configMap:
      name: site
      items:
      - key: index.html
        path: www/index.html
`,
        },
      ],
    },
  },

  fields: ['items', 'projected'],
  *check(pod) {
    for (const volume of volumeEntries(pod.spec))
      for (const source of fileSources(volume)) yield* faultsOf(pod, volume.label, source);
  },
});

type Ids = 'missing' | 'absolute' | 'climbs' | 'relative';

function* faultsOf(pod: Pod, volume: string, { kind, items }: FileSource): Iterable<Problem<Ids>> {
  const fields = kind === 'configMap' || kind === 'secret' ? ['key', 'path'] : ['path'];
  for (const item of items) {
    const path = settledText(item, 'path');
    if (path) yield* pathFaults(pod, volume, path);
    if (!isWhole(pod) || isMisread(pod.manifest, item.span)) continue;
    const field = fields.find((each) => isMissing(item, each));
    if (field === undefined) continue;
    yield { ...rejection(pod), span: itemAnchor(item, ...fields), message: { id: 'missing', args: { volume, field } } };
  }
}

/** Source: core/validation, validateLocalNonReservedPath. */
function* pathFaults(pod: Pod, volume: string, path: Located<string>): Iterable<Problem<Ids>> {
  const { value, span } = path;
  if (value.startsWith('..') || value.split('/').includes('..')) {
    yield { ...rejection(pod), span, message: { id: 'climbs', args: { volume } } };
  } else if (value.startsWith('/')) {
    const relative = value.replace(/^\/+/, '');
    yield {
      ...rejection(pod),
      span,
      message: { id: 'absolute', args: { volume } },
      fixes: () =>
        relative === ''
          ? []
          : makeFix(pod, { message: { id: 'relative', args: { path: relative } }, evenIfShared: true }, [
              replaceAt(pod.manifest.document, span, relative),
            ]),
    };
  }
}
