import type { Message } from '../analysis/message.js';
import { applyEdits } from '../syntax/edit.js';
import { parseDocument } from '../syntax/parse.js';
import type { SourceDocument, SourcePart } from '../syntax/source.js';
import { type Span, shift, type TextEdit } from '../syntax/span.js';
import { findingsOf, type PlacedFinding } from './diagnostics.js';
import type { Translation } from './messages.js';
import { ruleText } from './rule-text.js';
import type { Settings } from './settings.js';

/** A way to repair a finding; spans of the edits count from the file's start. */
export interface PlacedFix {
  readonly finding: PlacedFinding;
  readonly message: Message;
  /** Whether this is the first way of its finding. */
  readonly preferred: boolean;
  readonly applicability: 'safe' | 'suggestion';
  /** In source order, not overlapping. */
  readonly edits: readonly TextEdit[];
}

/** The fixes of every finding that touches `span`, in the order of the findings. */
export function fixesAt(source: SourceDocument, span: Span, settings: Settings): readonly PlacedFix[] {
  return findingsOf(source, settings)
    .filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end)
    .flatMap(fixesOf);
}

/** The fixes of one finding, without those that would leave text that cannot be parsed. */
export function fixesOf(finding: PlacedFinding): readonly PlacedFix[] {
  const { part } = finding;
  return finding
    .fixes()
    .filter(({ edits }) => edits.length > 0 && staysReadable(part, edits))
    .map(({ message, applicability, edits }, index) => ({
      finding,
      message,
      preferred: index === 0,
      applicability,
      edits: edits.map(({ span, newText }) => ({ span: shift(span, part.start), newText })),
    }));
}

/** The fix's title in the translation's language. */
export function fixText({ finding, message }: PlacedFix, translation?: Translation): string {
  return ruleText(finding.rule, message, translation);
}

/** YAML has corners that no editing foresees: what would break the document is not offered. */
function staysReadable({ document }: SourcePart, edits: readonly TextEdit[]): boolean {
  return parseDocument(applyEdits(document.text, edits)).problems.length <= document.problems.length;
}
