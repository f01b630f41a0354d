import { mapOf, stringOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isAbsent, keySpanOf, settledText } from '../../conditions/given.js';
import { lacks } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { removeField } from '../../edits/remove-field.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Problem } from '../rule.js';

export const invalidSecurityProfile = defineRule({
  id: 'invalid-security-profile',
  meta: {
    title: 'Security profile that is not complete',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A \`seccompProfile\` or \`appArmorProfile\` has a \`type\`. \`Localhost\` means a profile that the node has, which
      \`localhostProfile\` names: for seccomp a path below the kubelet's folder of profiles, for AppArmor the name of a
      loaded profile. The other types take no \`localhostProfile\`. The API server rejects anything else.`,
    references: [
      'https://kubernetes.io/docs/tutorials/security/seccomp/',
      'https://kubernetes.io/docs/tutorials/security/apparmor/',
    ],
    messages: {
      type: '{profile} needs a type',
      name: '{profile} of type Localhost needs localhostProfile',
      other: '{profile} of type {type} takes no localhostProfile',
      path: "'{path}' is no path below the folder of seccomp profiles",
      remove: 'Remove {field}',
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
  securityContext:
    seccompProfile:
      type: Localhost
#           ^^^^^^^^^ invalid-security-profile
  containers:
  - name: web
    image: nginx:1.27
`,
        },
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
      appArmorProfile:
        type: RuntimeDefault
        localhostProfile: web
#       ^^^^^^^^^^^^^^^^ invalid-security-profile
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    securityContext:
      appArmorProfile:
        type: RuntimeDefault
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
  securityContext:
    seccompProfile:
      type: Localhost
      localhostProfile: profiles/web.json
  containers:
  - name: web
    image: nginx:1.27
    securityContext:
      appArmorProfile:
        type: RuntimeDefault
`,
        },
      ],
    },
  },

  fields: ['seccompProfile', 'appArmorProfile'],

  *check(pod) {
    yield* faultsIn(pod, pod.spec.node, undefined);
    for (const container of pod.spec.containers) yield* faultsIn(pod, container.node, container);
  },
});

type Ids = 'type' | 'name' | 'other' | 'path' | 'remove';

function* faultsIn(pod: Pod, owner: YamlMap, container: ContainerView | undefined): Iterable<Problem<Ids>> {
  const security = mapOf(owner, 'securityContext');
  if (!security) return;
  for (const field of ['seccompProfile', 'appArmorProfile']) {
    const profile = mapOf(security, field);
    if (!profile) continue;
    for (const fault of profileFaults(pod, security, field, profile))
      yield { ...fault, ...rejection(pod), ...(container && { container }) };
  }
}

/** Source: core/validation, validateSeccompProfileField and validateAppArmorProfileField. */
function* profileFaults(pod: Pod, security: YamlMap, field: string, profile: YamlMap): Iterable<Problem<Ids>> {
  const type = settledText(profile, 'type');
  const args = { profile: field, type: type?.value ?? '' };
  if (lacks(pod, profile, 'type')) {
    yield { span: keySpanOf(security, field, profile.span), message: { id: 'type', args } };
  }
  if (type?.value === 'Localhost' && lacks(pod, profile, 'localhostProfile')) {
    yield { span: type.span, message: { id: 'name', args } };
  } else if (
    (type?.value === 'RuntimeDefault' || type?.value === 'Unconfined') &&
    !isAbsent(profile, 'localhostProfile')
  ) {
    const span = keySpanOf(profile, 'localhostProfile', profile.span);
    yield {
      span,
      message: { id: 'other', args },
      fixes: () => removeField(pod, profile, 'localhostProfile', { id: 'remove' }),
    };
  }
  const path = stringOf(profile, 'localhostProfile');
  if (field !== 'seccompProfile' || type?.value !== 'Localhost' || !path) return;
  if (!path.value.startsWith('/') && !path.value.split('/').includes('..')) return;
  yield { span: path.span, message: { id: 'path', args: { path: path.value } } };
}
