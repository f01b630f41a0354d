import { nearestName } from '../../conditions/nearest-name.js';
import { isWhole } from '../../conditions/workload.js';
import { makeFix } from '../../edits/make-fix.js';
import { removeOverride } from '../../edits/role-override.js';
import type { ContainerView } from '../../model/model.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { readPodSpecs } from '../../model/read.js';
import type { Pod } from '../../pod.js';
import { ROLE_ANNOTATION, type RoleOverride, roleOverrides } from '../../roles/role-overrides.js';
import { defineRule } from '../rule.js';

export const roleOfUnknownContainer = defineRule({
  id: 'role-of-unknown-container',
  meta: {
    title: 'Declared role of a container that is not there',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      An annotation \`pod-patterns.io/role.<container>\` names a container that the pod does not have: it was renamed or
      removed, or the annotation is misspelt. It has no effect.`,
    references: ['https://pod-patterns.io/roles'],
    messages: {
      unknown: "There is no container '{name}' in this Pod, so this role has no effect",
      nearest: "There is no container '{name}' in this Pod, so this role has no effect; '{nearest}' is one",
      change: "Change to '{nearest}'",
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
  annotations:
    pod-patterns.io/role.cahce: ambassador
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ role-of-unknown-container
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: cache
    image: registry.example/cache:1.4
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    pod-patterns.io/role.cache: ambassador
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: cache
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
  annotations:
    pod-patterns.io/role.cache: ambassador
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: cache
    image: registry.example/cache:1.4
`,
        },
      ],
    },
  },

  *check(pod) {
    if (!isWhole(pod)) return;
    const names = containersOfObject(pod).flatMap(({ name }) => name?.value ?? []);
    for (const override of roleOverrides(pod.spec)) {
      const name = override.place.slice(ROLE_ANNOTATION.length);
      if (override.from !== 'annotation' || override.container || names.includes(name)) continue;
      if ([name, ...names].some(isPlaceholder) || pod.injected.some((each) => each.name === name)) continue;
      const nearest = nearestName(name, namesWithout(pod, names));
      yield {
        span: override.span,
        message: nearest === undefined ? { id: 'unknown', args: { name } } : { id: 'nearest', args: { name, nearest } },
        fixes: () => fixesOf(pod, override, name, nearest),
      };
    }
  },
});

/** An annotation of the object itself may be about any of its pods: some custom resources hold several. */
function containersOfObject({ manifest, spec }: Pod): readonly ContainerView[] {
  const others = readPodSpecs(manifest.document).filter((each) => each.manifest === manifest);
  return [spec, ...others].flatMap(({ containers }) => containers);
}

/** What has a declared role already is not meant. */
function namesWithout({ spec }: Pod, names: readonly string[]): readonly string[] {
  const declared = roleOverrides(spec).map(({ container }) => container?.name?.value);
  return names.filter((name) => !declared.includes(name));
}

function fixesOf(pod: Pod, override: RoleOverride, name: string, nearest: string | undefined) {
  const { start, end } = override.span;
  const last = end - (pod.manifest.document.text.slice(start, end).endsWith(name) ? 0 : 1);
  const renamed = { span: { start: last - name.length, end: last }, newText: nearest ?? name };
  return [
    ...(nearest === undefined
      ? []
      : makeFix(pod, { message: { id: 'change' as const, args: { nearest } } }, [renamed])),
    ...makeFix(pod, { message: { id: 'remove' as const, args: {} } }, [removeOverride(pod, override)]),
  ];
}
