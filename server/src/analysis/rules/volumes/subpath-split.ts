import { emptyDirNamed } from '../../conditions/volume-readers.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { PodSpecView, VolumeMount } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const subpathSplit = defineRule({
  id: 'subpath-split',
  meta: {
    title: 'Reader and writers of an emptyDir in different folders of it',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['sidecar', 'adapter', 'init'],
    docs: `
      A mount with \`subPath\` shows one folder of the volume. This container mounts a folder read-only, and everybody
      who may write to the \`emptyDir\` mounts another one: the reader's folder stays empty. Give both the same
      \`subPath\`, or none.`,
    references: ['https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath'],
    messages: {
      split: "'{container}' reads the folder '{subPath}' of '{volume}', into which no container writes",
      writes: "'{other}' writes into the folder '{theirs}'",
      align: "Read the folder '{theirs}'",
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
    image: registry.example/shop:1.4
    volumeMounts:
    - name: data
      mountPath: /var/log/shop
      subPath: log
  - name: log-agent
    image: busybox:1.37
    command: [sh, -c, tail -F /logs/access.log]
    volumeMounts:
    - name: data
      mountPath: /logs
      subPath: logs
#              ^^^^ subpath-split
      readOnly: true
  volumes:
  - name: data
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: registry.example/shop:1.4
    volumeMounts:
    - name: data
      mountPath: /var/log/shop
      subPath: log
  - name: log-agent
    image: busybox:1.37
    command: [sh, -c, tail -F /logs/access.log]
    volumeMounts:
    - name: data
      mountPath: /logs
      subPath: log
      readOnly: true
  volumes:
  - name: data
    emptyDir: {}
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
    image: registry.example/shop:1.4
    volumeMounts:
    - {name: data, mountPath: /var/lib/shop}
  - name: log-agent
    image: busybox:1.37
    command: [sh, -c, tail -F /logs/access.log]
    volumeMounts:
    - {name: data, mountPath: /logs, subPath: logs, readOnly: true}
  volumes:
  - name: data
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['subPath'],
  *check(pod) {
    if (pod.spec.containers.length < 2 || pod.injected.length > 0 || !isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      for (const mount of container.mounts) {
        const { name, subPath, readOnly } = mount;
        if (!subPath || !readOnly?.value || !emptyDirNamed(pod.spec, name.value)) continue;
        const elsewhere = writersElsewhere(pod.spec, mount);
        // A folder that only its own container could fill is meant to be empty.
        const writer = elsewhere.find((each) => each.container !== container);
        if (!writer) continue;
        const args = { container: container.label, volume: name.value, subPath: subPath.value };
        const theirs = writer.folder.value;
        yield {
          span: subPath.span,
          container,
          message: { id: 'split', args },
          related: elsewhere.map((each) => ({
            span: each.folder.span,
            message: { id: 'writes', args: { other: each.container.label, theirs: each.folder.value } },
          })),
          fixes: () =>
            elsewhere.every(({ folder }) => folder.value === theirs)
              ? makeFix(pod, { message: { id: 'align', args: { theirs } } }, [
                  replaceAt(pod.manifest.document, subPath.span, theirs),
                ])
              : [],
        };
      }
    }
  },
});

/** Those who may write to the volume, with their folders; nobody if one of them may write into this folder, or is unknown. */
function writersElsewhere({ containers }: PodSpecView, { name, subPath: own }: VolumeMount) {
  const writing = containers.flatMap((container) =>
    container.mounts
      .filter((mount) => mount.name.value === name.value && !mount.readOnly?.value)
      .map(({ subPath: folder }) => ({ container, folder })),
  );
  const elsewhere = writing.flatMap(({ container, folder }) =>
    folder && own && areApart(folder.value, own.value) ? [{ container, folder }] : [],
  );
  return elsewhere.length === writing.length ? elsewhere : [];
}

/** Whether two folders are known, and neither holds the other. */
function areApart(one: string, other: string): boolean {
  if (isPlaceholder(one) || isPlaceholder(other)) return false;
  const [first, second] = [one, other].map((path) =>
    ['', ...path.split('/').filter((step) => step !== '' && step !== '.'), ''].join('/'),
  );
  return first !== undefined && second !== undefined && !first.startsWith(second) && !second.startsWith(first);
}
