import type { Rule } from '../rule.js';
import { conflictingHostNamespaces } from './conflicting-host-namespaces.js';
import { conflictingSecurityContext } from './conflicting-security-context.js';
import { conflictingServiceType } from './conflicting-service-type.js';
import { deprecatedAnnotation } from './deprecated-annotation.js';
import { deprecatedNodeLabel } from './deprecated-node-label.js';
import { deprecatedServiceAccount } from './deprecated-service-account.js';
import { duplicatePodEntry } from './duplicate-pod-entry.js';
import { duplicateServicePort } from './duplicate-service-port.js';
import { ignoredServiceField } from './ignored-service-field.js';
import { invalidActiveDeadline } from './invalid-active-deadline.js';
import { invalidAffinityTerm } from './invalid-affinity-term.js';
import { invalidDnsSettings } from './invalid-dns-settings.js';
import { invalidHostAlias } from './invalid-host-alias.js';
import { invalidHostName } from './invalid-host-name.js';
import { invalidIndexedJob } from './invalid-indexed-job.js';
import { invalidJobSelector } from './invalid-job-selector.js';
import { invalidLabel } from './invalid-label.js';
import { invalidObjectName } from './invalid-object-name.js';
import { invalidPodFailurePolicy } from './invalid-pod-failure-policy.js';
import { invalidPodGate } from './invalid-pod-gate.js';
import { invalidReferenceName } from './invalid-reference-name.js';
import { invalidRestartPolicy } from './invalid-restart-policy.js';
import { invalidRollingUpdate } from './invalid-rolling-update.js';
import { invalidSchedule } from './invalid-schedule.js';
import { invalidSecurityProfile } from './invalid-security-profile.js';
import { invalidSelector } from './invalid-selector.js';
import { invalidServiceAddress } from './invalid-service-address.js';
import { invalidServicePort } from './invalid-service-port.js';
import { invalidSessionAffinity } from './invalid-session-affinity.js';
import { invalidSpreadConstraint } from './invalid-spread-constraint.js';
import { invalidSuccessPolicy } from './invalid-success-policy.js';
import { invalidSysctl } from './invalid-sysctl.js';
import { invalidTimeZone } from './invalid-time-zone.js';
import { invalidToleration } from './invalid-toleration.js';
import { invalidUserId } from './invalid-user-id.js';
import { missingLabelSelector } from './missing-label-selector.js';
import { missingSelector } from './missing-selector.js';
import { negativeCount } from './negative-count.js';
import { negativeGracePeriod } from './negative-grace-period.js';
import { progressDeadlineTooShort } from './progress-deadline-too-short.js';
import { removedApiVersion } from './removed-api-version.js';
import { selectorMismatch } from './selector-mismatch.js';
import { serviceWithoutPorts } from './service-without-ports.js';
import { unnamedServicePort } from './unnamed-service-port.js';
import { unsupportedOnOs } from './unsupported-on-os.js';
import { unsupportedValue } from './unsupported-value.js';

/** In the order of the manual. */
export const workloadsRules: readonly Rule[] = [
  missingSelector,
  selectorMismatch,
  invalidSelector,
  missingLabelSelector,
  invalidRestartPolicy,
  invalidActiveDeadline,
  negativeGracePeriod,
  unsupportedValue,
  invalidDnsSettings,
  invalidHostName,
  invalidReferenceName,
  conflictingSecurityContext,
  conflictingHostNamespaces,
  unsupportedOnOs,
  invalidPodFailurePolicy,
  duplicatePodEntry,
  deprecatedNodeLabel,
  deprecatedAnnotation,
  deprecatedServiceAccount,
  serviceWithoutPorts,
  unnamedServicePort,
  invalidServicePort,
  duplicateServicePort,
  conflictingServiceType,
  ignoredServiceField,
  invalidObjectName,
  invalidLabel,
  negativeCount,
  invalidSchedule,
  invalidTimeZone,
  progressDeadlineTooShort,
  invalidRollingUpdate,
  invalidToleration,
  invalidAffinityTerm,
  invalidSpreadConstraint,
  invalidUserId,
  invalidSecurityProfile,
  invalidIndexedJob,
  invalidServiceAddress,
  invalidSessionAffinity,
  removedApiVersion,
  invalidHostAlias,
  invalidSysctl,
  invalidPodGate,
  invalidSuccessPolicy,
  invalidJobSelector,
];
