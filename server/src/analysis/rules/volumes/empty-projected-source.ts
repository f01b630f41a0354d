import { seqOf } from '../../../syntax/access.js';
import { removeItem } from '../../../syntax/edit.js';
import { itemAnchor } from '../../conditions/given.js';
import { isMisread } from '../../conditions/misread.js';
import { projectionsOf, type VolumeEntry, volumeEntries } from '../../conditions/volume-entries.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const emptyProjectedSource = defineRule({
  id: 'empty-projected-source',
  meta: {
    title: 'Projected volume with a source that brings nothing',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      An entry of a \`projected\` volume's \`sources\` that names no ConfigMap, Secret, token or downward API brings no
      files, and neither does a \`projected\` volume without entries. The API server accepts it with a warning; usually
      something was lost in an edit, such as an indentation.`,
    references: ['https://kubernetes.io/docs/concepts/storage/projected-volumes/'],
    messages: {
      entry: "An entry of the projected volume '{volume}' has no source, so it brings no files",
      volume: "The projected volume '{volume}' has no sources, so it is empty",
      remove: 'Remove the entry',
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
  - name: all
    projected:
      sources:
      - configMap:
          name: settings
      - secret:
#       ^^^^^^ empty-projected-source
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
  - name: all
    projected:
      sources:
      - configMap:
          name: settings
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
  - name: all
    projected:
      sources:
      - configMap:
          name: settings
      - secret:
          name: keys
`,
        },
      ],
    },
  },

  fields: ['projected'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const volume of volumeEntries(pod.spec)) {
      const projected = volume.sources.find(({ kind }) => kind === 'projected');
      if (!projected?.node || isMisread(pod.manifest, projected.node.span)) continue;
      const args = { volume: volume.label };
      if ((seqOf(projected.node, 'sources')?.items.length ?? 0) === 0) {
        yield { span: projected.entry.pair.keySpan, message: { id: 'volume', args } };
      }
      for (const { node, index, sources } of projectionsOf(volume)) {
        if (sources.length > 0) continue;
        yield { span: itemAnchor(node), message: { id: 'entry', args }, fixes: () => removal(pod, volume, index) };
      }
    }
  },
});

function removal(pod: Pod, volume: VolumeEntry, index: number) {
  const list = seqOf(volume.sources.find(({ kind }) => kind === 'projected')?.node, 'sources');
  if (!list) return [];
  const message = { id: 'remove' as const, args: {} };
  return makeFix(pod, { message, applicability: 'safe' }, [removeItem(pod.manifest.document, list, index)]);
}
