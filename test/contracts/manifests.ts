import { readdirSync, readFileSync } from 'node:fs';
import { rules } from '../../server/src/analysis/rules/index.js';
import { readMarkers } from '../support/markers.js';

const FOLDERS = ['test/fixtures', 'test/roles', 'samples'];

/** Every fixture, sample and example by its name, without markers. */
export const everyManifest: ReadonlyMap<string, string> = new Map(
  [
    ...FOLDERS.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.ya?ml$/.test(file))
        .map((file) => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')] as const),
    ),
    ...rules.flatMap(({ id, meta: { examples } }) =>
      [...examples.bad, ...examples.good].map(({ yaml }, index) => [`${id} ${index}`, yaml] as const),
    ),
  ].map(([name, marked]) => [name, readMarkers(marked).text]),
);
