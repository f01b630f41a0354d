// The pages of the rules: beside the editor's server instead of in it, which starts faster for it. What only the manual
// says of evidence stays out as well.
import { readFile, writeFile } from 'node:fs/promises';
import * as esbuild from 'esbuild';
import ts from 'typescript';

/** What stands on the page of a rule or a source of evidence and nowhere else, by what is left of it. */
const ON_THE_PAGE = new Map([
  ['docs', "''"],
  ['references', '[]'],
  ['examples', '{ bad: [], good: [] }'],
  ['why', "''"],
]);

/** @type {esbuild.Plugin} Leaves out of a bundle what only the pages of the rules show. */
export const withoutRulePages = {
  name: 'without-rule-pages',
  setup(build) {
    build.onLoad({ filter: /analysis[\\/](?:rules|roles)[\\/][\w-]+[\\/][\w-]+\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: withoutPage(await readFile(path, 'utf8')),
    }));
  },
};

/**
 * Writes `rule-pages.<language>.json`, the Markdown of every page by the rule's id and of the one about
 * configuration, for each language. What that one links to beside the rules is not at hand in the editor.
 * @param {string} folder
 */
export async function writeRulePages(folder) {
  const { rulePages, LANGUAGES } = await importSource('server/src/features/rule-page.ts');
  const text = await readFile('docs/configuration.md', 'utf8');
  const configuration = text.replace(/\[([^\]]+)\]\((?!rules\/|#|https:)[^)]*\)/g, '$1');
  for (const language of LANGUAGES) {
    const pages = { ...rulePages(language), configuration };
    await writeFile(`${folder}/rule-pages.${language}.json`, `${JSON.stringify(pages)}\n`);
  }
}

/**
 * @param {string} text the source of a rule or of a source of evidence
 * @returns {string}
 */
function withoutPage(text) {
  const source = ts.createSourceFile('rule.ts', text, ts.ScriptTarget.ES2022, true);
  /** @type {{ start: number, end: number, left: string }[]} */
  const cuts = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const left = ts.isPropertyAssignment(node) ? ON_THE_PAGE.get(node.name.getText()) : undefined;
    if (left !== undefined && ts.isPropertyAssignment(node) && isOfMeta(node)) {
      cuts.push({ start: node.initializer.getStart(), end: node.initializer.getEnd(), left });
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(source);
  return cuts.reduceRight((rest, { start, end, left }) => rest.slice(0, start) + left + rest.slice(end), text);
}

/** @param {ts.PropertyAssignment} property */
function isOfMeta({ parent: { parent } }) {
  return ts.isPropertyAssignment(parent) && parent.name.getText() === 'meta';
}

/**
 * A module of the sources, as Node can run it.
 * @param {string} file
 */
export async function importSource(file) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
    alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`${file} gave no bundle`);
  return import(`data:text/javascript;base64,${Buffer.from(output.contents).toString('base64')}`);
}
