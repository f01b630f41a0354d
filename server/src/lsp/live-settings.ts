import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Configuration } from '../features/configuration.js';
import { readConfiguration } from '../features/read-configuration.js';
import type { ClientFeatures } from './client-features.js';
import { quietly } from './quietly.js';

const SECTION = 'podPatterns';

/** The user's settings as the client last told them. */
export interface LiveSettings {
  /** The very same object until they change. */
  readonly current: Configuration;
  /** Resolves when the first settings are known; never rejects. */
  readonly ready: Promise<void>;
  /** To be called once, when the client may be asked. */
  start(client: ClientFeatures): Promise<void>;
  /** To be called with what `workspace/didChangeConfiguration` brought. */
  reload(pushed: unknown): Promise<void>;
}

export function liveSettings(connection: Connection): LiveSettings {
  let current: Configuration = {};
  let client: ClientFeatures | undefined;
  let announce = () => {};
  const ready = new Promise<void>((resolve) => {
    announce = resolve;
  });

  async function ask(): Promise<void> {
    try {
      current = readConfiguration(await connection.workspace.getConfiguration(SECTION)).configuration;
    } catch (error) {
      connection.console.warn(`The settings could not be read, so the last known ones stay: ${String(error)}`);
    }
  }

  return {
    ready,
    get current() {
      return current;
    },
    async start(features) {
      client = features;
      current = readConfiguration(features.initialSettings).configuration;
      if (features.answersConfiguration) await ask();
      announce();
      if (features.answersConfiguration && features.registersConfiguration) {
        // A client that refuses still works; it only has to restart the server after a change.
        quietly(connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }));
      }
    },
    async reload(pushed) {
      if (client?.answersConfiguration) await ask();
      else current = readConfiguration(sectionOf(pushed)).configuration;
    },
  };
}

/** Clients push either all their settings or only ours. */
function sectionOf(pushed: unknown): unknown {
  const holds = typeof pushed === 'object' && pushed !== null && SECTION in pushed;
  return holds ? pushed[SECTION] : pushed;
}
