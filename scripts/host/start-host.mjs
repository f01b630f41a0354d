import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { atExit, temporaryFolder } from '../process/cleanup.mjs';
import { Failure } from '../process/failure.mjs';
import { endGroup, run } from '../process/run.mjs';

const START_MILLISECONDS = 30_000;
const LOOPBACK = '127.0.0.1';

/**
 * @typedef {object} HostOptions
 * @property {Readonly<Record<string, unknown>>} settings the user settings
 * @property {string} [vsix] an extension to install first
 * @property {number} [port] a free one where it is left out
 * @property {string} [token] what a browser must present; whoever can reach the port may come in where it is left out
 * @property {boolean} [record] write down what its processes try to reach outside of this machine
 * @property {boolean} [testDriver] obey `extensionTestsPath` in a URL; costs the notifications, so it is for tests only
 */

/**
 * @typedef {object} WorkbenchTarget
 * @property {string} folder absolute, to be opened
 * @property {string} [openFile] absolute, to be opened in an editor
 * @property {string} [developmentPath] folder of an extension to load; needs `testDriver`
 * @property {string} [testsPath] module whose `run` is called in the extension host; needs `testDriver`
 */

/**
 * @typedef {object} Host
 * @property {string} address
 * @property {(target: WorkbenchTarget) => string} url
 * @property {() => string} log what the server wrote so far
 * @property {() => readonly string[]} outgoing what its processes tried to reach; needs `record`
 * @property {Promise<unknown>} ended settles when its server has ended, however
 * @property {() => Promise<void>} stop ends it and removes all that it wrote
 */

/**
 * Starts the embedded VS Code on loopback, with fresh user data.
 * @param {import('./install-host.mjs').InstalledHost} installed
 * @param {HostOptions} options
 * @returns {Promise<Host>} when it answers
 * @throws {Failure} a taken port, or what the server says
 */
export async function startHost(installed, options) {
  if (options.port !== undefined) await assertFree(options.port);
  const data = temporaryFolder('pod-host-');
  const paths = prepareData(data.path, options);
  const env = hostEnvironment(data.path, paths.outgoing, options);
  if (options.vsix !== undefined) await installExtension(installed, data.path, options.vsix, env);
  const log = openSync(paths.log, 'a');
  const child = spawn(installed.node, serverArguments(installed, data.path, paths.token, options), {
    stdio: ['ignore', log, log],
    detached: true,
    env,
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const forget = atExit(() => endGroup(child, closed));
  const stop = async () => {
    forget();
    await endGroup(child, closed);
    data.remove();
  };
  const readLog = () => readFileSync(paths.log, 'utf8');
  const port = await listeningPort(child, readLog).catch(async (error) => {
    await stop();
    throw error;
  });
  const address = `${LOOPBACK}:${port}`;
  return {
    address,
    url: (target) => workbenchUrl(address, options.token, target),
    log: readLog,
    outgoing: () => (existsSync(paths.outgoing) ? readFileSync(paths.outgoing, 'utf8').trimEnd().split('\n') : []),
    ended: closed,
    stop,
  };
}

/** @param {number} port */
function assertFree(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const reason =
        'code' in error && error.code === 'EADDRINUSE'
          ? 'is taken by another program'
          : `cannot be used (${error.message})`;
      reject(new Failure(`Port ${port} ${reason}. Choose another one, or leave it out for a free one.`));
    });
    probe.listen(port, LOOPBACK, () => probe.close(resolve));
  });
}

/**
 * @param {string} folder
 * @param {HostOptions} options
 */
function prepareData(folder, { settings, token }) {
  const user = join(folder, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify(settings, undefined, 2));
  const tokenFile = join(folder, 'token');
  // In a file, because other users of the machine can read a command line.
  if (token !== undefined) writeFileSync(tokenFile, token, { mode: 0o600 });
  return { log: join(folder, 'server.log'), outgoing: join(folder, 'outgoing.log'), token: tokenFile };
}

/**
 * @param {string} folder
 * @param {string} outgoing
 * @param {HostOptions} options
 * @returns {NodeJS.ProcessEnv}
 */
function hostEnvironment(folder, outgoing, { record }) {
  const recording = { POD_PATTERNS_OUTGOING: outgoing, HOME: folder };
  const { NODE_OPTIONS: _, VSCODE_IPC_HOOK_CLI: __, ...inherited } = process.env;
  return {
    ...inherited,
    ...(record && recording),
    // No address, so that neither the page nor the server asks for extensions.
    EXTENSIONS_GALLERY: '{}',
    // Its sockets go here, too. They allow for no much longer path.
    TMPDIR: folder,
    XDG_RUNTIME_DIR: folder,
    VSCODE_CWD: folder,
  };
}

/**
 * @param {import('./install-host.mjs').InstalledHost} installed
 * @param {string} folder
 * @param {string} tokenFile
 * @param {HostOptions} options
 */
function serverArguments(installed, folder, tokenFile, { port = 0, token, record = false, testDriver = false }) {
  return [
    ...['--import', new URL('leash.mjs', import.meta.url).href],
    ...(record ? ['--import', new URL('record-outgoing.mjs', import.meta.url).href] : []),
    installed.server,
    ...['--host', LOOPBACK, '--port', String(port)],
    ...(token === undefined ? ['--without-connection-token'] : ['--connection-token-file', tokenFile]),
    ...['--server-data-dir', folder, '--accept-server-license-terms', '--telemetry-level', 'off'],
    '--disable-workspace-trust',
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

/**
 * @param {import('./install-host.mjs').InstalledHost} installed
 * @param {string} folder
 * @param {string} vsix
 * @param {NodeJS.ProcessEnv} env
 */
async function installExtension(installed, folder, vsix, env) {
  const args = [installed.server, '--server-data-dir', folder, '--install-extension', resolve(vsix), '--force'];
  const { status, output } = await run(installed.node, args, { env });
  if (status !== 0) throw new Failure(`The extension could not be installed into the embedded VS Code:\n${output}`);
}

/**
 * The port that the server says it listens on, once it says so.
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => string} readLog
 * @returns {Promise<number>}
 */
async function listeningPort(child, readLog) {
  const end = Date.now() + START_MILLISECONDS;
  while (Date.now() < end && child.exitCode === null && child.signalCode === null) {
    const port = /Extension host agent listening on (\d+)/.exec(readLog())?.[1];
    if (port !== undefined) return Number(port);
    await delay(50);
  }
  throw new Failure(`The embedded VS Code did not start:\n${readLog()}`);
}

/**
 * @param {string} address
 * @param {string | undefined} token
 * @param {WorkbenchTarget} target
 */
function workbenchUrl(address, token, { folder, openFile, developmentPath, testsPath }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://${address}${pathToFileURL(path).pathname}`;
  const payload = Object.entries({
    openFile,
    extensionDevelopmentPath: developmentPath,
    extensionTestsPath: testsPath,
  }).flatMap(([key, path]) => (path === undefined ? [] : [[key, remote(path)]]));
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  if (token !== undefined) query.set('tkn', token);
  return `http://${address}/?${query}`;
}
