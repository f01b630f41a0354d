// The server's texts in other languages than English: beside it instead of in it, as few read them.
import { writeFile } from 'node:fs/promises';
import { importSource } from './rule-pages.mjs';

/**
 * Writes `texts.ko.json`, every Korean template by its id, without those of the rules' pages, which have their own files.
 * @param {string} folder
 */
export async function writeServerTexts(folder) {
  const { korean } = await importSource('server/src/features/l10n/ko/korean.ts');
  const said = Object.entries(korean).filter(([id]) => !id.endsWith('.docs'));
  await writeFile(`${folder}/texts.ko.json`, `${JSON.stringify(Object.fromEntries(said))}\n`);
}
