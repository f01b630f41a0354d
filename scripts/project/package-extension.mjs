import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../process/failure.mjs';
import { run } from '../process/run.mjs';
import { projectRoot } from './root.mjs';

/**
 * Builds the extension and packs what .vscodeignore lets through.
 * @param {string} file the .vsix to write, from the project's top folder
 * @returns {Promise<string>} its absolute path
 */
export async function packageExtension(file) {
  const path = join(projectRoot, file);
  mkdirSync(dirname(path), { recursive: true });
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  // vsce runs `vscode:prepublish`, which builds. It asks about a missing repository unless told.
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', path];
  const { status, output } = await run(process.execPath, [vsce, 'package', ...options], { cwd: projectRoot });
  if (status !== 0) throw new Failure(`The extension could not be packaged:\n${output}`);
  return path;
}
