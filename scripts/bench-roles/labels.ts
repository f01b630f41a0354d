import { readFileSync } from 'node:fs';
import { CONTAINER_FUNCTIONS, type ContainerFunction, ROLES, type Role } from '../../server/src/analysis/roles/role.js';
import { UsageError } from './usage-error.js';

/** What a person says about one container; the format is described in docs/calibration.md. */
export interface Label {
  /** Name of the manifest in the folder, without its ending. */
  readonly file: string;
  /** `spec.template.spec`; undefined where the file has one pod, or names tell its pods apart. */
  readonly podPath: string | undefined;
  readonly container: string;
  readonly index: number;
  /** Whether it stands under `initContainers`. */
  readonly init: boolean;
  readonly role: Role;
  /** Undefined where the person gives none: then it is not counted. */
  readonly function: ContainerFunction | undefined;
  readonly native: boolean;
  /** Two people could disagree: counted apart. */
  readonly doubt: boolean;
  /** Whose manifest it is: manifests of one owner resemble each other. */
  readonly owner: string | undefined;
}

/** What a manifest's file name ends with. */
export const MANIFEST_ENDING = /\.(?:ya?ml|json)$/;

/** A manifest's file name without its ending, which labels may leave out. */
export function manifestName(file: string): string {
  return file.replace(MANIFEST_ENDING, '');
}

/** Reads a file of labels, one JSON object per line. Throws `UsageError` with the line that it cannot read. */
export function readLabels(path: string): Label[] {
  const lines = textOf(path).split('\n');
  const labels = lines.flatMap((line, at) => (line.trim() === '' ? [] : [readLabel(line, `${path}, line ${at + 1}`)]));
  if (labels.length === 0) throw new UsageError(`${path} holds no label`);
  return labels;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`cannot read the labels in ${path}`);
  }
}

function readLabel(line: string, place: string): Label {
  const fields = fieldsOf(line, place);
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined);
  const file = text('id') ?? text('file');
  const container = text('container');
  const index = fields['index'];
  if (file === undefined || container === undefined || typeof index !== 'number') {
    throw new UsageError(`${place}: a label needs 'id', 'container' and 'index'`);
  }
  const role = ROLES.find((each) => each === fields['role']);
  if (!role) throw new UsageError(`${place}: '${fields['role']}' is no role; roles are ${ROLES.join(', ')}`);
  const purpose = CONTAINER_FUNCTIONS.find((each) => each === fields['function']);
  if (fields['function'] !== undefined && !purpose) {
    throw new UsageError(
      `${place}: '${fields['function']}' is no function; functions are ${CONTAINER_FUNCTIONS.join(', ')}`,
    );
  }
  return {
    file: manifestName(file),
    podPath: text('podPath'),
    container,
    index,
    init: fields['init'] === true,
    role,
    function: purpose,
    native: fields['nativeSidecar'] === true,
    doubt: fields['doubt'] === true,
    owner: text('owner') ?? text('repo')?.split('/')[0],
  };
}

function fieldsOf(line: string, place: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Said below, as for a number or a string.
  }
  throw new UsageError(`${place} is no JSON object`);
}
