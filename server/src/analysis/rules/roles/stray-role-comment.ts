import { contentEnd, lineEnd } from '../../../syntax/layout.js';
import type { YamlComment, YamlDocument, YamlMap } from '../../../syntax/nodes.js';
import type { Span } from '../../../syntax/span.js';
import { makeFix } from '../../edits/make-fix.js';
import { commentAbove, commentBehind, removeComment } from '../../edits/role-override.js';
import type { PodSpecView } from '../../model/model.js';
import { readPodSpecs } from '../../model/read.js';
import { containerAtComment, overridesAbout, roleComments, roleOverrides } from '../../roles/role-overrides.js';
import { defineRule } from '../rule.js';

export const strayRoleComment = defineRule({
  id: 'stray-role-comment',
  meta: {
    title: 'Declared role that stands at no container',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      The comment \`# pod-patterns-role: <role>\` speaks of the container whose name stands on the same line, or that begins
      on the next one. This one stands elsewhere, and has no effect.`,
    references: ['https://pod-patterns.io/roles'],
    messages: {
      stray: 'No container begins here or on the next line, so this role has no effect',
      move: "Move to '{container}'",
      remove: 'Remove the declared role',
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
  - name: cache
    image: registry.example/cache:1.4 # pod-patterns-role: ambassador
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ stray-role-comment
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: cache # pod-patterns-role: ambassador
    image: registry.example/cache:1.4
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
  # pod-patterns-role: ambassador
  - image: registry.example/cache:1.4
    name: cache
`,
        },
      ],
    },
  },

  *checkDocument(document) {
    const comments = roleComments(document);
    if (comments.length === 0 || document.templated || document.problems.length > 0) return;
    const specs = readPodSpecs(document);
    const containers = specs.flatMap((spec) => spec.containers);
    if (containers.length === 0) return;
    for (const comment of comments) {
      if (containerAtComment(document, comment, containers)) continue;
      yield {
        span: comment.span,
        message: { id: 'stray', args: {} },
        fixes: () => fixesOf(document, specs, comment),
      };
    }
  },
});

function fixesOf(document: YamlDocument, specs: readonly PodSpecView[], comment: YamlComment) {
  const removed = removeComment(document, comment.span);
  const remove = makeFix({ manifest: { document } }, { message: { id: 'remove' as const, args: {} } }, [removed]);
  for (const spec of specs) {
    const container = spec.containers.find(({ node }) => encloses(document, node, comment.span));
    if (!container || overridesAbout(roleOverrides(spec), container).length > 0) continue;
    const words = comment.value.trim();
    const added = commentBehind(document, container, words) ?? commentAbove(document, container, words);
    const message = { id: 'move' as const, args: { container: container.label } };
    return [...makeFix(spec, { message }, [added, removed]), ...remove];
  }
  return remove;
}

/** Whether a comment stands among the lines of a container, behind its last value too. */
function encloses({ text }: YamlDocument, node: YamlMap, comment: Span): boolean {
  return node.span.start <= comment.start && comment.end <= lineEnd(text, contentEnd(text, node));
}
