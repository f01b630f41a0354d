import { asMap } from '../syntax/access.js';
import { dataOf, placeOf } from '../syntax/data.js';
import { oncePer } from '../syntax/once-per.js';
import type { SourceDocument, SourcePart } from '../syntax/source.js';
import { type Span, shift } from '../syntax/span.js';
import type { Configuration } from './configuration.js';
import type { ConfigurationProblem } from './configuration-values.js';
import { readConfiguration } from './read-configuration.js';
import { folderOf, nameOf, plainUri } from './uri-path.js';

/** The file in which a project keeps its configuration, in any of its folders. */
export const PROJECT_FILE = '.pod-patterns.yaml';

/** A configuration file as it was read. */
export interface ProjectFile {
  readonly configuration: Configuration;
  readonly problems: readonly PlacedProblem[];
  /** The document that holds the configuration; undefined in an empty file. */
  readonly part: SourcePart | undefined;
}

/** A problem with its place; the span counts from the file's start. */
export interface PlacedProblem extends ConfigurationProblem {
  readonly span: Span;
}

export function isProjectFile(uri: string): boolean {
  return nameOf(uri) === PROJECT_FILE;
}

/** Reads the first document of a configuration file that holds anything. Never throws. */
export const readProjectFile = oncePer(
  (source: SourceDocument): ProjectFile => read(source.parts.find(({ document }) => document.root !== undefined)),
);

function read(part: SourcePart | undefined): ProjectFile {
  if (!part) return { configuration: {}, problems: [], part };
  const { root } = part.document;
  const { configuration, problems } = readConfiguration(asMap(root) ? dataOf(root) : (dataOf(root) ?? {}));
  const placed = problems.map((problem): PlacedProblem => {
    const place = placeOf(root, problem.path, problem.what) ?? { start: 0, end: 0 };
    return { ...problem, span: shift(place, part.start) };
  });
  return { configuration, problems: [...syntaxProblems(part), ...placed], part };
}

/** Why the file is no YAML, on one line each. */
function syntaxProblems({ document, start }: SourcePart): readonly PlacedProblem[] {
  return document.problems.map(({ span, message }) => {
    const [reason = ''] = message.split('\n');
    return { path: [], what: 'value', message: { id: 'syntax', args: { reason } }, span: shift(span, start) };
  });
}

/**
 * The folders whose configuration concerns a file, the outermost first: its own and all around it up to the innermost
 * root that it lies in; for a file outside of all roots, every folder around it. A file that is not saved yet counts as one of the first root.
 */
export function foldersAround(uri: string, roots: readonly string[]): readonly string[] {
  const root = roots
    .map((each) => each.replace(/\/+$/, ''))
    .filter((each) => plainUri(uri).startsWith(`${plainUri(each)}/`))
    .toSorted((one, other) => other.length - one.length)[0];
  const end = root === undefined ? undefined : plainUri(root);
  const folders: string[] = [];
  for (let folder = folderOf(uri); /^[a-z][\w+.-]*:\/\//i.test(folder); folder = folderOf(folder)) {
    folders.unshift(folder);
    if (plainUri(folder) === end) break;
  }
  return folders.length > 0 ? folders : roots.slice(0, 1);
}

/** Globs of the files that may hold manifests, or say how manifests belong together. JSON is left to those who open it. */
export const MANIFEST_FILES = ['**/*.{yaml,yml}', '**/Kustomization'];

/** Whether a file is one of these; a configuration of ours is none. */
export function isManifestFile(uri: string): boolean {
  return !isProjectFile(uri) && (/\.ya?ml$/.test(uri) || uri.endsWith('/Kustomization'));
}
