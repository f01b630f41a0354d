import { defineEvidence, ROLES, type Role } from '../role.js';

const PREFIX = 'pod-patterns.io/role.';

export const declaredRole = defineEvidence({
  id: 'declared-role',
  meta: {
    title: 'Role declared by annotation',
    why: `
The annotation \`pod-patterns.io/role.<container>\` on the pod template, or on the object itself, settles the role. It
outweighs everything but the API: a container that has to end stays an init container.`,
    messages: {
      main: 'is declared main by {annotation}',
      sidecar: 'is declared a sidecar by {annotation}',
      ambassador: 'is declared an ambassador by {annotation}',
      adapter: 'is declared an adapter by {annotation}',
      init: 'is declared init by {annotation}',
    },
    weights: {
      main: { main: 40 },
      sidecar: { sidecar: 40 },
      ambassador: { ambassador: 40 },
      adapter: { adapter: 40 },
      init: { init: 40 },
    },
  },
  *collect(pod) {
    for (const container of pod.spec.containers) {
      if (!container.name) continue;
      const annotation = `${PREFIX}${container.name.value}`;
      const declared = pod.spec.annotations.get(annotation) ?? pod.manifest.annotations.get(annotation);
      if (!declared || !isRole(declared.value)) continue;
      yield { container, span: declared.span, message: { id: declared.value, args: { annotation } } };
    }
  },
});

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
