import { Failure } from './failure.mjs';
import { run } from './run.mjs';

/** No chatter, and a missing network is told within seconds rather than after a minute of trying again. */
const SETTINGS = {
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '5000',
};
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/;

/**
 * Runs npm with whatever registry and proxy it is set up for.
 * @param {readonly string[]} args
 * @param {{ readonly cwd: string }} options
 */
export function runNpm(args, { cwd }) {
  const [program, first] = npmProgram();
  return run(program, [...first, ...args], { cwd, env: { ...process.env, ...SETTINGS } });
}

/**
 * Runs npm for something that has to succeed.
 * @param {readonly string[]} args
 * @param {string} purpose what it is for, to begin the sentence "… needs the npm registry"
 * @param {{ readonly cwd: string }} options
 * @returns {Promise<string>} its output
 * @throws {Failure} a sentence that says why it failed
 */
export async function npm(args, purpose, options) {
  const { status, output } = await runNpm(args, options);
  if (status === 0) return output;
  if (status === 127) throw new Failure(`${purpose} needs npm, which was not found.`);
  const reason = UNREACHABLE.exec(output)?.[0];
  if (reason !== undefined) {
    throw new Failure(`${purpose} needs the npm registry, which cannot be reached (${reason}). Is there a network?`);
  }
  if (/ENOSPC/.test(output)) throw new Failure(`${purpose} failed: the disk is full.`);
  if (/EINTEGRITY/.test(output)) throw new Failure(`${purpose} stopped: a package is not the one expected.\n${output}`);
  throw new Failure(`${purpose} failed: npm ${args.join(' ')}\n${output}`);
}

/** The npm that runs this script, or the one on PATH; on Windows that is a batch file, which only a shell can run. */
function npmProgram() {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('.js')) return /** @type {const} */ ([process.execPath, [running]]);
  if (process.platform === 'win32') return /** @type {const} */ (['cmd.exe', ['/d', '/c', 'npm']]);
  return /** @type {const} */ (['npm', []]);
}
