/** What another linter asks, in terms of our rules. */
export interface Question {
  /** Rules that answer it; `rule:message` where only one of a rule's sentences does. */
  readonly answers: readonly string[];
  /** Why we answer some cases otherwise on purpose. */
  readonly difference?: string;
}

/** By the concept's name. A concept that is not listed is not our ground. */
export const QUESTIONS: Readonly<Record<string, Question>> = {
  'resources.cpu-request-missing': {
    answers: ['missing-resources', 'missing-cpu-request'],
    difference: 'a limit without a request is one: the API server takes the limit for the request',
  },
  'resources.cpu-limit-missing': { answers: ['missing-resources', 'missing-cpu-limit'] },
  'resources.memory-request-missing': {
    answers: ['missing-resources', 'missing-memory-limit:unreserved'],
    difference: 'a limit without a request is one: the API server takes the limit for the request',
  },
  'resources.memory-limit-missing': { answers: ['missing-resources', 'missing-memory-limit'] },
  'probe.liveness-missing': { answers: ['missing-liveness-probe'] },
  'probe.readiness-missing': {
    answers: ['missing-readiness-probe'],
    difference: 'a container that opens no port is sent no requests: its readiness keeps nothing away from it',
  },
  'env.duplicate-name': { answers: ['duplicate-env'] },
  'pod.deprecated-service-account': { answers: ['deprecated-service-account'] },
  'refs.service-account-missing': { answers: ['unknown-service-account', 'undeclared-service-account'] },
  'service.selector-no-match': { answers: ['service-selects-nothing'] },
  'workload.selector-mismatch': {
    answers: [
      'selector-mismatch',
      'missing-selector',
      'missing-label-selector',
      'invalid-selector',
      'invalid-job-selector',
    ],
  },
};
