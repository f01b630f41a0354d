import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Configuration, ConfigurationLayer } from '../features/configuration.js';
import { configurationText } from '../features/configuration-values.js';
import type { Translation } from '../features/messages.js';
import { foldersAround, PROJECT_FILE, readProjectFile } from '../features/project-file.js';
import { type Settings, settingsFor } from '../features/settings.js';
import { folderOf } from '../features/uri-path.js';
import { openSource, positionAt } from '../syntax/source.js';
import type { Host } from './host.js';
import { reasonOf } from './inputs.js';
import { cliText } from './messages.js';
import type { ConfigurationChoice } from './options.js';
import { textOfBytes } from './text-of-bytes.js';

/** The settings for each file that a command looks at. */
export interface ProjectSettings {
  of(file: string): Promise<Settings>;
  /** Whether the file is to be left alone. */
  excludes(file: string): Promise<boolean>;
  /** False when a configuration was complained about. */
  readonly complete: boolean;
}

/**
 * Settings from the configuration files around each file, up to the root of its repository or of the file system, and on
 * top of them what the command line says. What is wrong with a configuration file is told once.
 */
export function projectSettings(
  { config, options }: ConfigurationChoice,
  host: Host,
  translation: Translation | undefined,
): ProjectSettings {
  const layers = new Map<string, Promise<ConfigurationLayer | undefined>>();
  const roots = new Map<string, Promise<string | undefined>>();
  let complete = true;

  function complain(place: string, reason: string): void {
    complete = false;
    host.complain(`pod-patterns: ${place}: ${reason}\n`);
  }

  /** The configuration that a file holds; undefined where there is none. */
  async function read(path: string, required: boolean): Promise<ConfigurationLayer | undefined> {
    const shown = required ? path : relative('.', path);
    try {
      const text = textOfBytes(await readFile(path));
      if (text === undefined) {
        complain(shown, cliText('notText', translation));
        return undefined;
      }
      return { configuration: parse(path, shown, text), folder: folderOf(pathToFileURL(resolve(path)).href) };
    } catch (error) {
      const problem = reasonOf(error);
      if (required || problem.id !== 'missing') complain(shown, cliText(problem.id, translation, problem.args));
      return undefined;
    }
  }

  function parse(path: string, shown: string, text: string): Configuration {
    const source = openSource(path, 0, text);
    const { configuration, problems } = readProjectFile(source);
    for (const problem of problems) {
      const { line, character } = positionAt(source, problem.span.start);
      complain(`${shown}:${line + 1}:${character + 1}`, configurationText(problem, translation));
    }
    return configuration;
  }

  /** The configurations around a file, the weightiest last. */
  async function layersAround(file: string): Promise<readonly ConfigurationLayer[]> {
    if (config === 'none') return [];
    const root = await repositoryOf(dirname(resolve(file)), roots);
    const paths =
      config === 'around'
        ? foldersAround(uriOf(file), root === undefined ? [] : [uriOf(root)]).map((folder) =>
            join(fileURLToPath(`${folder}/`), PROJECT_FILE),
          )
        : [config.file];
    const found = await Promise.all(paths.map((path) => once(layers, path, () => read(path, config !== 'around'))));
    return found.filter((layer) => layer !== undefined);
  }

  async function of(file: string): Promise<Settings> {
    return settingsFor(uriOf(file), [...(await layersAround(file)), { configuration: options, folder: undefined }]);
  }

  return {
    of,
    excludes: async (file) => !(await of(file)).enable,
    get complete() {
      return complete;
    },
  };
}

/** The innermost folder around that holds a Git repository. */
function repositoryOf(folder: string, known: Map<string, Promise<string | undefined>>): Promise<string | undefined> {
  return once(known, folder, async () => {
    if (
      await stat(join(folder, '.git')).then(
        () => true,
        () => false,
      )
    )
      return folder;
    const parent = dirname(folder);
    return parent === folder ? undefined : repositoryOf(parent, known);
  });
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let value = known.get(key);
  if (!value) {
    value = make();
    known.set(key, value);
  }
  return value;
}

/** Standard input lies in the current folder. */
function uriOf(file: string): string {
  return pathToFileURL(resolve(file)).href;
}
