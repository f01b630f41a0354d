import type { FileAccess } from '../../commands/file-access.js';
import { programOf } from '../../commands/program.js';
import { baseName } from '../../commands/shell-commands.js';
import { broughtFiles } from '../../conditions/brought-files.js';
import { folderOf, liesIn } from '../../conditions/followed-files.js';
import { mountsAreKnown } from '../../conditions/known-mounts.js';
import { mountAt } from '../../conditions/shared-volumes.js';
import { mainContainer } from '../../contracts/main-container.js';
import { makeFix } from '../../edits/make-fix.js';
import { shareFolder } from '../../edits/share-folder.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const initOutputLost = defineRule({
  id: 'init-output-lost',
  meta: {
    title: 'Init container whose files are gone when it ends',
    severity: 'warning',
    since: '0.1.0',
    patterns: ['init'],
    docs: `
      What a container writes outside of its volumes is gone when it ends. This init container does nothing but bring
      files, and all of them lie in its own file system: no other container ever sees them. Let it write into an
      \`emptyDir\` that the container mounts which they are meant for.

      Only scripts are looked at whose every command is known, so that the files cannot be for one of these commands.`,
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-initialization/',
      'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
    ],
    messages: {
      lost: "'{container}' writes {path}, which lies in no volume, so it is gone when '{container}' ends",
      share: "Share {folder} with '{main}' in an emptyDir",
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
    image: alpine/git:2.47
    command: [git, clone, https://git.example/site.git, /site]
#             ^^^ init-output-lost
  containers:
  - name: web
    image: nginx:1.27
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  initContainers:
  - name: fetch
    image: alpine/git:2.47
    command: [git, clone, https://git.example/site.git, /site]
    volumeMounts:
    - name: content
      mountPath: /site
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: content
      mountPath: /site
      readOnly: true
  volumes:
  - name: content
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
    image: alpine/git:2.47
    command: [git, clone, https://git.example/site.git, /site]
    volumeMounts:
    - {name: site, mountPath: /site}
  containers:
  - name: web
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

  fields: ['initContainers'],
  *check(pod) {
    if (pod.injected.length > 0) return;
    for (const container of pod.spec.containers) {
      const output = lostOutput(pod, container);
      if (!output || !mountsAreKnown(pod)) continue;
      const main = mainContainer(pod);
      const folder = isFile(container, output.path) ? folderOf(output.path) : output.path;
      const args = { container: container.label, path: output.path, folder, main: main?.label ?? '' };
      yield {
        span: output.origin.span,
        container,
        message: { id: 'lost', args },
        fixes: () =>
          main && !OF_THE_IMAGE.test(folder)
            ? makeFix(
                pod,
                { message: { id: 'share', args } },
                shareFolder(pod, { writer: container, reader: main, path: folder, volume: undefined }, 'content'),
              )
            : [],
      };
    }
  },
});

/** What a script prints into a file may be for itself; what these bring is not. */
const BRINGING: ReadonlySet<string> = new Set(['cp', 'git', 'curl', 'wget']);
const NOT_KEPT = /^\/(?:dev|proc|sys|tmp)(?:\/|$)|[$*]/;
/** Folders that images bring: an empty volume there hides what they hold. */
const OF_THE_IMAGE = /^\/(?:(?:etc|usr|s?bin|lib\w*|opt|var|home|root|app)(?:\/(?:s?bin|lib|local|share|log))*\/?)?$/;

/** The first file of a container that brings files and keeps none of them in a volume. */
function lostOutput(pod: Pod, container: ContainerView): FileAccess | undefined {
  const written = broughtFiles(pod, container);
  if (written.length === 0 || written.some(({ path }) => reachesVolume(container, path))) return undefined;
  if (!programOf(container).commands.some(({ program }) => BRINGING.has(program))) return undefined;
  return written.find(({ path }) => !NOT_KEPT.test(path));
}

/** Whether a path lies in a volume, or a folder that is copied there may. */
function reachesVolume(container: ContainerView, path: string): boolean {
  const below = container.mounts.some(({ mountPath }) => mountPath && liesIn(mountPath.value, path));
  return below || mountAt(container, path) !== undefined;
}

/** Whether a path is a file rather than a folder: by its ending, as what a download is called, or as a copy by its own name. */
function isFile(container: ContainerView, path: string): boolean {
  if (/\.\w+$/.test(path)) return true;
  return programOf(container).commands.some(({ program, words }) =>
    program === 'cp' ? keepsName(words, path) : isDownload(words, path),
  );
}

function keepsName(words: readonly string[], path: string): boolean {
  return words.at(-1) === path && words.slice(0, -1).some((word) => baseName(word) === baseName(path));
}

const FILE_FLAG = /^(?:-[oO]|--output(?:-document)?)=?$/;

/** `-o /srv/tool`, `--output=/srv/tool`. */
function isDownload(words: readonly string[], path: string): boolean {
  return words.some((word, index) =>
    word === path
      ? FILE_FLAG.test(words[index - 1] ?? '')
      : word.endsWith(path) && FILE_FLAG.test(word.slice(0, -path.length)),
  );
}
