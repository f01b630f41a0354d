import { resolve } from 'node:path';
import { build } from 'esbuild';

/** Bundles the suite for an extension host, which loads one CommonJS file; gives its path from the project's root. */
export async function bundleSuite(platform: 'node' | 'browser'): Promise<string> {
  const outfile = `out/e2e/${platform}/suite.js`;
  await build({
    entryPoints: [resolve('test/e2e/suite/index.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform,
    target: platform === 'node' ? 'node20' : 'es2022',
    external: ['vscode'],
    sourcemap: 'inline',
  });
  return outfile;
}
