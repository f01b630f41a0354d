import { type FollowedFile, followedFiles } from '../../conditions/followed-files.js';
import { nearestName } from '../../conditions/nearest-name.js';
import { mountAt } from '../../conditions/shared-volumes.js';
import { emptyDirNamed } from '../../conditions/volume-readers.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { type MountedVolume, nameIn, onlyWriter, pathIn, writtenNames } from '../../conditions/written-files.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const sharedLogPathMismatch = defineRule({
  id: 'shared-log-path-mismatch',
  meta: {
    title: 'Followed file that is called otherwise by the one who writes it',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['sidecar', 'adapter'],
    docs: `
      Both containers mount the volume, and each says which file it means: the one writes it, the other one follows it.
      In the volume these are two files, so nothing comes. Align the names.

      It is said only where one container alone may write to the volume, and names no more than one file in it.`,
    references: [
      'https://kubernetes.io/docs/concepts/cluster-administration/logging/#sidecar-container-with-logging-agent',
    ],
    messages: {
      differs: "'{container}' follows {path} in '{volume}', but '{writer}' writes {written} there",
      writer: "'{writer}' alone may write to the volume",
      align: 'Follow {wanted}',
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
    env:
    - {name: LOG_FILE, value: /var/log/shop/app.log}
    volumeMounts:
    - {name: logs, mountPath: /var/log/shop}
  - name: log-agent
    image: busybox:1.37
    command: [tail, -F, /logs/shop.log]
#                       ^^^^^^^^^^^^^^ shared-log-path-mismatch
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  volumes:
  - {name: logs, emptyDir: {}}
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
    env:
    - {name: LOG_FILE, value: /var/log/shop/app.log}
    volumeMounts:
    - {name: logs, mountPath: /var/log/shop}
  - name: log-agent
    image: busybox:1.37
    command: [tail, -F, /logs/app.log]
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  volumes:
  - {name: logs, emptyDir: {}}
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
    env:
    - {name: LOG_FILE, value: /var/log/shop/app.log}
    volumeMounts:
    - {name: logs, mountPath: /var/log/shop}
  - name: log-agent
    image: busybox:1.37
    command: [tail, -F, /logs/app.log]
    volumeMounts:
    - {name: logs, mountPath: /logs, readOnly: true}
  volumes:
  - {name: logs, emptyDir: {}}
`,
        },
      ],
    },
  },

  fields: ['volumeMounts'],
  *check(pod) {
    const running = runningContainers(pod.spec);
    if (running.length < 2 || !isWhole(pod)) return;
    for (const container of running) {
      const files = followedFiles(container);
      const [file] = files;
      const mount = file && mountAt(container, file.path);
      const volume = mount && emptyDirNamed(pod.spec, mount.name.value);
      const writer = volume && onlyWriter(pod.spec, container, mount);
      if (!writer || files.some(({ path }) => nameIn(mount, path) === undefined || /[*?[{]/.test(path))) continue;
      const names = writtenNames(writer);
      const followed = files.map(({ path }) => nameIn(mount, path) ?? '');
      const name = nearestName(followed[0] ?? '', names) ?? names[0];
      if (name === undefined || followed.some((each) => names.includes(each))) continue;
      yield problemAbout(pod, container, file, pathIn(mount, name), writer, pathIn(writer.mount, name));
    }
  },
});

function problemAbout(
  pod: Pod,
  container: ContainerView,
  { path, origin }: FollowedFile,
  wanted: string,
  { container: writer, mount }: MountedVolume,
  written: string,
): Problem<'differs' | 'writer' | 'align'> {
  const args = { container: container.label, path, volume: mount.name.value, writer: writer.label, written };
  return {
    span: origin.span,
    container,
    message: { id: 'differs', args },
    related: [{ span: mount.name.span, message: { id: 'writer', args } }],
    fixes: () =>
      makeFix(pod, { message: { id: 'align', args: { wanted } } }, [
        replaceAt(pod.manifest.document, origin.span, origin.value.replace(path, wanted)),
      ]),
  };
}
