import { type Disposable, Range, type TextDocument, workspace } from 'vscode';
import { isServed } from './document-languages.js';
import { LINES_READ, looksLikeKubernetes } from './kubernetes-text.js';

/** Whether a document is of a served language and its beginning looks like Kubernetes. */
export function isManifest(document: TextDocument): boolean {
  return isServed(document.languageId, document.uri.scheme) && looksLikeKubernetes(topOf(document));
}

/** Whether the user wants the extension to work on this document. */
export function isEnabled(document: TextDocument): boolean {
  return workspace.getConfiguration('podPatterns', document).get('enable', true);
}

/** Calls once, when the first manifest is open, opened, or comes into being by an edit or a change of settings. */
export function whenManifestAppears(callback: () => void): Disposable {
  const listeners: Disposable[] = [];
  const dispose = () => {
    for (const listener of listeners.splice(0)) listener.dispose();
  };
  const consider = (documents: readonly TextDocument[]) => {
    if (!documents.some((document) => isManifest(document) && isEnabled(document))) return;
    dispose();
    callback();
  };
  listeners.push(
    workspace.onDidOpenTextDocument((document) => consider([document])),
    workspace.onDidChangeTextDocument(({ document }) => consider([document])),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('podPatterns.enable')) consider(workspace.textDocuments);
    }),
  );
  consider(workspace.textDocuments);
  return { dispose };
}

function topOf(document: TextDocument): string {
  return document.lineCount <= LINES_READ ? document.getText() : document.getText(new Range(0, 0, LINES_READ, 0));
}
