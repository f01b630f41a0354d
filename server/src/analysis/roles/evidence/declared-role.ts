import { defineEvidence } from '../role.js';
import { overrideOf, roleOverrides } from '../role-overrides.js';

export const declaredRole = defineEvidence({
  id: 'declared-role',
  meta: {
    title: 'Declared by a person',
    why: `
The annotation \`pod-patterns.io/role.<container>: <role>\` on the pod template or on the object, or the comment
\`# pod-patterns-role: <role>\` on the line where the container begins or the line above it, settles the role. It outweighs
everything but the API: a container that has to end stays an init container. Of several, the comment counts before the
template's annotation, and that before the object's.`,
    messages: {
      main: "is declared main by '{place}'",
      sidecar: "is declared a sidecar by '{place}'",
      ambassador: "is declared an ambassador by '{place}'",
      adapter: "is declared an adapter by '{place}'",
      init: "is declared init by '{place}'",
    },
    weights: {
      main: { main: 40 },
      sidecar: { sidecar: 40 },
      ambassador: { ambassador: 40 },
      adapter: { adapter: 40 },
      init: { init: 40 },
    },
  },
  *collect({ spec }) {
    const overrides = roleOverrides(spec);
    if (overrides.length === 0) return;
    for (const container of spec.containers) {
      const override = overrideOf(overrides, container);
      if (!override?.role) continue;
      const span = override.from === 'comment' ? override.span : override.value.span;
      yield { container, span, message: { id: override.role, args: { place: override.place } } };
    }
  },
});
