import { commands, type Disposable, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';
import type { RuleSummary } from '../../server/src/lsp/protocol.js';
import { readerLanguage } from './reader-language.js';

/** The manifest associates it with the editor's own preview of Markdown. */
const SCHEME = 'pod-patterns-rule';

/** Where the page of a rule can be opened in this editor. */
export function rulePageUri(id: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${id}.md` });
}

/** Pages of rules as read-only documents, which the editor's own Markdown preview shows. */
export interface RulePages extends Disposable {
  open(rule: RuleSummary): Promise<void>;
}

/** The pages stand beside the server, by rule, in English and Korean, and the one about configuration with them. */
export function createRulePages(extension: Uri): RulePages {
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent: async ({ path }) => (await readPages(extension))[pageIn(path)] ?? '',
  };
  const registration = workspace.registerTextDocumentContentProvider(SCHEME, provider);
  return {
    open: (rule) => openPage(rulePageUri(rule.id)),
    dispose: () => registration.dispose(),
  };
}

async function readPages(extension: Uri): Promise<Readonly<Record<string, string>>> {
  const file = Uri.joinPath(extension, 'dist', `rule-pages.${readerLanguage()}.json`);
  return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
}

/** As text where the built-in Markdown extension is switched off. */
async function openPage(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await window.showTextDocument(uri, { preview: true });
  }
}

/** The name of a page by the last part of its path, with or without `.md`, since pages name each other by file. */
export function pageIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');
}
