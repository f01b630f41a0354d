import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The texts in a language other than English stand beside the server, which starts faster without them. */
export async function loadTranslation(language: string): Promise<Readonly<Record<string, string>> | undefined> {
  if (!/^[a-z]+$/.test(language)) return undefined;
  try {
    return JSON.parse(await readFile(join(import.meta.dirname, `texts.${language}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}
