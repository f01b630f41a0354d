import type { Rule } from '../rule.js';
import { contradictingRoles } from './contradicting-roles.js';
import { impossibleRole } from './impossible-role.js';
import { needlessRole } from './needless-role.js';
import { roleOfUnknownContainer } from './role-of-unknown-container.js';
import { strayRoleComment } from './stray-role-comment.js';
import { unknownRole } from './unknown-role.js';

/** In the order of the manual. */
export const rolesRules: readonly Rule[] = [
  unknownRole,
  roleOfUnknownContainer,
  contradictingRoles,
  impossibleRole,
  needlessRole,
  strayRoleComment,
];
