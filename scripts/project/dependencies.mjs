import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../process/npm.mjs';
import { projectRoot } from './root.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional] such as a binary for another platform
 */

/** Makes node_modules what package-lock.json says, if it is not so already. */
export async function installDependencies() {
  if (areInstalled()) return;
  console.log('Installing the dependencies (npm ci)');
  await npm(['ci'], 'Installing the dependencies', { cwd: projectRoot });
}

/** Compares contents and not times, so that neither a checkout nor a copy makes it wrong. */
function areInstalled() {
  const locked = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  if (locked === undefined || installed === undefined) return false;
  return Object.entries(locked).every(([path, expected]) => {
    const actual = installed[path];
    if (path === '' || (actual === undefined && expected.optional)) return true;
    return actual?.version === expected.version && actual?.integrity === expected.integrity;
  });
}

/**
 * @param {string} lockfile
 * @returns {Readonly<Record<string, LockedPackage>> | undefined} undefined where there is no such file
 */
function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(join(projectRoot, lockfile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
