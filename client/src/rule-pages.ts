import { commands, type Disposable, env, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';
import type { RuleSummary } from '../../server/src/lsp/protocol.js';

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

/** `documentationOf` is asked again when a page is restored with its window. */
export function createRulePages(documentationOf: (id: string) => Promise<string | undefined>): RulePages {
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent: async ({ path }) => (await documentationOf(idIn(path))) ?? '',
  };
  const registration = workspace.registerTextDocumentContentProvider(SCHEME, provider);
  return {
    open: async (rule) => {
      if (rule.documentation) await openPage(rulePageUri(rule.id));
      else await env.openExternal(Uri.parse(rule.url));
    },
    dispose: () => registration.dispose(),
  };
}

/** As text where the built-in Markdown extension is switched off. */
async function openPage(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await window.showTextDocument(uri, { preview: true });
  }
}

function idIn(path: string): string {
  return path.replace(/^\//, '').replace(/\.md$/, '');
}
