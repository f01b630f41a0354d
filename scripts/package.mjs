// Makes the .vsix: `npm run package`.
import { readFileSync, statSync } from 'node:fs';
import { runMain } from './process/failure.mjs';
import { packageExtension } from './project/package-extension.mjs';
import { projectRoot } from './project/root.mjs';

runMain(async () => {
  const { name, version } = JSON.parse(readFileSync(`${projectRoot}/package.json`, 'utf8'));
  const path = await packageExtension(`${name}-${version}.vsix`);
  console.log(`${path} (${Math.round(statSync(path).size / 1000)} kB)`);
  return 0;
});
