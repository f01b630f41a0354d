import { booleanOf, mapOf } from '../../../syntax/access.js';
import type { YamlMap } from '../../../syntax/nodes.js';
import { isMissing, keySpanOf, settledText } from '../../conditions/given.js';
import { lacks } from '../../conditions/misread.js';
import { rejection } from '../../conditions/rejection.js';
import { removeField } from '../../edits/remove-field.js';
import type { Pod } from '../../pod.js';
import { defineRule } from '../rule.js';

export const unsupportedOnOs = defineRule({
  id: 'unsupported-on-os',
  meta: {
    title: 'Setting of another operating system',
    severity: 'error',
    since: '0.1.0',
    docs: `
      With \`os.name\` a Pod says which system its nodes run, and the API server rejects settings that only the other
      one has: user and group ids, capabilities, seccomp, SELinux, AppArmor, sysctls, shared process namespaces and the
      \`resources\` of a whole Pod on Windows, \`windowsOptions\` on Linux.`,
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/#pod-os',
      'https://kubernetes.io/docs/concepts/windows/intro/#compatibility-v1-pod',
    ],
    messages: {
      setting: '{field} cannot be set in a Pod for {os}',
      name: 'The os of a Pod needs a name: linux or windows',
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
  os:
    name: windows
  containers:
  - name: web
    image: mcr.microsoft.com/windows/servercore/iis
    securityContext:
      runAsUser: 1000
#     ^^^^^^^^^ unsupported-on-os
      windowsOptions:
        runAsUserName: ContainerUser
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  containers:
  - name: web
    image: mcr.microsoft.com/windows/servercore/iis
    securityContext:
      windowsOptions:
        runAsUserName: ContainerUser
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
  os:
    name: windows
  containers:
  - name: web
    image: mcr.microsoft.com/windows/servercore/iis
    securityContext:
      windowsOptions:
        runAsUserName: ContainerUser
`,
        },
      ],
    },
  },

  fields: ['os'],
  *check(pod) {
    const { node, containers } = pod.spec;
    const system = mapOf(node, 'os');
    if (system && lacks(pod, system, 'name')) {
      yield { ...rejection(pod), span: keySpanOf(node, 'os', system.span), message: { id: 'name', args: {} } };
    }
    const os = settledText(system, 'name')?.value;
    if (os !== 'windows' && os !== 'linux') return;
    yield* settings(pod, node, POD_FIELDS[os], os);
    yield* settings(pod, mapOf(node, 'securityContext'), POD_SECURITY[os], os);
    for (const container of containers) {
      const security = mapOf(container.node, 'securityContext');
      for (const problem of settings(pod, security, CONTAINER_SECURITY[os], os)) yield { ...problem, container };
    }
  },
});

/** Source: core/validation, validateWindows and validateLinux. */
const POD_FIELDS: Readonly<Record<string, readonly string[]>> = {
  windows: ['hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace', 'resources'],
  linux: [],
};

const POD_SECURITY: Readonly<Record<string, readonly string[]>> = {
  windows: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'fsGroup',
    'fsGroupChangePolicy',
    'sysctls',
    'runAsUser',
    'runAsGroup',
    'supplementalGroups',
    'supplementalGroupsPolicy',
  ],
  linux: ['windowsOptions'],
};

const CONTAINER_SECURITY: Readonly<Record<string, readonly string[]>> = {
  windows: [
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'capabilities',
    'readOnlyRootFilesystem',
    'privileged',
    'allowPrivilegeEscalation',
    'procMount',
    'runAsUser',
    'runAsGroup',
  ],
  linux: ['windowsOptions'],
};

/** Fields that say nothing when they are false. */
const TRUE_ONLY: ReadonlySet<string> = new Set(['hostPID', 'hostIPC']);

function* settings(pod: Pod, map: YamlMap | undefined, fields: readonly string[] = [], os: string) {
  for (const field of fields) {
    if (!map || isMissing(map, field) || (TRUE_ONLY.has(field) && booleanOf(map, field)?.value !== true)) continue;
    const pair = map.pairs.find(({ key }) => key === field);
    if (!pair) continue;
    yield {
      ...rejection(pod),
      span: pair.keySpan,
      message: { id: 'setting' as const, args: { field, os } },
      fixes: () => removeField(pod, map, field, { id: 'remove' }),
    };
  }
}
