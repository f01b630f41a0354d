import type { Rule } from '../rule.js';
import { misspeltObjectName } from './misspelt-object-name.js';
import { serviceBypassesAuthProxy } from './service-bypasses-auth-proxy.js';
import { serviceSelectsNothing } from './service-selects-nothing.js';
import { serviceTargetsHelperOnly } from './service-targets-helper-only.js';
import { undeclaredServiceAccount } from './undeclared-service-account.js';
import { unknownConfigKey } from './unknown-config-key.js';
import { unknownServiceAccount } from './unknown-service-account.js';
import { unknownTargetPort } from './unknown-target-port.js';

/** Objects that name each other, in the order of the manual. */
export const referencesRules: readonly Rule[] = [
  unknownTargetPort,
  serviceSelectsNothing,
  unknownConfigKey,
  misspeltObjectName,
  unknownServiceAccount,
  undeclaredServiceAccount,
  serviceBypassesAuthProxy,
  serviceTargetsHelperOnly,
];
