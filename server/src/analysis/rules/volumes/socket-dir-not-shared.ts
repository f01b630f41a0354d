import type { Located } from '../../../syntax/span.js';
import { productOf } from '../../catalogue/catalogue.js';
import { programOf } from '../../commands/program.js';
import { mountsAreKnown } from '../../conditions/known-mounts.js';
import { mountAt, mounts } from '../../conditions/shared-volumes.js';
import { emptyDirNamed } from '../../conditions/volume-readers.js';
import { runningContainers } from '../../conditions/workload.js';
import { mainContainer } from '../../contracts/main-container.js';
import { makeFix } from '../../edits/make-fix.js';
import { shareFolder } from '../../edits/share-folder.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix } from '../rule.js';

export const socketDirNotShared = defineRule({
  id: 'socket-dir-not-shared',
  meta: {
    title: 'Unix socket in a folder that no other container sees',
    severity: 'error',
    since: '0.1.0',
    patterns: ['ambassador', 'sidecar'],
    docs: `
      A Unix socket is a file: two containers meet at it only if both mount the volume that holds it. This helper makes
      its socket, or looks for one, in a folder that no other container mounts, so nobody is at the other end. Share the
      folder as an \`emptyDir\`.

      Folders of the node and volumes that outlive the pod are left out: the other end may be elsewhere.`,
    references: [
      'https://github.com/GoogleCloudPlatform/cloud-sql-proxy',
      'https://kubernetes-csi.github.io/docs/deploying.html',
    ],
    messages: {
      serves: "'{container}' makes its socket in {path}, which no other container mounts, so nobody can reach it",
      dials: "'{container}' looks for the socket {path}, which lies in no volume that another container mounts",
      share: "Share {path} with '{main}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args:
    - --unix-socket=/cloudsql
#     ^^^^^^^^^^^^^^^^^^^^^^^ socket-dir-not-shared
    - shop:europe-west1:orders
    volumeMounts:
    - {name: sockets, mountPath: /cloudsql}
  volumes:
  - name: sockets
    emptyDir: {}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    volumeMounts:
    - name: sockets
      mountPath: /cloudsql
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args:
    - --unix-socket=/cloudsql
    - shop:europe-west1:orders
    volumeMounts:
    - {name: sockets, mountPath: /cloudsql}
  volumes:
  - name: sockets
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
  name: shop
spec:
  containers:
  - name: shop
    image: registry.example/shop:1.4
    volumeMounts:
    - {name: sockets, mountPath: /cloudsql}
  - name: cloud-sql-proxy
    image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.15.2
    args:
    - --unix-socket=/cloudsql
    - shop:europe-west1:orders
    volumeMounts:
    - {name: sockets, mountPath: /cloudsql}
  volumes:
  - name: sockets
    emptyDir: {}
`,
        },
      ],
    },
  },

  fields: ['args', 'command'],
  *check(pod) {
    const running = runningContainers(pod.spec);
    if (running.length < 2 || pod.injected.length > 0 || pod.spec.shareProcessNamespace?.value) return;
    for (const container of running) {
      const socket = socketOf(container);
      if (!socket || isSeenByOthers(pod, container, socket.path) || isDialed(pod, container)) continue;
      if (!mountsAreKnown(pod)) return;
      const { path, word, serves } = socket;
      const args = { container: container.label, path };
      yield {
        span: word.span,
        container,
        message: { id: serves ? 'serves' : 'dials', args },
        fixes: () => (serves ? share(pod, container, path) : []),
      };
    }
  },
});

interface Socket {
  /** A folder where it serves, a file where it dials. */
  readonly path: string;
  readonly word: Located<string>;
  readonly serves: boolean;
}

/** The socket that the flags of a known helper name by a literal absolute path. */
function socketOf(container: ContainerView): Socket | undefined {
  const product = productOf(container);
  const { words, variables } = programOf(container);
  if (product?.repository === 'cloud-sql-proxy') return find(words, /^--unix-socket(?:=(.*))?$/, variables, true);
  return product?.function === 'csi-helper' ? find(words, /^--?csi-address(?:=(.*))?$/, variables, false) : undefined;
}

function find(
  words: readonly Located<string>[],
  flag: RegExp,
  variables: ReadonlyMap<string, string>,
  serves: boolean,
): Socket | undefined {
  const at = words.findIndex(({ value }) => flag.test(value));
  const word = words[at];
  if (!word) return undefined;
  const text = flag.exec(word.value)?.[1] ?? words[at + 1]?.value ?? '';
  const named = /^\$\((\w+)\)$/.exec(text)?.[1];
  const path = (named === undefined ? text : (variables.get(named) ?? '')).replace(/^unix:(?:\/\/)?(?=\/)/, '');
  return /^\/[^$]*$/.test(path) ? { path, word, serves } : undefined;
}

/** Whether somebody may be at the other end: in another container, on the node, or in another pod. */
function isSeenByOthers({ spec }: Pod, container: ContainerView, path: string): boolean {
  const mount = mountAt(container, path);
  if (!mount) return false;
  const volume = spec.volumes.find(({ name }) => name.value === mount.name.value);
  if (volume?.source !== 'emptyDir') return true;
  return spec.containers.some((each) => each !== container && mounts(each, volume));
}

/** Whether somebody reaches it over localhost, so that the socket is not all that it has. */
function isDialed({ flows }: Pod, container: ContainerView): boolean {
  return flows.some(({ to, via }) => to === container && via.kind === 'localhost');
}

/** Lets the main container mount the folder, in an emptyDir that is there or a new one. */
function share(pod: Pod, writer: ContainerView, path: string): readonly Fix<'share'>[] {
  const reader = mainContainer(pod);
  const mount = mountAt(writer, path);
  if (!reader || reader === writer || (mount && mount.mountPath?.value !== path)) return [];
  const volume = mount && emptyDirNamed(pod.spec, mount.name.value);
  const message = { id: 'share', args: { path, main: reader.label } } as const;
  return makeFix(pod, { message }, shareFolder(pod, { writer, reader, path, volume, readerWrites: true }, 'sockets'));
}
