import type { Message } from '../analysis/message.js';
import { rules } from '../analysis/rules/index.js';
import { directivesOf } from '../analysis/suppressions.js';
import { applyEdits } from '../syntax/edit.js';
import { lineStart, nextLine } from '../syntax/layout.js';
import { lastNotAbove, lineStartsOf } from '../syntax/lines.js';
import type { YamlDocument } from '../syntax/nodes.js';
import { parseDocument } from '../syntax/parse.js';
import type { SourceDocument } from '../syntax/source.js';
import { type Span, shift, type TextEdit } from '../syntax/span.js';
import { isJson } from '../syntax/write.js';
import { findingsOf, type PlacedFinding } from './diagnostics.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';
import type { Settings } from './settings.js';

/** A directive that turns a finding off; spans of the edits count from the file's start. */
export interface DisableFix {
  readonly finding: PlacedFinding;
  readonly message: Message;
  readonly edits: readonly TextEdit[];
}

const DISABLE = {
  id: 'disable',
  messages: {
    line: "Disable '{rule}' for this line",
    container: "Disable '{rule}' for '{container}' in this file",
    file: "Disable '{rule}' in this file",
    project: "Disable '{rule}' in this project",
  },
};

/** The table of this file, for tests of translations. */
export const disableMessages: MessageOwner = DISABLE;

export function disableText(message: Message, translation?: Translation): string {
  return textOf(DISABLE, message, translation);
}

/** A message of this file about a rule. */
export function disableMessage(id: keyof typeof DISABLE.messages, rule: string, container = ''): Message {
  return { id, args: id === 'container' ? { rule, container } : { rule } };
}

/** The findings that touch `span` and can be turned off, one for each rule. */
export function disablableAt(source: SourceDocument, span: Span, settings: Settings): readonly PlacedFinding[] {
  const touched = findingsOf(source, settings).filter(
    (finding) => finding.span.start <= span.end && span.start <= finding.span.end && rules.includes(finding.rule),
  );
  return [...new Map(touched.map((finding) => [finding.rule.id, finding])).values()];
}

/** Directives that turn a finding off: on its line, for its container, in the file. None in JSON, which has no comments. */
export function disableFixesOf(finding: PlacedFinding, source: SourceDocument): readonly DisableFix[] {
  const { rule, container } = finding;
  const [first] = source.parts;
  if (!first || isJson(first.document) || isJson(finding.part.document)) return [];
  const fix = (id: 'line' | 'container' | 'file', edit: TextEdit | undefined): readonly DisableFix[] =>
    edit ? [{ finding, message: disableMessage(id, rule.id, container), edits: [edit] }] : [];
  const named = container !== undefined && /^\S+$/.test(container);
  return [
    ...fix('line', lineDirective(finding)),
    ...fix('container', named ? fileDirective(first.document, `${rule.id} container=${container}`) : undefined),
    ...fix('file', fileDirective(first.document, rule.id)),
  ];
}

/** A comment above the finding's line; undefined where that would be none, as inside of a text of several lines. */
function lineDirective({ rule, span, part }: PlacedFinding): TextEdit | undefined {
  const { document, start } = part;
  const { text } = document;
  const offset = span.start - start;
  const line = lineStart(text, offset);
  const indentation = /^\uFEFF?([ \t]*)/.exec(text.slice(line))?.[1] ?? '';
  const edit = insertion(document, line, `${indentation}# pod-patterns-disable-next-line ${rule.id}`);
  const target = lastNotAbove(lineStartsOf(document), offset, (each) => each) + 1;
  return addsDirective(document, edit, target) ? { ...edit, span: shift(edit.span, start) } : undefined;
}

/** A comment below the comments at the top of the file, where a licence or a schema may be named. */
function fileDirective(document: YamlDocument, target: string): TextEdit | undefined {
  const { text } = document;
  let line = 0;
  while (/^\uFEFF?#/.test(text.slice(line, line + 2)) && nextLine(text, line) > line) line = nextLine(text, line);
  if (line > 0 && text[line - 1] !== '\n') return undefined;
  const edit = insertion(document, line, `# pod-patterns-disable-file ${target}`);
  return addsDirective(document, edit, -1) ? edit : undefined;
}

function insertion({ text }: YamlDocument, line: number, comment: string): TextEdit {
  const offset = line === 0 && text.startsWith('\uFEFF') ? 1 : line;
  return { span: { start: offset, end: offset }, newText: comment + (text.includes('\r\n') ? '\r\n' : '\n') };
}

/** Whether the edit makes one more directive about that line, or about the file for -1, and nothing else. */
function addsDirective(document: YamlDocument, edit: TextEdit, line: number): boolean {
  const changed = parseDocument(applyEdits(document.text, [edit]));
  const before = directivesAbout(document, line < 0 ? line : line - 1);
  return changed.problems.length <= document.problems.length && directivesAbout(changed, line) === before + 1;
}

function directivesAbout(document: YamlDocument, line: number): number {
  return directivesOf(document).filter((directive) => directive.line === line).length;
}
