import { asMap, entryOf, mapOf } from '../syntax/access.js';
import { addItem, replaceScalar, setIn } from '../syntax/edit.js';
import { type SourceDocument, textOf } from '../syntax/source.js';
import { shift, type TextEdit } from '../syntax/span.js';
import type { YamlData } from '../syntax/write.js';
import { readProjectFile } from './project-file.js';

/** What is turned off: a rule everywhere, or only in the files of a glob. */
export interface DisabledRule {
  readonly rule: string;
  readonly files?: string;
}

/**
 * The edits of a configuration file, or of the empty one that is made, that turn a rule off; undefined where the file is
 * written too unusually. Spans count from the file's start.
 */
export function disableInProject(
  file: SourceDocument | undefined,
  disabled: DisabledRule,
): readonly TextEdit[] | undefined {
  const part = file && readProjectFile(file).part;
  if (!part) return [append(file ? textOf(file) : '', disabled)];
  const root = asMap(part.document.root);
  if (!root) return undefined;
  const edit = editOf(part.document, root, disabled);
  return edit && [{ ...edit, span: shift(edit.span, part.start) }];
}

type Document = Parameters<typeof setIn>[0];
type Root = Parameters<typeof setIn>[1];

function editOf(document: Document, root: Root, { rule, files }: DisabledRule): TextEdit | undefined {
  if (files !== undefined) return withPlainOff(addItem(document, root, 'overrides', overrideOf(rule, files)));
  const set = entryOf(mapOf(root, 'rules'), rule)?.value;
  if (set?.kind === 'scalar' && set.style === 'plain') return { span: set.span, newText: 'off' };
  if (set) return set.kind === 'scalar' ? replaceScalar(document, set, 'off') : undefined;
  return withPlainOff(setIn(document, root, ['rules', rule], 'off'));
}

function append(text: string, { rule, files }: DisabledRule): TextEdit {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines =
    files === undefined
      ? ['rules:', `  ${rule}: off`]
      : ['overrides:', `- files: ${JSON.stringify(files)}`, '  rules:', `    ${rule}: off`];
  const lead = text === '' || text.endsWith('\n') ? '' : newline;
  const newText = lead + lines.map((line) => line + newline).join('');
  return { span: { start: text.length, end: text.length }, newText };
}

function overrideOf(rule: string, files: string): YamlData {
  return { files, rules: { [rule]: 'off' } };
}

/** The writer quotes what YAML 1.1 takes for a boolean; here it reads the same either way. */
function withPlainOff(edit: TextEdit | undefined): TextEdit | undefined {
  return edit && { ...edit, newText: edit.newText.replace(/(^|[\s:])"off"/g, '$1off') };
}
