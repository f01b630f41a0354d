import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  window,
  workspace,
} from 'vscode';
import { DOCUMENT_SELECTOR } from './document-languages.js';
import { isEnabled } from './manifest-documents.js';
import type { RoleStore } from './role-store.js';
import { summaryOf } from './role-summary.js';
import type { ServerControl } from './server-control.js';

type Appearance = Pick<LanguageStatusItem, 'text' | 'busy' | 'severity' | 'command'>;

/** What the language status says about the server and about the containers of the active file. */
export function showLanguageStatus(server: ServerControl, roles: RoleStore): Disposable {
  const item = languages.createLanguageStatusItem('podPatterns.status', DOCUMENT_SELECTOR);
  item.name = l10n.t('Pod Patterns');
  item.detail = l10n.t('Pod Patterns');
  const update = () => Object.assign(item, appearanceOf(server, roles));
  update();
  return Disposable.from(
    item,
    server.onDidChangeState(update),
    roles.onDidChange(update),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('podPatterns.enable')) update();
    }),
  );
}

function appearanceOf(server: ServerControl, roles: RoleStore): Appearance {
  const showOutput = { command: 'podPatterns.showOutput', title: l10n.t('Show Output') };
  const quiet = { busy: false, severity: LanguageStatusSeverity.Information, command: showOutput };
  switch (server.state) {
    case 'idle':
    case 'stopped':
      return { ...quiet, text: l10n.t('No Kubernetes manifest open yet') };
    case 'starting':
      return { ...quiet, text: l10n.t('Starting…'), busy: true };
    case 'running':
      return { ...quiet, text: fileSummary(roles) };
    case 'failed':
      return {
        busy: false,
        severity: LanguageStatusSeverity.Error,
        text: l10n.t('The language server is not running'),
        command: { command: 'podPatterns.restartServer', title: l10n.t('Restart') },
      };
  }
}

function fileSummary(roles: RoleStore): string {
  const document = window.activeTextEditor?.document;
  if (document && !isEnabled(document)) return l10n.t('Switched off for this file');
  return (document && summaryOf(roles.containersOf(document))) ?? l10n.t('No containers in this file');
}
