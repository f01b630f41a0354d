import { activationCases } from './cases/activation.js';
import { configurationCases } from './cases/configuration.js';
import { contributionCases } from './cases/contributions.js';
import { findingCases } from './cases/findings.js';
import { roleCases } from './cases/roles.js';
import { serverCases } from './cases/server.js';
import { runCases } from './run-cases.js';

/** What an extension host calls when it was started with `extensionTestsPath`. */
export function run(): Promise<void> {
  return runCases([
    ...activationCases,
    ...roleCases,
    ...findingCases,
    ...configurationCases,
    ...contributionCases,
    ...serverCases,
  ]);
}
