import { env, Uri, workspace } from 'vscode';

/** The server's texts in the editor's language, as they stand beside it; undefined where they are English. */
export async function readTranslation(extension: Uri): Promise<Readonly<Record<string, string>> | undefined> {
  if (!env.language.startsWith('ko')) return undefined;
  const file = Uri.joinPath(extension, 'dist', 'texts.ko.json');
  return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
}
