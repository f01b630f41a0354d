import { FileSystemError, Uri, workspace } from 'vscode';
import type { ReadFileParams, ReadFileResult } from '../../server/src/lsp/protocol.js';

/** Reads a file for the server, which in the browser and in virtual workspaces has no disk of its own. */
export async function readFile({ uri }: ReadFileParams): Promise<ReadFileResult> {
  try {
    return { text: new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri, true))) };
  } catch (error) {
    if (error instanceof FileSystemError) return { text: null };
    throw error;
  }
}
