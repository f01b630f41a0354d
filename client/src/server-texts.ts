import { type LogOutputChannel, Uri, workspace } from 'vscode';
import { readerLanguage } from './reader-language.js';

/** The server's texts in the editor's language, from the file beside it; undefined if they are English, or unreadable. */
export async function readTranslation(
  extension: Uri,
  output: LogOutputChannel,
): Promise<Readonly<Record<string, string>> | undefined> {
  const language = readerLanguage();
  if (language === 'en') return undefined;
  try {
    const file = Uri.joinPath(extension, 'dist', `texts.${language}.json`);
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
  } catch (error) {
    output.warn(`The texts stay English: ${error}`);
    return undefined;
  }
}
