import { emptyDirNamed } from '../../conditions/volume-readers.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView, PodSpecView, VolumeMount } from '../../model/model.js';
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

  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      for (const { name, subPath, readOnly } of container.mounts) {
        if (!subPath || !readOnly?.value || !emptyDirNamed(pod.spec, name.value)) continue;
        const elsewhere = writersElsewhere(pod.spec, name.value, subPath.value);
        const [writer] = elsewhere;
        if (!writer) continue;
        const { container: other, folder } = writer;
        const args = {
          container: container.label,
          volume: name.value,
          subPath: subPath.value,
          other: other.label,
          theirs: folder.value,
        };
        yield {
          span: subPath.span,
          container,
          message: { id: 'split', args },
          related: elsewhere.map((each) => ({
            span: each.folder.span,
            message: { id: 'writes', args: { ...args, other: each.container.label, theirs: each.folder.value } },
          })),
          fixes: () =>
            elsewhere.every((each) => each.folder.value === folder.value)
              ? makeFix(pod, { message: { id: 'align', args } }, [
                  replaceAt(pod.manifest.document, subPath.span, folder.value),
                ])
              : [],
        };
      }
    }
  },
});

/** Those who may write to the volume, with their folders; nobody if one of them may write into this folder, or is unknown. */
function writersElsewhere({ containers }: PodSpecView, volume: string, folder: string) {
  const writing = containers.flatMap((container) =>
    container.mounts
      .filter(({ name, readOnly }) => name.value === volume && !readOnly?.value)
      .map((mount) => ({ container, mount })),
  );
  const elsewhere = writing.flatMap(({ container, mount }) => folderElsewhere(container, mount, folder));
  return elsewhere.length === writing.length ? elsewhere : [];
}

function folderElsewhere(container: ContainerView, { subPath }: VolumeMount, folder: string) {
  if (!subPath?.value || /[$]/.test(subPath.value + folder)) return [];
  const [theirs, ours] = [subPath.value, folder].map((path) => `${path.replace(/^\.\/|\/+$/g, '')}/`);
  if (theirs === undefined || ours === undefined || theirs.startsWith(ours) || ours.startsWith(theirs)) return [];
  return [{ container, folder: subPath }];
}
