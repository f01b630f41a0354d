import {
  CodeActionKind,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { VERSION } from '../features/version.js';
import type { ClientFeatures } from './client-features.js';
import { COMPLETION_TRIGGERS } from './completion.js';
import { FIX_ALL_KIND } from './fix-all.js';

/** What the server tells a client about itself: its name, and what may be asked of it. */
export function initializeResult(client: ClientFeatures): InitializeResult {
  return {
    serverInfo: { name: 'pod-patterns', version: VERSION },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS] },
      inlayHintProvider: { resolveProvider: true },
      documentSymbolProvider: { label: 'Pod Patterns' },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL_KIND] },
      ...(client.pullsDiagnostics
        ? {
            diagnosticProvider: {
              identifier: 'pod-patterns',
              interFileDependencies: false,
              workspaceDiagnostics: false,
            },
          }
        : {}),
    },
  };
}
