import type { Located } from '../../../syntax/span.js';
import { productOf } from '../../catalogue/catalogue.js';
import { WEB_SERVERS } from '../../catalogue/web-servers.js';
import { fileAccessesOf } from '../../commands/file-access.js';
import { programOf } from '../../commands/program.js';
import { liesIn } from '../../conditions/followed-files.js';
import { type LinkView, linkViews, type PublishedLink, passesBy } from '../../conditions/git-sync.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { replaceAt } from '../../edits/scalar.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const gitSyncLinkNotInPath = defineRule({
  id: 'git-sync-link-not-in-path',
  meta: {
    title: 'Path into a git-sync volume that passes its link by',
    severity: 'hint',
    since: '0.1.0',
    patterns: ['sidecar', 'main'],
    docs: `
      git-sync does not put the files into its root: it makes a folder for every version there, and turns a symbolic link
      to the newest one. The link is named by \`--link\` (\`--dest\` before version 4), or like the repository. A path into
      the volume has to lead through it.

      Paths that the container writes itself, and those that look like scratch space, are left out.`,
    references: ['https://github.com/kubernetes/git-sync'],
    messages: {
      looks: "'{container}' looks for {path}, but '{sync}' puts the files at {published}",
      serves: "'{container}' serves {path} by default, but '{sync}' puts the files at {published}",
      through: 'Use {wanted}',
      rename: "Name the link '{name}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata: {name: site}
spec:
  containers:
  - name: app
    image: registry.example/site:1.4
    args: [--content=/site/pages]
#          ^^^^^^^^^^^^^^^^^^^^^ git-sync-link-not-in-path
    volumeMounts:
    - {name: site, mountPath: /site, readOnly: true}
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--repo=https://git.example/site.git, --root=/git, --link=current]
    volumeMounts:
    - {name: site, mountPath: /git}
  volumes:
  - {name: site, emptyDir: {}}
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata: {name: site}
spec:
  containers:
  - name: app
    image: registry.example/site:1.4
    args: [--content=/site/current/pages]
    volumeMounts:
    - {name: site, mountPath: /site, readOnly: true}
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--repo=https://git.example/site.git, --root=/git, --link=current]
    volumeMounts:
    - {name: site, mountPath: /git}
  volumes:
  - {name: site, emptyDir: {}}
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata: {name: site}
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - {name: site, mountPath: /usr/share/nginx, readOnly: true}
  - name: git-sync
    image: registry.k8s.io/git-sync/git-sync:v4.4.0
    args: [--repo=https://git.example/site.git, --root=/git, --link=html]
    volumeMounts:
    - {name: site, mountPath: /git}
  volumes:
  - {name: site, emptyDir: {}}
`,
        },
      ],
    },
  },

  fields: ['volumeMounts'],
  *check(pod) {
    if (!isWhole(pod)) return;
    for (const view of linkViews(pod.spec)) {
      const problem = namedBeside(pod, view) ?? servedBeside(pod, view);
      if (problem) yield problem;
    }
  },
});

type Ids = 'looks' | 'serves' | 'through' | 'rename';

/** A path that the container names, and that passes the link by. */
function namedBeside(pod: Pod, view: LinkView): Problem<Ids> | undefined {
  const { container, sync, root, published } = view;
  const named = namedPaths(container).find(
    ({ path }) => passesBy(path, view) && !SCRATCH.test(path.slice(root.length)),
  );
  if (!named) return undefined;
  const { path, word } = named;
  const wanted = throughLink(path, view);
  const edit = replaceAt(pod.manifest.document, word.span, word.value.replace(path, wanted));
  return {
    span: word.span,
    container,
    message: { id: 'looks', args: { container: container.label, sync: sync.label, path, published } },
    fixes: () => makeFix(pod, { message: { id: 'through', args: { wanted } } }, [edit]),
  };
}

/** The folder that a web server serves by default, which passes the link by. */
function servedBeside(pod: Pod, view: LinkView): Problem<Ids> | undefined {
  const { container, sync, root, place, published, link } = view;
  const path = servedFolder(container);
  if (path === undefined || !passesBy(path, view)) return undefined;
  const message = { id: 'serves', args: { container: container.label, sync: sync.label, path, published } } as const;
  return { span: place, container, message, fixes: () => renameLink(pod, link, path.slice(root.length + 1)) };
}

const SCRATCH = /(?:^|[/_.-])(?:tmp|temp|caches?|logs?|uploads?|state|data|db|out|output|run|rev)(?:[/_.-]|$)|\/\./i;

/** The path behind the link, which takes the place of the repository's name if that is what was used. */
function throughLink(path: string, { root, published, link: { repository } }: LinkView): string {
  const [first = '', ...rest] = path.slice(root.length + 1).split('/');
  return [published, ...(first === repository ? rest : [first, ...rest])].join('/');
}

/** The absolute paths that a container's words and variables name and its commands do not write. */
function namedPaths(container: ContainerView): readonly { readonly path: string; readonly word: Located<string> }[] {
  const texts = [...programOf(container).words, ...container.env.flatMap(({ value }) => value ?? [])];
  const written = fileAccessesOf(container).filter(({ access }) => access === 'write');
  return texts.flatMap((word) => {
    const [, path] = /^(?:--?[\w.-]+=)?(\/[\w.@+/-]*[\w@+-])\/?$/.exec(word.value) ?? [];
    return path === undefined || written.some((each) => liesIn(path, each.path)) ? [] : [{ path, word }];
  });
}

/** What a web server serves that nothing configures. */
function servedFolder(container: ContainerView): string | undefined {
  const configured = container.mounts.some(({ mountPath }) => /^\/(?:etc|opt)\/|\/conf/.test(mountPath?.value ?? ''));
  if (configured || container.command.length + container.args.length + container.env.length > 0) return undefined;
  return WEB_SERVERS.get(productOf(container)?.repository ?? '');
}

function renameLink(pod: Pod, { name, word }: PublishedLink, wanted: string): readonly Fix<Ids>[] {
  if (!word || /\//.test(name + wanted)) return [];
  const text = `${word.value.slice(0, -name.length)}${wanted}`;
  return makeFix(pod, { message: { id: 'rename', args: { name: wanted } } }, [
    replaceAt(pod.manifest.document, word.span, text),
  ]);
}
