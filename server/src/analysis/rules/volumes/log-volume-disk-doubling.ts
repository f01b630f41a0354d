import { productOf } from '../../catalogue/catalogue.js';
import { programOf } from '../../commands/program.js';
import { followedFiles } from '../../conditions/followed-files.js';
import { mountAt, mounts } from '../../conditions/shared-volumes.js';
import { emptyDirNamed } from '../../conditions/volume-readers.js';
import { isWhole, runningContainers } from '../../conditions/workload.js';
import { nameIn, writtenNames } from '../../conditions/written-files.js';
import type { ContainerView } from '../../model/model.js';
import { defineRule } from '../rule.js';

export const logVolumeDiskDoubling = defineRule({
  id: 'log-volume-disk-doubling',
  meta: {
    title: 'Log that is written to disk twice',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['sidecar'],
    docs: `
      The helper prints one file of the server as it is. What a container prints, its node writes to disk: every line lies
      there twice, in the volume and in the node's log. The server can print its lines itself: the images of nginx and
      httpd do so unless a volume hides their links to \`/dev/stdout\` or their settings name a file. Keep the helper
      where a program can write to files only, or where it changes the lines.

      Only one file that one helper follows is looked at: several streams are a reason for helpers.`,
    references: [
      'https://kubernetes.io/docs/concepts/cluster-administration/logging/#streaming-sidecar-container',
      'https://github.com/nginx/docker-nginx/blob/master/stable/debian/Dockerfile',
    ],
    messages: {
      twice: "'{container}' prints {path} as it is, which '{main}' can print itself, so every line is on disk twice",
      main: "'{main}' writes it into '{volume}'",
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
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
  - name: log-agent
    image: busybox:1.37
    command: [tail, -F, /var/log/nginx/access.log]
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^ log-volume-disk-doubling
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx, readOnly: true}
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
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
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
      const [file, second] = followedFiles(container);
      const mount = file && !second && onlyPrints(container) ? mountAt(container, file.path) : undefined;
      const volume = mount && emptyDirNamed(pod.spec, mount.name.value);
      const others = volume ? pod.spec.containers.filter((each) => each !== container && mounts(each, volume)) : [];
      const [main] = others;
      const own = main?.mounts.find(({ name }) => name.value === mount?.name.value);
      if (!file || !mount || !main || !own || others.length > 1 || !PRINTING.has(productOf(main)?.repository ?? ''))
        continue;
      const names = writtenNames({ container: main, mount: own });
      // A file that it does not write is another matter.
      if (names.length > 0 && !names.includes(nameIn(mount, file.path) ?? '')) continue;
      const args = { container: container.label, path: file.path, main: main.label, volume: mount.name.value };
      yield {
        span: file.origin.span,
        container,
        message: { id: 'twice', args },
        related: [{ span: own.name.span, message: { id: 'main', args } }],
      };
    }
  },
});

/** Servers whose images print their logs, or do so by one line of settings. */
const PRINTING: ReadonlySet<string> = new Set(['nginx', 'nginx-unprivileged', 'openresty', 'httpd']);
/** What stands around `tail` and prints nothing of its own. */
const QUIET: ReadonlySet<string> = new Set([
  'tail',
  'sleep',
  'touch',
  'mkdir',
  'test',
  '[',
  '[[',
  'true',
  ':',
  'set',
  'trap',
]);

/** Whether it prints what it follows and does nothing else with it. */
function onlyPrints(container: ContainerView): boolean {
  return programOf(container).commands.every(
    ({ program, fed, outputs }) => QUIET.has(program) && !fed && outputs.length === 0,
  );
}
