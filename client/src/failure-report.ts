import { commands, type Disposable, l10n, window } from 'vscode';
import type { ServerControl } from './server-control.js';

/** Says once that the server is not running, with what can be done about it. */
export function reportFailures(server: ServerControl): Disposable {
  return server.onDidChangeState((state) => {
    if (state === 'failed') void report();
  });
}

async function report(): Promise<void> {
  const restart = l10n.t('Restart');
  const showOutput = l10n.t('Show Output');
  const chosen = await window.showErrorMessage(
    l10n.t('The language server of Pod Patterns is not running: the output says why.'),
    restart,
    showOutput,
  );
  if (chosen === restart) await commands.executeCommand('podPatterns.restartServer');
  if (chosen === showOutput) await commands.executeCommand('podPatterns.showOutput');
}
