import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  type Disposable,
  languages,
  MarkdownString,
  Range,
  SnippetString,
  Uri,
  workspace,
} from 'vscode';
import { DOCUMENT_SELECTOR } from './document-languages.js';
import { offeredSnippets, type Snippet } from './snippets.js';

const FILE = ['snippets', 'pod-patterns.code-snippets'];

/**
 * Offers the snippets where a key or a list item begins and `pod` has been typed, or where suggestions are asked for.
 * Snippets that the manifest contributes are matched loosely and in every place: `name: shop` and Enter would insert one.
 */
export function offerSnippets(extensionUri: Uri): Disposable {
  let snippets: Promise<readonly Snippet[]> | undefined;
  return languages.registerCompletionItemProvider([...DOCUMENT_SELECTOR], {
    async provideCompletionItems(document, position) {
      snippets ??= readSnippets(extensionUri);
      const before = document.lineAt(position.line).text.slice(0, position.character);
      const items = offeredSnippets(await snippets, before).map(({ snippet, typed }) => {
        const item = new CompletionItem(
          { label: snippet.prefix, description: snippet.name },
          CompletionItemKind.Snippet,
        );
        item.insertText = new SnippetString(snippet.body.join('\n'));
        item.range = new Range(position.translate(0, -typed.length), position);
        // What is offered has been chosen; the editor must not choose again by its own measure.
        item.filterText = typed;
        item.documentation = new MarkdownString(snippet.description);
        return item;
      });
      return new CompletionList(items, true);
    },
  });
}

async function readSnippets(extensionUri: Uri): Promise<readonly Snippet[]> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, ...FILE));
  const entries: Record<string, Omit<Snippet, 'name'>> = JSON.parse(new TextDecoder().decode(bytes));
  return Object.entries(entries).map(([name, snippet]) => ({ name, ...snippet }));
}
