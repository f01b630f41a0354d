#!/usr/bin/env node
// Stands in for the executable file of desktop VS Code: takes the arguments that @vscode/test-electron passes, runs the
// suite in the embedded VS Code, and ends with its status.
import { resolve } from 'node:path';
import { runMain } from '../process/failure.mjs';
import { testSettings } from './host-settings.mjs';
import { findOrInstallBrowser } from './install-browser.mjs';
import { installHost } from './install-host.mjs';
import { startHost } from './start-host.mjs';
import { openWorkbench, runSuite } from './workbench.mjs';

runMain(async () => {
  const host = await startHost(await installHost(), { settings: testSettings, testDriver: true });
  const { page, close } = await openWorkbench(await findOrInstallBrowser());
  const url = host.url({
    folder: resolve(folderArgument()),
    developmentPath: argument('extensionDevelopmentPath'),
    testsPath: argument('extensionTestsPath'),
  });
  const { passed, reason } = await runSuite(page, url, (line) => console.log(line));
  if (!passed) console.error(`The suite failed: ${reason}`);
  await close();
  await host.stop();
  return passed ? 0 : 1;
});

/** @param {string} name */
function argument(name) {
  const prefix = `--${name}=`;
  const found = process.argv.find((each) => each.startsWith(prefix));
  if (found === undefined) throw new Error(`${prefix}PATH is missing`);
  return found.slice(prefix.length);
}

/** The only argument that is no option. */
function folderArgument() {
  return process.argv.slice(2).find((each) => !each.startsWith('-')) ?? '.';
}
