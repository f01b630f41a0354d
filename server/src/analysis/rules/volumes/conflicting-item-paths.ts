import type { YamlMap } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { mayExclude } from '../../conditions/branches.js';
import { repeated, settledText } from '../../conditions/given.js';
import { rejection } from '../../conditions/rejection.js';
import { fileSources, type VolumeEntry, volumeEntries } from '../../conditions/volume-entries.js';
import { defineRule } from '../rule.js';

export const conflictingItemPaths = defineRule({
  id: 'conflicting-item-paths',
  meta: {
    title: 'Two files of a volume at one path',
    severity: 'error',
    since: '0.1.0',
    docs: `
      Each file of a volume needs a path of its own. Where two entries of \`items\` have the same path, or one has a
      path below that of the other, only one of them is there: the API server warns about it in \`configMap\`,
      \`secret\` and \`downwardAPI\` volumes. In a \`projected\` volume it rejects two entries of the same path,
      whichever sources they are from.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
      'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
    ],
    messages: {
      rejected: "Volume '{volume}' has two files at {path}",
      hidden: "Volume '{volume}' has two files at {path}, of which only one is there",
      below: "Volume '{volume}' has a file at {path} and another one below it, at {deeper}; only one of them is there",
      first: 'The first file',
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
        path: index.html
      - key: start.html
        path: index.html
#             ^^^^^^^^^^ conflicting-item-paths
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
  - name: all
    projected:
      sources:
      - configMap:
          name: settings
          items:
          - key: app.yaml
            path: app.yaml
      - secret:
          name: keys
          items:
          - key: app.yaml
            path: app.yaml
#                 ^^^^^^^^ conflicting-item-paths
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
      - key: about.html
        path: www/about.html
`,
        },
      ],
    },
  },

  fields: ['items', 'projected'],
  *check(pod) {
    for (const volume of volumeEntries(pod.spec)) {
      for (const projected of [false, true]) {
        for (const files of filesOf(volume, projected)) {
          for (const { item, first } of repeated(files, ({ place }) => place)) {
            const { span, value: path } = item.path;
            if (mayExclude(pod.manifest.document, first.path.span, span)) continue;
            yield {
              ...(projected ? rejection(pod) : { severity: 'warning' }),
              span,
              message: { id: projected ? 'rejected' : 'hidden', args: { volume: volume.label, path } },
              related: [{ span: first.path.span, message: { id: 'first', args: {} } }],
            };
          }
          yield* nested(volume.label, files);
        }
      }
    }
  },
});

interface File {
  readonly path: Located<string>;
  /** Without slashes at its end. */
  readonly place: string;
}

/** The files of each source by itself, or of all sources of a `projected` volume together. */
function filesOf(volume: VolumeEntry, projected: boolean): readonly (readonly File[])[] {
  const lists = fileSources(volume)
    .filter((source) => source.projected === projected)
    .map(({ items }) => items.flatMap((item) => fileOf(item) ?? []));
  return projected ? [lists.flat()] : lists;
}

function fileOf(item: YamlMap): File | undefined {
  const path = settledText(item, 'path');
  return path && { path, place: path.value.replace(/\/+$/, '') };
}

/** The file that stands where a folder of this one would be. */
function fileAbove({ place }: File, files: ReadonlyMap<string, File>): File | undefined {
  for (let slash = place.lastIndexOf('/'); slash > 0; slash = place.lastIndexOf('/', slash - 1)) {
    const above = files.get(place.slice(0, slash));
    if (above) return above;
  }
  return undefined;
}

function* nested(volume: string, files: readonly File[]) {
  const places = new Map(files.map((file) => [file.place, file]));
  for (const file of files) {
    const above = fileAbove(file, places);
    if (!above) continue;
    yield {
      span: file.path.span,
      severity: 'warning' as const,
      message: { id: 'below' as const, args: { volume, path: above.path.value, deeper: file.path.value } },
      related: [{ span: above.path.span, message: { id: 'first' as const, args: {} } }],
    };
  }
}
