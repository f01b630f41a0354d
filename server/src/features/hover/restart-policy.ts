import type { ContainerView } from '../../analysis/model/model.js';
import { runsToCompletion } from '../../analysis/model/workloads.js';
import { onPair } from './cursor.js';
import { code } from './markdown.js';
import { defineMessages, type HoverAnswer, type HoverPlace } from './topic.js';

export const restartPolicyMessages = defineMessages({
  id: 'hover-restart-policy',
  messages: {
    native:
      '**Native sidecar**: with {policy}, init container {container} does not have to end. It is started in its turn, restarted whenever it ends, and stopped after the app containers.',
    nativeStart:
      'The next container starts once this one has started: its postStart hook is done and its startup probe, if it has one, has succeeded.',
    nativeStop:
      'When the Pod is stopped, native sidecars get their TERM signal after the last app container has ended, the last in the list first.',
    nativeJob: "It does not keep a Job from completing, and the Pod's own restartPolicy does not hold for it.",
    nativeVersion: 'Since Kubernetes 1.29 without a feature gate, stable since 1.33.',
    initOther: 'Init container {container} runs to its end. Only {policy} makes an init container a native sidecar.',
    app: "For an entry of {list}, a restartPolicy of its own takes the place of the Pod's. It does not make it a native sidecar: those are init containers.",
    appVersion: 'Kubernetes 1.34 takes it behind a feature gate, 1.35 by default.',
    pod: '**restartPolicy** {value} of the Pod',
    Always:
      'Whenever an app container ends, the kubelet starts it again in the same Pod, after a pause that grows from 10 s to 5 min.',
    OnFailure: 'An app container is started again only when it ends with an error.',
    Never: 'No app container is started again; the Pod is done when they have ended.',
    podInit: 'Native sidecars are always restarted. Init containers that fail are tried again, except with Never.',
    job: 'A Job takes OnFailure or Never. It is complete when every entry of {list} has ended without an error.',
  },
});

const own = restartPolicyMessages;

/** `restartPolicy` of a container, which makes a native sidecar of an init container, and of the pod. */
export function restartPolicyTopic(place: HoverPlace): HoverAnswer | undefined {
  for (const container of place.pod.spec.containers) {
    const span = onPair(container.node, 'restartPolicy', place.offset);
    if (span) return { span, sections: [containerLines(place, container)] };
  }
  const span = onPair(place.pod.spec.node, 'restartPolicy', place.offset);
  return span && { span, sections: [podLines(place)] };
}

function containerLines(place: HoverPlace, { list, lifecycle, label }: ContainerView): readonly string[] {
  const args = { container: code(label), policy: code('restartPolicy: Always'), list: code(list) };
  if (list !== 'initContainers') return [place.text(own, 'app', args), place.text(own, 'appVersion')];
  if (lifecycle !== 'sidecar') return [place.text(own, 'initOther', args), place.text(own, 'appVersion')];
  return [
    place.text(own, 'native', args),
    place.text(own, 'nativeStart'),
    place.text(own, 'nativeStop'),
    place.text(own, 'nativeJob'),
    place.text(own, 'nativeVersion'),
  ];
}

function podLines(place: HoverPlace): readonly string[] {
  const { manifest, spec } = place.pod;
  const value = spec.restartPolicy?.value;
  const known = (['Always', 'OnFailure', 'Never'] as const).find((each) => each === value);
  return [
    place.text(own, 'pod', { value: code(value ?? '') }),
    ...(known ? [place.text(own, known)] : []),
    place.text(own, 'podInit'),
    ...(runsToCompletion(manifest.kind.value) ? [place.text(own, 'job', { list: code('containers') })] : []),
  ];
}
