// Bundles everything that is shipped into dist/: `node scripts/build.mjs [--watch]`.
import { chmodSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { withoutRulePages, writeRulePages } from './project/rule-pages.mjs';
import { writeServerTexts } from './project/server-texts.mjs';

const { values } = parseArgs({ options: { watch: { type: 'boolean', default: false } } });

/** @typedef {esbuild.BuildOptions} BuildOptions */

/** @type {BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  charset: 'utf8',
  logLevel: 'warning',
};
/** @type {BuildOptions} A CommonJS file has no `import.meta`; its own path and folder serve as well. */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  define: { 'import.meta.url': '__filename', 'import.meta.dirname': '__dirname' },
  // The package's modules instead of its CommonJS form, so that what nobody calls stays out.
  alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
};
/** @type {BuildOptions} */
const browser = { ...common, platform: 'browser', target: 'es2022', external: ['vscode'] };
/** @type {BuildOptions} */
const executable = { ...node, banner: { js: '#!/usr/bin/env node' } };

/** @type {BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/extension.js' },
  { ...executable, entryPoints: ['server/src/lsp/node.ts'], outfile: 'dist/server.js', plugins: [withoutRulePages] },
  { ...executable, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.js' },
  { ...browser, format: 'cjs', entryPoints: ['client/src/browser.ts'], outfile: 'dist/web/extension.js' },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['server/src/lsp/browser.ts'],
    outfile: 'dist/web/server.js',
    plugins: [withoutRulePages],
  },
];

if (values.watch) {
  for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
} else {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  await writeRulePages('dist');
  await writeServerTexts('dist');
  for (const file of ['dist/server.js', 'dist/cli.js']) chmodSync(file, 0o755);
}
