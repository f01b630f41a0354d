import type { TextDocument } from 'vscode';
import type { BaseLanguageClient, Middleware } from 'vscode-languageclient';
import { isServed } from './document-languages.js';
import { isManifest } from './manifest-documents.js';

/**
 * Lets the server have every YAML document, but a JSON document only from the moment it looks like a manifest: most
 * JSON is not ours, and some of it is large. Older states of files, as in a comparison, are not sent at all.
 */
export function createSynchronization(
  client: () => BaseLanguageClient,
): Required<Pick<Middleware, 'didOpen' | 'didChange' | 'didClose'>> {
  const sent = new Set<string>();
  const keyOf = (document: TextDocument) => document.uri.toString();
  return {
    didOpen: async (document, next) => {
      if (!isWanted(document)) return;
      sent.add(keyOf(document));
      await next(document);
    },
    didChange: async (event, next) => {
      if (sent.has(keyOf(event.document))) await next(event);
      else if (isWanted(event.document)) await sendOpen(client(), event.document);
    },
    didClose: async (document, next) => {
      if (sent.delete(keyOf(document))) await next(document);
    },
  };
}

function isWanted(document: TextDocument): boolean {
  return isServed(document.languageId, document.uri.scheme) && (document.languageId !== 'json' || isManifest(document));
}

async function sendOpen(client: BaseLanguageClient, document: TextDocument): Promise<void> {
  await client.getFeature('textDocument/didOpen').getProvider(document)?.send(document);
}
