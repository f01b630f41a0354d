import type { ExtensionContext } from 'vscode';
import { activateExtension } from './activation.js';

let stop: (() => Promise<void>) | undefined;

/** Entry of the extension where it runs in Node. */
export function activate(context: ExtensionContext): void {
  stop = activateExtension(context, async (output, events) => {
    const { connectToProcess } = await import('./node-connection.js');
    return connectToProcess(context, output, events);
  });
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
