import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  CompletionTriggerKind,
} from 'vscode-languageserver';
import { type Completion, completionsAt } from '../features/completions.js';
import { configurationCompletionsAt } from '../features/configuration-completions.js';
import { isProjectFile } from '../features/project-file.js';
import { offsetAt, type SourceDocument } from '../syntax/source.js';
import { toRange } from './convert.js';
import type { Answer } from './session.js';

/** Characters after which there may be something to complete without being asked. */
export const COMPLETION_TRIGGERS = [':', ' ', ',', '='];

/** Roles, directives and rules, in our own comments and annotations; in a configuration file all that it can say. */
export const completion: Answer<CompletionParams, CompletionItem[]> = (
  source,
  { position, context },
  { translation },
) => {
  const asked = context?.triggerKind !== CompletionTriggerKind.TriggerCharacter;
  const offset = offsetAt(source, position);
  const offered = isProjectFile(source.uri)
    ? configurationCompletionsAt(source, offset, translation)
    : completionsAt(source, offset, { asked, translation });
  return offered.map((each, index) => itemOf(source, each, index));
};

/** The order is ours: an editor would sort by the alphabet. */
function itemOf(source: SourceDocument, { label, detail, span, goesOn }: Completion, index: number): CompletionItem {
  return {
    label: label.trimEnd(),
    detail,
    kind: CompletionItemKind.EnumMember,
    sortText: String(index).padStart(4, '0'),
    filterText: label.trimEnd(),
    textEdit: { range: toRange(source, span), newText: label },
    // Of editors, only Visual Studio Code knows the command; others leave it alone.
    ...(goesOn ? { command: { title: '', command: 'editor.action.triggerSuggest' } } : {}),
  };
}
