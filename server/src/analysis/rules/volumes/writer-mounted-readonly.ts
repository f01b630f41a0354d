import { asMap, entryOf } from '../../../syntax/access.js';
import { removeEntry } from '../../../syntax/edit.js';
import { type FileAccess, fileAccessesOf } from '../../commands/file-access.js';
import { mountAt } from '../../conditions/shared-volumes.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const writerMountedReadonly = defineRule({
  id: 'writer-mounted-readonly',
  meta: {
    title: 'Container that writes to a volume it mounts read-only',
    severity: 'error',
    since: '0.1.0',
    patterns: ['sidecar', 'init'],
    docs: `
      The container's own command or settings put files into a folder that it mounts read-only: every write fails. Take
      \`readOnly\` from this mount, and leave it at the containers that only read.`,
    references: ['https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts'],
    messages: {
      writes: "'{container}' writes {path}, but mounts '{volume}' read-only, so every write fails",
      remove: "Let '{container}' write to '{volume}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  initContainers:
  - name: fetch
    image: busybox:1.37
    command: [sh, -c, "wget -O /site/index.html http://content/index.html"]
    volumeMounts:
    - name: site
      mountPath: /site
      readOnly: true
#     ^^^^^^^^ writer-mounted-readonly
  containers:
  - name: nginx
    image: nginx:1.27
    volumeMounts:
    - {name: site, mountPath: /usr/share/nginx/html, readOnly: true}
  - name: logger
    image: registry.example/logger:1.4
    volumeMounts:
    - {name: site, mountPath: /site}
  volumes:
  - name: site
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  initContainers:
  - name: fetch
    image: busybox:1.37
    command: [sh, -c, "wget -O /site/index.html http://content/index.html"]
    volumeMounts:
    - name: site
      mountPath: /site
  containers:
  - name: nginx
    image: nginx:1.27
    volumeMounts:
    - {name: site, mountPath: /usr/share/nginx/html, readOnly: true}
  - name: logger
    image: registry.example/logger:1.4
    volumeMounts:
    - {name: site, mountPath: /site}
  volumes:
  - name: site
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
  name: site
spec:
  initContainers:
  - name: fetch
    image: busybox:1.37
    command: [sh, -c, "wget -O /site/index.html http://content/index.html"]
    volumeMounts:
    - {name: site, mountPath: /site}
  containers:
  - name: nginx
    image: nginx:1.27
    volumeMounts:
    - {name: site, mountPath: /usr/share/nginx/html, readOnly: true}
  volumes:
  - name: site
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['readOnly'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const container of pod.spec.containers) {
      const reported = new Set<string>();
      for (const path of writtenPaths(pod, container)) {
        const mount = mountAt(container, path);
        const entry = mount?.readOnly?.value === true ? entryOf(mount.node, 'readOnly') : undefined;
        if (!mount || !entry || reported.has(mount.name.value)) continue;
        reported.add(mount.name.value);
        const args = { container: container.label, path, volume: mount.name.value };
        yield {
          span: entry.pair.keySpan,
          container,
          message: { id: 'writes', args },
          fixes: () =>
            makeFix(pod, { message: { id: 'remove', args } }, [
              removeEntry(pod.manifest.document, asMap(mount.node) ?? mount.node, entry.pair),
            ]),
        };
      }
    }
  },
});

/** Settings of products that name the folder into which they write. */
const TARGETS = /^(?:GIT_?SYNC_ROOT|GITSYNC_ROOT|FOLDER)$/;

/** What a script says that looks whether it may write, or goes on after several commands that may fail. */
const CAREFUL = /\[\s+-w\s|\btest -w\s|[)}]\s*\|\|/;
/** What follows a command that may fail. */
const GOES_ON = /\|\|\s*(?:true\b|:|echo\b|printf\b)/;

/** Whether a script can do without what it writes; a path that it puts together may stand anywhere in it. */
function mayFail({ path, origin: { value: script } }: FileAccess): boolean {
  const statements = script.split(/;|(?<!\\)\n/).filter((each) => each.includes(path));
  return CAREFUL.test(script) || (statements.length > 0 ? statements : [script]).some((each) => GOES_ON.test(each));
}

/** Absolute literal paths that the container surely writes. */
function writtenPaths({ verdictOf }: Pod, container: ContainerView): readonly string[] {
  const written = fileAccessesOf(container).flatMap((each) =>
    each.access === 'write' && !mayFail(each) ? each.path : [],
  );
  const named =
    verdictOf(container).function === 'file-sync'
      ? container.env.flatMap(({ name, value }) => (value && TARGETS.test(name.value) ? value.value : []))
      : [];
  return [...written, ...named].filter((path) => path.startsWith('/') && !path.includes('$'));
}
