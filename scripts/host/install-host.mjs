import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atExit } from '../process/cleanup.mjs';
import { Failure } from '../process/failure.mjs';
import { npm } from '../process/npm.mjs';
import { run } from '../process/run.mjs';
import * as release from './release.mjs';

/**
 * @typedef {object} InstalledHost
 * @property {string} node the Node binary that runs it
 * @property {string} server its main file
 */

const PURPOSE = 'Installing the embedded VS Code';
const PLATFORM = `${process.platform}-${process.arch}`;
const USE_DESKTOP = 'Install VS Code from https://code.visualstudio.com and its `code` command instead';

/**
 * Installs the embedded VS Code into the cache folder, unless it is there. A few installations at once do not disturb
 * each other, and one that was cut short leaves nothing that looks complete.
 * @returns {Promise<InstalledHost>}
 * @throws {Failure} a sentence: unsupported platform, no network, disk full, a package that is not the expected one
 */
export async function installHost() {
  const node = nodeToUse();
  const cache = hostCache();
  const target = join(cache, `code-server-${release.codeServer.version}-${PLATFORM}-${recipeHash()}`);
  if (!existsSync(target)) {
    console.log(`${PURPOSE} (once, about 300 MB) into ${cache}`);
    const work = makeWorkFolder(cache);
    try {
      await assemble(work, node);
      moveInto(target, join(work, 'host'));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return { node: join(target, 'node'), server: join(target, 'vscode', 'out', 'server-main.js') };
}

/** Where every VS Code of ours lives, outside of the project so that clones share it. */
export function hostCache() {
  return resolve(process.env['POD_PATTERNS_HOST_CACHE'] || join(homedir(), '.cache', 'pod-patterns-vshost'));
}

/** A change of the recipe makes another installation. */
function recipeHash() {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const files = [
    'release.mjs',
    'install-host.mjs',
    ...Object.values(release.standIns).map((file) => `stand-ins/${file}`),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}

/**
 * @returns {release.Tarball | undefined} the Node binary to install, undefined where the one that runs this will do
 */
function nodeToUse() {
  const packaged = release.nodeBinaries[PLATFORM];
  if (packaged !== undefined && !isMusl()) return packaged;
  if (process.platform !== 'win32' && Number.parseInt(process.versions.node, 10) >= release.nodeMajor) return undefined;
  throw new Failure(
    process.platform === 'win32'
      ? `The embedded VS Code does not run on Windows. ${USE_DESKTOP}.`
      : `The embedded VS Code needs Node ${release.nodeMajor} on this platform (${PLATFORM}); this is ${process.version}. ${USE_DESKTOP}, or run this with a newer Node.`,
  );
}

/** Alpine and the like: the packaged Node binary needs glibc. */
function isMusl() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return process.platform === 'linux' && report.header.glibcVersionRuntime === undefined;
}

/** @param {string} cache */
function makeWorkFolder(cache) {
  const work = join(cache, `.installing-${process.pid}`);
  try {
    mkdirSync(work, { recursive: true });
  } catch (error) {
    throw new Failure(
      `${PURPOSE} failed: ${cache} cannot be written (${error}). Set POD_PATTERNS_HOST_CACHE to another folder.`,
    );
  }
  atExit(() => rmSync(work, { recursive: true, force: true }));
  const disk = statfsSync(cache);
  const free = disk.bavail * disk.bsize;
  if (free < release.diskSpaceNeeded) {
    throw new Failure(
      `${PURPOSE} needs ${megabytes(release.diskSpaceNeeded)} in ${cache}, where ${megabytes(free)} are free. Set POD_PATTERNS_HOST_CACHE to a folder on another disk.`,
    );
  }
  return work;
}

/**
 * @param {string} work an empty folder; the result is its subfolder `host`
 * @param {release.Tarball | undefined} node
 */
async function assemble(work, node) {
  const host = join(work, 'host');
  const vscode = join(host, 'vscode');
  mkdirSync(host);
  console.log(`  ${release.codeServer.name} ${release.codeServer.version}`);
  const omitted = release.omittedExtensions.map((name) => `--exclude=package/lib/vscode/extensions/${name}`);
  await unpack(await fetch(release.codeServer, work), host, 2, [...omitted, 'package/lib/vscode']);
  console.log('  its dependencies');
  await installHostDependencies(vscode);
  if (node === undefined) {
    symlinkSync(process.execPath, join(host, 'node'));
  } else {
    console.log(`  ${node.name} ${node.version}`);
    await unpack(await fetch(node, work), host, 2, ['package/bin/node']);
  }
  const { status, output } = await run(join(host, 'node'), [join(vscode, 'out', 'server-main.js'), '--version']);
  if (status !== 0) throw new Failure(`The embedded VS Code does not run on this machine:\n${output}`);
}

/**
 * npm's own check would believe whatever the registry says, so the hash is compared here.
 * @param {release.Tarball} tarball
 * @param {string} folder
 * @returns {Promise<string>} its file
 */
async function fetch({ name, version, sha512 }, folder) {
  const output = await npm(
    ['pack', `${name}@${version}`, '--json', '--loglevel=error', '--pack-destination', folder],
    PURPOSE,
    {
      cwd: folder,
    },
  );
  const file = join(folder, `${name}-${version}.tgz`);
  if (!existsSync(file)) throw new Failure(`${PURPOSE} failed: npm pack gave no ${file}.\n${output}`);
  const actual = createHash('sha512').update(readFileSync(file)).digest('base64');
  if (actual !== sha512) {
    throw new Failure(
      `${PURPOSE} stopped: ${name}@${version} as the registry gives it is not the one expected.\n  expected sha512-${sha512}\n  received sha512-${actual}`,
    );
  }
  return file;
}

/**
 * @param {string} tarball
 * @param {string} folder
 * @param {number} strip leading folders to leave out
 * @param {readonly string[]} selection options and paths
 */
async function unpack(tarball, folder, strip, selection) {
  const options = ['-xzf', tarball, '-C', folder, `--strip-components=${strip}`, '--no-same-owner'];
  const { status, output } = await run('tar', [...options, ...selection]);
  if (status === 127) throw new Failure(`${PURPOSE} needs the program tar, which was not found.`);
  if (status !== 0) throw new Failure(`${PURPOSE} failed while unpacking ${tarball}:\n${output}`);
}

/**
 * The versions and hashes are those of the package's own npm-shrinkwrap.json.
 * @param {string} vscode
 */
async function installHostDependencies(vscode) {
  const manifest = join(vscode, 'package.json');
  const content = JSON.parse(readFileSync(manifest, 'utf8'));
  for (const name of release.omittedDependencies) delete content.dependencies[name];
  writeFileSync(manifest, JSON.stringify(content, undefined, 2));
  await npm(['install', '--omit=dev', '--ignore-scripts', '--loglevel=error'], PURPOSE, { cwd: vscode });
  const folder = fileURLToPath(new URL('stand-ins/', import.meta.url));
  for (const [name, file] of Object.entries(release.standIns)) {
    const module = join(vscode, 'node_modules', name);
    mkdirSync(module, { recursive: true });
    writeFileSync(join(module, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    cpSync(join(folder, file), join(module, 'index.js'));
  }
  keepOwnPlatform(join(vscode, 'node_modules', '@vscode', 'ripgrep-universal', 'bin'));
}

/**
 * Removes the search program of the other platforms, 56 MB.
 * @param {string} folder
 */
function keepOwnPlatform(folder) {
  for (const platform of readdirSync(folder)) {
    if (platform !== PLATFORM) rmSync(join(folder, platform), { recursive: true });
  }
}

/**
 * @param {string} target
 * @param {string} complete
 */
function moveInto(target, complete) {
  try {
    renameSync(complete, target);
  } catch (error) {
    // Another installation at the same time was faster.
    if (!existsSync(target)) throw error;
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
