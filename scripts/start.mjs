// Opens VS Code with the extension on samples/: `npm start -- [--port N] [--no-browser] [--embedded]`. Needs only Node
// and npm at first and installs the rest.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, runMain } from './process/failure.mjs';
import { npm } from './process/npm.mjs';
import { installDependencies } from './project/dependencies.mjs';
import { findDesktop, runDesktop } from './project/find-desktop.mjs';
import { projectRoot } from './project/root.mjs';

const SAMPLES = join(projectRoot, 'samples');

/** What a first look should fall on. */
const FIRST_SAMPLE = join(SAMPLES, '01-web-server-log-collector.yaml');

runMain(async () => {
  const options = readOptions();
  await installDependencies();
  const desktop = options.embedded ? { reason: '--embedded' } : await findDesktop();
  if (!('command' in desktop)) return serveEmbedded(options, desktop.reason);
  const reason = await openDesktop(desktop.command);
  return reason === undefined ? 0 : serveEmbedded(options, reason);
});

function readOptions() {
  const { port, embedded, 'no-browser': noBrowser } = parseOptions();
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && !(Number.isInteger(number) && number > 0 && number < 65_536)) {
    throw new Failure(`${port} is no port: a number from 1 to 65535.`);
  }
  return { port: number, embedded, openBrowser: !noBrowser && !process.env['CI'] };
}

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        embedded: { type: 'boolean', default: false },
        'no-browser': { type: 'boolean', default: false },
      },
    });
    return { ...values, port: values.port ?? (process.env['PORT'] || undefined) };
  } catch (error) {
    throw new Failure(
      `${error instanceof Error ? error.message : error}\nUsage: npm start -- [--port N] [--no-browser] [--embedded]`,
    );
  }
}

/**
 * @param {string} command
 * @returns {Promise<string | undefined>} why it did not open, such as for root, whom VS Code turns away
 */
async function openDesktop(command) {
  console.log('Building the extension');
  await npm(['run', '--silent', 'build'], 'Building the extension', { cwd: projectRoot });
  const first = existsSync(FIRST_SAMPLE) ? [FIRST_SAMPLE] : [];
  const args = ['--new-window', `--extensionDevelopmentPath=${projectRoot}`, SAMPLES, ...first];
  const { status, output } = await runDesktop(command, args);
  if (status !== 0) return `${command} did not start: ${output.trim().split('\n')[0]}`;
  console.log('VS Code is opening with the extension and samples/.');
  return undefined;
}

/**
 * @param {{ readonly port: number | undefined, readonly openBrowser: boolean }} options
 * @param {string} reason why it is not the desktop's VS Code
 * @returns {Promise<undefined>} while the server goes on
 */
async function serveEmbedded({ port, openBrowser }, reason) {
  console.log(`Using the embedded VS Code (${reason})`);
  const { installHost } = await import('./host/install-host.mjs');
  const { quietSettings } = await import('./host/host-settings.mjs');
  const { startHost } = await import('./host/start-host.mjs');
  const { packageExtension } = await import('./project/package-extension.mjs');
  const installed = await installHost();
  console.log('Building and packaging the extension');
  const vsix = await packageExtension('out/pod-patterns.vsix');
  const token = randomBytes(24).toString('hex');
  const host = await startHost(installed, {
    settings: quietSettings,
    vsix,
    token,
    ...(port !== undefined && { port }),
  });
  const url = host.url({ folder: SAMPLES, ...(existsSync(FIRST_SAMPLE) && { openFile: FIRST_SAMPLE }) });
  let interrupted = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.prependOnceListener(signal, () => {
      interrupted = true;
    });
  }
  host.ended.then(() => {
    if (interrupted) return;
    console.error(`The embedded VS Code ended by itself:\n${host.log()}`);
    process.exit(1);
  });
  console.log(`\nVS Code is running, for this machine only:\n\n  ${url}\n\nCtrl-C ends it.`);
  if (openBrowser) openInBrowser(url);
  return undefined;
}

/**
 * Shows a URL in the person's own browser, where there is one; the URL has been printed in any case.
 * @param {string} url
 */
function openInBrowser(url) {
  const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
  const opener = process.platform === 'darwin' ? 'open' : hasDisplay ? 'xdg-open' : undefined;
  if (opener === undefined) return;
  // On its own, since it may become the browser itself, which is not ours to end.
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.once('error', () => {});
  child.unref();
}
