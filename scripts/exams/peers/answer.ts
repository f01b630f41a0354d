import { pathToFileURL } from 'node:url';
import { findingsOf, type PlacedFinding } from '../../../server/src/features/diagnostics.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/features/settings.js';
import { createWorkspaceIndex } from '../../../server/src/features/workspace-index.js';
import { openSource } from '../../../server/src/syntax/source.js';
import type { Case } from './cases.js';
import { QUESTIONS } from './questions.js';

/** What we say about a case. */
export interface Answer {
  readonly case: Case;
  readonly agrees: boolean;
  /** The answers that differ on purpose have a reason. */
  readonly reason: string | undefined;
  /** `rule:message` of every finding in the place that the case is about. */
  readonly findings: readonly string[];
}

/** With the rules that are off by default: what a linter asks is compared, and not what it is set to. */
const SETTINGS: Settings = { ...DEFAULT_SETTINGS, profile: 'strict' };

/** Answers a case; undefined where no rule of ours asks the like. */
export function answer(given: Case): Answer | undefined {
  const question = QUESTIONS[given.concept];
  if (!question) return undefined;
  const found = findingsOf(openCase(given), SETTINGS).filter((each) => isAbout(given, each));
  const isFlagged = found.some(({ rule, message }) =>
    question.answers.some((each) => each === rule.id || each === `${rule.id}:${message.id}`),
  );
  return {
    case: given,
    agrees: isFlagged === given.flagged,
    reason: question.difference,
    findings: found.map(({ rule, message }) => `${rule.id}:${message.id}`),
  };
}

function openCase({ path, text, beside }: Case) {
  const uri = pathToFileURL(path).href;
  const index = createWorkspaceIndex();
  index.put(uri, text);
  for (const other of beside) index.put(pathToFileURL(other.path).href, other.text);
  return openSource(uri, 0, text, { related: index.relatedTo(uri), partial: index.isPatch(uri) });
}

function isAbout({ object, container }: Case, finding: PlacedFinding): boolean {
  if (object !== undefined && finding.workload !== object) return false;
  return container === undefined || finding.container === container;
}
