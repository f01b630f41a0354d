import { entryOf } from '../../syntax/access.js';
import { nearestName } from '../conditions/nearest-name.js';
import type { UnknownField } from './fault.js';
import { fits } from './homes.js';

/** Fields that people know by another word, by the object that has them. */
const OTHER_WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ContainerPort: { containerPort: ['port', 'targetPort', 'number'] },
  ServicePort: { port: ['containerPort', 'servicePort'], targetPort: ['containerPort'] },
  VolumeMount: { mountPath: ['path', 'mount', 'target', 'destination'], name: ['volume', 'volumeName'] },
  Volume: { persistentVolumeClaim: ['pvc', 'claim'], hostPath: ['host'] },
  ConfigMapVolumeSource: { name: ['configMapName', 'configName'] },
  ConfigMapProjection: { name: ['configMapName'] },
  ConfigMapEnvSource: { name: ['configMapName'] },
  ConfigMapKeySelector: { name: ['configMapName'] },
  SecretProjection: { name: ['secretName'] },
  SecretEnvSource: { name: ['secretName'] },
  SecretKeySelector: { name: ['secretName'] },
  SecretVolumeSource: { secretName: ['name'] },
  PersistentVolumeClaimVolumeSource: { claimName: ['name', 'pvcName'] },
  Container: {
    image: ['imageName'],
    command: ['cmd', 'entrypoint'],
    env: ['environment', 'envVars', 'envs'],
    volumeMounts: ['mounts'],
  },
  LabelSelector: { matchLabels: ['labels'] },
};

/** A name of fewer letters says too little to be a part of another. */
const SHORTEST_PART = 3;

/**
 * The field of the same object that is spelt the same but for upper case and dashes, and is not set yet: there is no doubt
 * about it.
 */
export function sameLetters({ key, place }: UnknownField): string | undefined {
  const letters = lettersOf(key);
  const name = [...place.type.fields.keys()].find((each) => lettersOf(each) === letters);
  return name !== undefined && !entryOf(place.map, name) ? name : undefined;
}

/** A field of the same object that is known by this word, or one letter away. */
export function likelyName(fault: UnknownField): string | undefined {
  const { key, place } = fault;
  const words = Object.entries(OTHER_WORDS[place.type.name] ?? {});
  const known = words.find(([name, others]) => others.includes(key) && isFree(fault, name))?.[0];
  if (known !== undefined) return known;
  const near = nearestName(key, freeNames(fault));
  return near !== undefined && isOneLetterAway(key, near) ? near : undefined;
}

/** A field of the same object with a name not too far away, or the only one that begins or ends with this word. */
export function possibleName(fault: UnknownField): string | undefined {
  const near = nearestName(fault.key, freeNames(fault));
  if (near !== undefined || fault.key.length < SHORTEST_PART) return near;
  const word = fault.key.toLowerCase();
  const parts = freeNames(fault)
    .filter((name) => fits(fault.pair.value, fault.place.type.fields.get(name) ?? { shape: 'one', value: 'any' }))
    .filter((name) => name.toLowerCase().startsWith(word) || name.toLowerCase().endsWith(word));
  return parts.length === 1 ? parts[0] : undefined;
}

function freeNames({ place }: UnknownField): string[] {
  return [...place.type.fields.keys()].filter((name) => !entryOf(place.map, name));
}

function isFree({ place }: UnknownField, name: string): boolean {
  return place.type.fields.has(name) && !entryOf(place.map, name);
}

function lettersOf(name: string): string {
  return name.replace(/[-_ ]/g, '').toLowerCase();
}

/** Names of few letters are one away from anything. */
function isOneLetterAway(key: string, name: string): boolean {
  if (Math.min(key.length, name.length) < 4 || Math.abs(key.length - name.length) > 1) return false;
  let start = 0;
  while (start < key.length && key[start] === name[start]) start++;
  let end = 0;
  while (end < Math.min(key.length, name.length) - start && key.at(-1 - end) === name.at(-1 - end)) end++;
  return Math.max(key.length, name.length) - start - end <= 1;
}
