import type { ExtensionContext } from 'vscode';
import { activateExtension } from './activation.js';

let stop: (() => Promise<void>) | undefined;

/** Entry of the extension where it runs in a web worker, as on vscode.dev. */
export function activate(context: ExtensionContext): void {
  stop = activateExtension(context, async (output, events) => {
    const { connectToWorker } = await import('./browser-connection.js');
    return connectToWorker(context, output, events);
  });
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
