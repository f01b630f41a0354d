import type { InitializeResult } from 'vscode-languageserver-protocol';
import { VERSION } from '../features/version.js';
import type { ClientFeatures } from './client-features.js';
import { QUICK_FIX } from './code-actions.js';

/** The protocol's number for changes that are told as edits. */
const INCREMENTAL = 2;

/** What the server can do for a client. */
export function initializeResult(client: ClientFeatures): InitializeResult {
  const diagnosticProvider = {
    identifier: 'pod-patterns',
    interFileDependencies: false,
    workspaceDiagnostics: false,
  };
  return {
    serverInfo: { name: 'pod-patterns', version: VERSION },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: INCREMENTAL },
      hoverProvider: true,
      inlayHintProvider: { resolveProvider: true },
      documentSymbolProvider: { label: 'Pod Patterns' },
      codeActionProvider: { codeActionKinds: [QUICK_FIX] },
      // A client that can ask is not told as well.
      ...(client.pullsDiagnostics ? { diagnosticProvider } : {}),
    },
  };
}
