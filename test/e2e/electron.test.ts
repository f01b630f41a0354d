import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { downloadAndUnzipVSCode, runTests, SilentReporter } from '@vscode/test-electron';
import { hostCache } from '../../scripts/host/install-host.mjs';
import { bundleSuite } from './support/bundle-suite.js';
import { copyWorkspace } from './support/hosts.js';

const STAND_IN = resolve('scripts/host/vscode-executable.mjs');

test('the suite passes in VS Code as @vscode/test-electron starts it', async (context) => {
  const extensionTestsPath = resolve(await bundleSuite('node'));
  await runTests({
    vscodeExecutablePath: await desktopOrStandIn(),
    extensionDevelopmentPath: resolve('.'),
    extensionTestsPath,
    launchArgs: [copyWorkspace(context)],
  });
});

/** Desktop VS Code where it can be downloaded and can show a window. */
async function desktopOrStandIn(): Promise<string> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return standIn('there is no display for desktop VS Code (xvfb-run gives one)');
  }
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(hostCache(), 'desktop'), reporter: new SilentReporter() });
  } catch (error) {
    return standIn(`desktop VS Code cannot be downloaded (${error instanceof Error ? error.message : error})`);
  }
}

function standIn(reason: string): string {
  console.log(`Note: ${reason}; the embedded VS Code stands in for it`);
  return STAND_IN;
}
