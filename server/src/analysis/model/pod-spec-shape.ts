import { asMap, seqOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import type { PathStep } from './model.js';

/**
 * Whether a map somewhere in an object can only be a pod spec: its `containers` are containers as the API defines them,
 * and it has no field that would make it a container, a workload or a pipeline itself. A list of init containers alone
 * is enough below a template, as operators' pod templates often add just that.
 */
export function looksLikePodSpec(map: YamlMap, path: readonly PathStep[]): boolean {
  if (map.pairs.some(({ key }) => key !== undefined && FOREIGN_TO_POD_SPECS.has(key))) return false;
  const containers = seqOf(map, 'containers');
  if (containers) return areContainers(containers.items.map(asMap));
  return isTemplateSpec(path) && areContainers((seqOf(map, 'initContainers')?.items ?? []).map(asMap));
}

/** Items that are still empty are neither for nor against. */
function areContainers(items: readonly (YamlMap | undefined)[]): boolean {
  const given = items.filter((item) => item !== undefined);
  return given.length > 0 && given.every((item) => looksLikeContainer(item));
}

function looksLikeContainer(item: YamlMap): boolean {
  const keys = item.pairs.flatMap(({ key }) => key ?? []);
  const foreign = keys.filter((key) => key !== 'name' && key !== '<<' && !CONTAINER_FIELDS.has(key));
  // One more is allowed: a key that is being typed, or a mistyped one.
  return foreign.length <= 1 && keys.some((key) => CONTAINER_FIELDS.has(key));
}

function isTemplateSpec(path: readonly PathStep[]): boolean {
  return path.at(-1) === 'spec' && /template$/i.test(String(path.at(-2)));
}

/** Fields of a container beside `name`, which anything may have. */
const CONTAINER_FIELDS: ReadonlySet<string> = new Set([
  'image',
  'command',
  'args',
  'workingDir',
  'ports',
  'envFrom',
  'env',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'volumeMounts',
  'volumeDevices',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'imagePullPolicy',
  'securityContext',
  'stdin',
  'stdinOnce',
  'tty',
]);

/** Fields that no pod spec has: beside one of them, `containers` only adds to a pod that somebody else makes. */
const FOREIGN_TO_POD_SPECS: ReadonlySet<string> = new Set([
  'image',
  'command',
  'args',
  'env',
  'ports',
  'volumeMounts',
  'replicas',
  'selector',
  'template',
  'templates',
  'container',
  'sidecars',
  'steps',
  'tasks',
  'apiVersion',
  'kind',
]);
