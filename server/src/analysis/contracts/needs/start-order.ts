import { defineNeed, met } from '../need.js';

export const startOrder = defineNeed({
  id: 'start-order',
  title: 'Its turn before the containers that need it',
  why: 'Init containers run one after the other, and the app containers start when all of them have ended. They run again whenever the Pod is set up anew, so they have to bear repetition.',
  messages: { before: 'runs to its end before {other} starts' },
  assess(pod, container) {
    if (container.lifecycle !== 'init') return [];
    const apps = pod.spec.containers.filter(({ lifecycle }) => lifecycle === 'app');
    const first = apps.find((each) => pod.verdictOf(each).role === 'main') ?? apps[0];
    return first ? [met('before', { other: first.label }, first.anchor)] : [];
  },
});
