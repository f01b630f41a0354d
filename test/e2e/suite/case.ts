/** One test that runs inside an extension host, be it the one in Node or the one in a web worker. */
export interface Case {
  readonly name: string;
  /** Rejects if something is not as it should be. */
  readonly run: () => Promise<void>;
}

/** How a case ended; a line of JSON after this mark tells it to the test outside. */
export interface CaseOutcome {
  readonly name: string;
  /** The error with its stack; undefined where it passed. */
  readonly error?: string;
}

export const OUTCOME_MARK = 'pod-patterns-case ';
