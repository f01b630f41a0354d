import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../process/run.mjs';

const OLDEST = [1, 91];
const ANSWER_MILLISECONDS = 15_000;

/**
 * The `code` command of a desktop VS Code that can show a window here.
 * @returns {Promise<{ readonly command: string } | { readonly reason: string }>} or why there is none
 */
export async function findDesktop() {
  if (process.platform === 'linux' && !hasDisplay()) return { reason: 'there is no display' };
  // In a terminal of VS Code's own that runs on another machine, `code` steers the window there and loads no extension.
  if (process.env['VSCODE_IPC_HOOK_CLI'] && !isSubsystem())
    return { reason: 'this terminal belongs to a remote VS Code' };
  const command = commandOnPath();
  if (command === undefined) return { reason: 'there is no `code` on PATH' };
  const { status, output } = await runDesktop(command, ['--version'], ANSWER_MILLISECONDS);
  const version = /^(\d+)\.(\d+)\.\d+\S*\s+[0-9a-f]{40}\s/m.exec(output);
  if (status !== 0 || version === null) return { reason: `${command} is not the command of VS Code` };
  const [major = 0, minor = 0] = version.slice(1).map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  return isOld ? { reason: `${command} is older than ${OLDEST.join('.')}` } : { command };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} [timeout] milliseconds
 */
export function runDesktop(command, args, timeout) {
  const options = timeout === undefined ? {} : { timeout };
  // A batch file on Windows, which only a shell can run.
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/c', command, ...args], options)
    : run(command, args, options);
}

function commandOnPath() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function hasDisplay() {
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] || isSubsystem());
}

/** Linux on Windows, where `code` is the one of Windows. */
function isSubsystem() {
  return Boolean(process.env['WSL_DISTRO_NAME']);
}
