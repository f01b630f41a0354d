import { booleanOf, mapOf, stringOf } from '../../../syntax/access.js';
import { setIn } from '../../../syntax/edit.js';
import type { YamlMap, YamlPair } from '../../../syntax/nodes.js';
import type { Located } from '../../../syntax/span.js';
import { isMissing, settledText } from '../../conditions/given.js';
import { nearestWord } from '../../conditions/nearest-name.js';
import { rejection } from '../../conditions/rejection.js';
import { isWhole } from '../../conditions/workload.js';
import { changeWord } from '../../edits/change-text.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView } from '../../model/model.js';
import type { Pod } from '../../pod.js';
import { defineRule, type Fix, type Problem } from '../rule.js';

export const invalidMountOption = defineRule({
  id: 'invalid-mount-option',
  meta: {
    title: 'Mount option that cannot work',
    severity: 'error',
    since: '0.1.0',
    docs: `
      \`mountPropagation\` is \`None\`, \`HostToContainer\` or \`Bidirectional\`; the last one lets a container change
      the node's mounts, so the API server accepts it only in a privileged container.

      \`recursiveReadOnly\` is \`Disabled\`, \`IfPossible\` or \`Enabled\`. The last two need \`readOnly: true\`, and no
      other propagation than \`None\`.`,
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation',
      'https://kubernetes.io/docs/concepts/storage/volumes/#recursive-read-only-mounts',
    ],
    messages: {
      value: "'{value}' is no value of {field}",
      similar: "'{value}' is no value of {field}; '{nearest}' is one",
      unprivileged:
        "'{container}' mounts '{volume}' with Bidirectional propagation, which only a privileged container may",
      writable: "'{container}' mounts '{volume}' with recursiveReadOnly, which needs readOnly: true",
      propagated: "'{container}' mounts '{volume}' with recursiveReadOnly, which allows no {propagation} propagation",
      change: "Change to '{nearest}'",
      readOnly: 'Add readOnly: true',
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
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: mounts
      mountPath: /mnt
      mountPropagation: hostToContainer
#                       ^^^^^^^^^^^^^^^ invalid-mount-option
    - name: certificates
      mountPath: /certificates
      recursiveReadOnly: Enabled
#                        ^^^^^^^ invalid-mount-option
  volumes:
  - name: mounts
    hostPath:
      path: /mnt
  - name: certificates
    hostPath:
      path: /etc/ssl
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
    volumeMounts:
    - name: mounts
      mountPath: /mnt
      mountPropagation: HostToContainer
    - name: certificates
      mountPath: /certificates
      readOnly: true
      recursiveReadOnly: Enabled
  volumes:
  - name: mounts
    hostPath:
      path: /mnt
  - name: certificates
    hostPath:
      path: /etc/ssl
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
      privileged: true
    volumeMounts:
    - name: mounts
      mountPath: /mnt
      mountPropagation: Bidirectional
  volumes:
  - name: mounts
    hostPath:
      path: /mnt
`,
        },
      ],
    },
  },

  fields: ['mountPropagation', 'recursiveReadOnly'],
  *check(pod) {
    for (const container of pod.spec.containers) {
      for (const { node } of container.mounts) if (node.pairs.some(isOption)) yield* faultsOf(pod, container, node);
    }
  },
});

type Ids = 'value' | 'similar' | 'unprivileged' | 'writable' | 'propagated' | 'change' | 'readOnly';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  mountPropagation: ['None', 'HostToContainer', 'Bidirectional'],
  recursiveReadOnly: ['Disabled', 'IfPossible', 'Enabled'],
};

/** Whether one of the options may stand there; most mounts have none, and there may be many. */
function isOption({ key = '' }: YamlPair): boolean {
  return key === '<<' || key in VALUES;
}

function* faultsOf(pod: Pod, container: ContainerView, mount: YamlMap): Iterable<Problem<Ids>> {
  const shared = { ...rejection(pod), container };
  for (const [field, values] of Object.entries(VALUES)) {
    const given = settledText(mount, field);
    if (given && !values.includes(given.value)) yield { ...shared, ...unknownValue(pod, field, given, values) };
  }
  const propagation = settledText(mount, 'mountPropagation');
  const recursive = settledText(mount, 'recursiveReadOnly');
  const args = { container: container.label, volume: stringOf(mount, 'name')?.value ?? '' };
  if (propagation?.value === 'Bidirectional' && isUnprivileged(pod, container)) {
    yield { ...shared, span: propagation.span, message: { id: 'unprivileged', args } };
  }
  if (recursive?.value !== 'Enabled' && recursive?.value !== 'IfPossible') return;
  if (isMissing(mount, 'readOnly') || booleanOf(mount, 'readOnly')?.value === false) {
    const message = { id: 'writable' as const, args };
    yield { ...shared, span: recursive.span, message, fixes: () => madeReadOnly(pod, mount) };
  } else if (propagation && propagation.value !== 'None') {
    const message = { id: 'propagated' as const, args: { ...args, propagation: propagation.value } };
    yield { ...shared, span: recursive.span, message };
  }
}

/** A patch, or a value that is no boolean, leaves it open. */
function isUnprivileged(pod: Pod, { node, privileged }: ContainerView): boolean {
  const security = mapOf(node, 'securityContext');
  return isWhole(pod) && (privileged ? !privileged.value : !security || isMissing(security, 'privileged'));
}

function unknownValue(pod: Pod, field: string, given: Located<string>, values: readonly string[]): Problem<Ids> {
  const nearest = nearestWord(given.value, values);
  const args = { field, value: given.value, nearest: nearest ?? '' };
  return {
    span: given.span,
    message: { id: nearest === undefined ? 'value' : 'similar', args },
    fixes: () => changeWord(pod, given, nearest, 'change'),
  };
}

function madeReadOnly(pod: Pod, mount: YamlMap): readonly Fix<Ids>[] {
  if (!isMissing(mount, 'readOnly')) return [];
  const after = ['name', 'mountPath'];
  return makeFix(pod, { message: { id: 'readOnly', args: {} } }, [
    setIn(pod.manifest.document, mount, ['readOnly'], true, after),
  ]);
}
