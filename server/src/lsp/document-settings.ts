import { sameItems } from '../analysis/surroundings.js';
import type { Configuration, ConfigurationLayer } from '../features/configuration.js';
import { foldersAround, PROJECT_FILE, readProjectFile } from '../features/project-file.js';
import { type Settings, settingsFor } from '../features/settings.js';
import { folderOf } from '../features/uri-path.js';
import { oncePer } from '../syntax/once-per.js';
import { openSource, type SourceDocument } from '../syntax/source.js';
import type { Files } from './files.js';

/** The file in which a project's configuration is kept, or would be. */
export interface ProjectFilePlace {
  readonly uri: string;
  /** As it is known; undefined where there is no such file yet. */
  readonly source: SourceDocument | undefined;
}

/** The settings for single documents: what the editor says, and on top of it what configuration files around them say. */
export interface DocumentSettings {
  /** Resolves when the configuration files around a document are known; never rejects. */
  load(uri: string): Promise<void>;
  /** With what is known by now; the very same settings as long as nothing changes them. */
  of(uri: string): Settings;
  /** The innermost configuration file around a document, or else where one would be made. */
  projectFileOf(uri: string): ProjectFilePlace | undefined;
  /** To be called when a configuration file may be another one than when it was read. */
  forget(uri: string): void;
  /** The same for all configuration files around a document. */
  forgetAround(uri: string): void;
  /** To be called when a document is closed. */
  close(uri: string): void;
}

/** What document settings are made from, each asked for when it is needed. */
export interface SettingsSources {
  /** What the editor's own settings say. */
  configuration(): Configuration;
  files(): Files;
  /** The workspace's folders, beyond which no configuration is looked for. */
  roots(): readonly string[];
  /** A document that is open, whose text counts before it is saved. */
  open(uri: string): SourceDocument | undefined;
}

interface Settled {
  /** The editor's. */
  readonly own: ConfigurationLayer;
  readonly layers: readonly ConfigurationLayer[];
  readonly settings: Settings;
}

export function documentSettings({ configuration, files, roots, open }: SettingsSources): DocumentSettings {
  /** By folder; undefined for a folder without such a file. */
  const known = new Map<string, SourceDocument | undefined>();
  const reading = new Map<string, Promise<void>>();
  const settled = new Map<string, Settled>();

  function read(folder: string): Promise<void> {
    const uri = fileIn(folder);
    const started = files()
      .read(uri)
      .then((text) => {
        if (reading.get(folder) !== started) return reading.get(folder);
        known.set(folder, text === undefined ? undefined : openSource(uri, 0, text));
        reading.delete(folder);
        return undefined;
      });
    reading.set(folder, started);
    return started;
  }

  function forget(folder: string): void {
    known.delete(folder);
    reading.delete(folder);
  }

  function sourceIn(folder: string): SourceDocument | undefined {
    return open(fileIn(folder)) ?? known.get(folder);
  }

  return {
    async load(uri) {
      const missing = foldersAround(uri, roots()).filter((folder) => !known.has(folder));
      if (missing.length > 0) await Promise.all(missing.map((folder) => reading.get(folder) ?? read(folder)));
    },
    of(uri) {
      const folders = foldersAround(uri, roots());
      const layers = folders.flatMap((folder) => {
        const source = sourceIn(folder);
        return source ? [layerOf(source)] : [];
      });
      const own: ConfigurationLayer = { configuration: configuration(), folder: folders[0] };
      const before = settled.get(uri);
      if (before && sameLayer(before.own, own) && sameItems(before.layers, layers)) return before.settings;
      const settings = settingsFor(uri, [own, ...layers]);
      settled.set(uri, { own, layers, settings });
      return settings;
    },
    projectFileOf(uri) {
      const folders = foldersAround(uri, roots());
      const folder =
        folders.findLast((each) => sourceIn(each) !== undefined) ?? (roots().length > 0 ? folders[0] : undefined);
      return folder === undefined ? undefined : { uri: fileIn(folder), source: sourceIn(folder) };
    },
    forget: (uri) => forget(folderOf(uri)),
    forgetAround: (uri) => foldersAround(uri, roots()).forEach(forget),
    close(uri) {
      settled.delete(uri);
    },
  };
}

function fileIn(folder: string): string {
  return `${folder}/${PROJECT_FILE}`;
}

function sameLayer(one: ConfigurationLayer, other: ConfigurationLayer): boolean {
  return one.configuration === other.configuration && one.folder === other.folder;
}

/** The same layer as long as the file is the same. */
const layerOf = oncePer(
  (source: SourceDocument): ConfigurationLayer => ({
    configuration: readProjectFile(source).configuration,
    folder: folderOf(source.uri),
  }),
);
