import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { Failure } from '../process/failure.mjs';
import { run } from '../process/run.mjs';
import { projectRoot } from '../project/root.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge'];

const MAC_APPLICATIONS = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const WINDOWS_PROGRAMS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

const ANSWER_MILLISECONDS = 20_000;
const APT_MILLISECONDS = 600_000;

/**
 * A Chromium, Chrome or Edge for the browser-driven tests; installs one where there is none.
 * @returns {Promise<string>} its executable file
 * @throws {Failure} a sentence, where none can be had
 */
export async function findOrInstallBrowser() {
  const named = process.env['CHROMIUM'] || process.env['CHROME'];
  if (named) {
    if (await answers(named)) return named;
    throw new Failure(`CHROMIUM or CHROME names ${named}, which does not run.`);
  }
  const found = await findBrowser();
  if (found !== undefined) return found;
  console.log('No Chromium, Chrome or Edge found');
  const attempts = [await installWithApt(), await installWithPlaywright()];
  const installed = await findBrowser();
  if (installed !== undefined) return installed;
  throw new Failure(
    `The tests in VS Code need Chromium, Chrome or Edge, and none could be installed. Install one, or set CHROMIUM to its executable file.\n${attempts.join('\n')}`,
  );
}

async function findBrowser() {
  for (const path of candidates()) {
    if (existsSync(path) && (await answers(path))) return path;
  }
  return undefined;
}

function candidates() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const programs = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
  return [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...MAC_APPLICATIONS,
    ...programs.flatMap((folder) => (folder ? WINDOWS_PROGRAMS.map((program) => join(folder, program)) : [])),
    chromium.executablePath(),
  ];
}

/**
 * A file is not enough: on Ubuntu `chromium-browser` may be a script that only asks for a snap.
 * @param {string} path
 */
async function answers(path) {
  // On Windows, Chrome ignores --version and would open a window.
  if (process.platform === 'win32') return existsSync(path);
  const { status } = await run(path, ['--version'], { timeout: ANSWER_MILLISECONDS });
  return status === 0;
}

/** @returns {Promise<string>} what came of it */
async function installWithApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return 'apt-get: needs root on Debian or Ubuntu.';
  console.log('Installing Chromium (apt-get install chromium)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, timeout: APT_MILLISECONDS };
  const lock = ['-o', 'DPkg::Lock::Timeout=120'];
  const update = await run('apt-get', [...lock, 'update'], options);
  const install = await run('apt-get', [...lock, 'install', '-y', '--no-install-recommends', 'chromium'], options);
  return install.status === 0
    ? 'apt-get: installed chromium.'
    : `apt-get failed:\n${lastLines(update.output + install.output)}`;
}

/** @returns {Promise<string>} what came of it */
async function installWithPlaywright() {
  if ((await findBrowser()) !== undefined) return 'playwright-core: not needed.';
  console.log('Installing Chromium (playwright-core install chromium)');
  const program = join(projectRoot, 'node_modules', 'playwright-core', 'cli.js');
  const { status, output } = await run(process.execPath, [program, 'install', 'chromium'], {
    timeout: APT_MILLISECONDS,
  });
  return status === 0 ? 'playwright-core: installed chromium.' : `playwright-core failed:\n${lastLines(output)}`;
}

/** @param {string} output */
function lastLines(output) {
  return output.trimEnd().split('\n').slice(-6).join('\n');
}
