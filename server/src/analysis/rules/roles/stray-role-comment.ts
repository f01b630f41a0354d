import { readPodSpecs } from '../../model/read.js';
import { containerAtComment, ROLE_COMMENT, roleComments } from '../../roles/role-overrides.js';
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
    const comments = document.text.includes(ROLE_COMMENT) ? roleComments(document) : [];
    if (comments.length === 0 || document.problems.length > 0) return;
    const containers = readPodSpecs(document).flatMap((spec) => spec.containers);
    if (containers.length === 0) return;
    for (const comment of comments) {
      if (!containerAtComment(document, comment, containers)) {
        yield { span: comment.span, message: { id: 'stray', args: {} } };
      }
    }
  },
});
