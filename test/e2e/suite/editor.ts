import {
  type CodeAction,
  type CompletionList,
  ConfigurationTarget,
  commands,
  type Diagnostic,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  languages,
  type Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { until } from './expect.js';

/** Opens a file of the test workspace as it stands on the disk. */
export async function open(name: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
  await window.showTextDocument(document);
  if (document.isDirty) await commands.executeCommand('workbench.action.files.revert');
  return document;
}

/** Where a text stands for the first time. */
export function placeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${document.fileName} has no ${text}`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

export function findings(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === 'pod-patterns');
}

/** Rule ids, sorted. */
export function rules(document: TextDocument): readonly string[] {
  return findings(document).map(ruleOf).sort();
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits for the findings of a rule to come or to go. */
export function untilFound(document: TextDocument, rule: string, isFound = true): Promise<readonly string[]> {
  const what = `${rule} ${isFound ? 'found' : 'no longer found'}`;
  return until(
    what,
    () => rules(document),
    (ids) => ids.includes(rule) === isFound,
  );
}

/**
 * Holds a user setting at a value until it has had its effect. Once is not enough: VS Code reads the file of settings
 * when it is written, and the reading of an earlier writing may come in after a later one.
 */
export async function untilSettingActs(
  key: string,
  value: unknown,
  what: string,
  hasActed: () => boolean,
): Promise<void> {
  await until(
    what,
    async () => {
      const settings = workspace.getConfiguration('podPatterns');
      const { globalValue } = settings.inspect(key) ?? {};
      if (JSON.stringify(globalValue) !== JSON.stringify(value)) {
        await settings.update(key, value, ConfigurationTarget.Global);
      }
      return hasActed();
    },
    Boolean,
  );
}

export async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<readonly Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** The label of each hint behind the text of its line. */
export async function hints(document: TextDocument): Promise<readonly string[]> {
  const whole = new Range(0, 0, document.lineCount, 0);
  const found = await commands.executeCommand<readonly InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole,
  );
  return found.map(({ position, label }) => {
    const before = document.getText(new Range(position.line, 0, position.line, position.character)).trim();
    return `${before} ${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}`;
  });
}

/** Names and details, children with their parents, in source order. */
export async function outline(document: TextDocument): Promise<readonly string[]> {
  const symbols = await commands.executeCommand<readonly DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return (symbols ?? []).flatMap(described);
}

function described({ name, detail, children }: DocumentSymbol): readonly string[] {
  return [`${name}: ${detail}`, ...children.flatMap(described)];
}

export function quickFixes(document: TextDocument, range: Range): PromiseLike<readonly CodeAction[]> {
  return commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, 'quickfix');
}

/** The labels of all that the editor would suggest. */
export async function completions(document: TextDocument, position: Position): Promise<readonly string[]> {
  const { items } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}
