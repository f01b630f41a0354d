import { mapOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const deprecatedAnnotation = defineRule({
  id: 'deprecated-annotation',
  meta: {
    title: 'Annotation that a field has replaced',
    severity: 'warning',
    since: '0.1.0',
    docs: `
      Before Kubernetes had fields for them, some settings of a Pod were annotations. Those for critical pods, sysctls
      and seccomp do nothing any more, and those for AppArmor are going. The API server warns about them. Where the field
      for seccomp or AppArmor is set as well, the annotation is there for older clusters, and nothing is reported.`,
    references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/'],
    messages: {
      gone: '{annotation} has done nothing since Kubernetes {version}; {field} has taken its place',
      going: '{annotation} has been deprecated since Kubernetes {version}; {field} has taken its place',
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
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated-annotation
spec:
  containers:
  - name: web
    image: nginx:1.27
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
  securityContext:
    seccompProfile:
      type: RuntimeDefault
`,
        },
      ],
    },
  },

  fields: ['annotations'],
  *check(pod) {
    for (const { key, keySpan } of pod.spec.annotations.values()) {
      const replaced = REPLACED.find(({ pattern }) => pattern.test(key));
      if (!replaced || isKeptForOlder(pod, key, replaced.profile)) continue;
      const { id, version, field } = replaced;
      yield {
        span: keySpan,
        message: { id, args: { annotation: key, version, field } },
        kubernetes: { from: version },
      };
    }
  },
});

type Ids = 'gone' | 'going';

/** Whether the field stands beside the annotation, whose key ends with the name of its container. */
function isKeptForOlder({ spec }: Pod, key: string, profile: Replaced['profile']): boolean {
  if (!profile) return false;
  const name = key.slice(key.indexOf('/') + 1);
  const container = spec.containers.find((each) => each.name?.value === name);
  const hasProfile = (node: YamlMap | undefined) => mapOf(mapOf(node, 'securityContext'), profile) !== undefined;
  return hasProfile(container?.node) || ((!container || profile === 'appArmorProfile') && hasProfile(spec.node));
}

interface Replaced {
  readonly pattern: RegExp;
  readonly version: string;
  readonly field: string;
  readonly id: Ids;
  /** The last name of the field, where annotation and field may stand side by side. */
  readonly profile?: 'seccompProfile' | 'appArmorProfile';
}

/** Source: api/pod/warnings. */
const REPLACED: readonly Replaced[] = [
  {
    pattern: /^scheduler\.alpha\.kubernetes\.io\/critical-pod$/,
    version: '1.16',
    field: 'priorityClassName',
    id: 'gone',
  },
  {
    pattern: /^security\.alpha\.kubernetes\.io\/(?:unsafe-)?sysctls$/,
    version: '1.11',
    field: 'securityContext.sysctls',
    id: 'gone',
  },
  {
    pattern: /^(?:container\.)?seccomp\.security\.alpha\.kubernetes\.io\/.+$/,
    version: '1.27',
    field: 'securityContext.seccompProfile',
    id: 'gone',
    profile: 'seccompProfile',
  },
  {
    pattern: /^container\.apparmor\.security\.beta\.kubernetes\.io\/.+$/,
    version: '1.30',
    field: 'securityContext.appArmorProfile',
    id: 'going',
    profile: 'appArmorProfile',
  },
];
