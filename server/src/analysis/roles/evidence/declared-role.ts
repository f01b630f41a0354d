import { commentsOf } from '../../../syntax/comments.js';
import type { YamlComment } from '../../../syntax/nodes.js';
import type { ContainerView } from '../../model/model.js';
import type { PodFacts } from '../pod-facts.js';
import { defineEvidence, type Observation, ROLES, type Role } from '../role.js';

const ANNOTATION = 'pod-patterns.io/role.';
const COMMENT = /^pod-patterns-role:\s*(\w+)/;

export const declaredRole = defineEvidence({
  id: 'declared-role',
  meta: {
    title: 'Declared by a person',
    why: `
The annotation \`pod-patterns.io/role.<container>: <role>\` on the pod template or on the object, or the comment
\`# pod-patterns-role: <role>\` on the line where the container begins or the line above it, settles the role. It outweighs
everything but the API: a container that has to end stays an init container.`,
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
  *collect(pod) {
    yield* fromAnnotations(pod);
    if (pod.manifest.document.text.includes('pod-patterns-role:')) yield* fromComments(pod);
  },
});

function* fromAnnotations({ spec, manifest }: PodFacts): Iterable<Observation<Role>> {
  if (spec.annotations.size === 0 && manifest.annotations.size === 0) return;
  for (const container of spec.containers) {
    if (!container.name) continue;
    const place = `${ANNOTATION}${container.name.value}`;
    const declared = spec.annotations.get(place) ?? manifest.annotations.get(place);
    const role = declared && roleNamed(declared.value);
    if (role) yield { container, span: declared.span, message: { id: role, args: { place } } };
  }
}

function* fromComments({ spec, manifest }: PodFacts): Iterable<Observation<Role>> {
  for (const comment of commentsOf(manifest.document)) {
    const role = roleNamed(COMMENT.exec(comment.value)?.[1] ?? '');
    const container = role && containerAt(manifest.document.text, comment, spec.containers);
    if (container)
      yield { container, span: comment.span, message: { id: role, args: { place: `# pod-patterns-role: ${role}` } } };
  }
}

function roleNamed(text: string): Role | undefined {
  return ROLES.find((role) => role === text.trim());
}

/** The container that begins, or has its name, on the comment's line; else the one that begins on the next line. */
function containerAt(
  text: string,
  { span }: YamlComment,
  containers: readonly ContainerView[],
): ContainerView | undefined {
  const line = lineStart(text, span.start);
  const next = text.indexOf('\n', span.end) + 1;
  const begins = (start: number) => containers.find(({ node }) => lineStart(text, node.span.start) === start);
  const named = containers.find(({ name }) => name && lineStart(text, name.span.start) === line);
  return named ?? begins(line) ?? (next > 0 ? begins(next) : undefined);
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
