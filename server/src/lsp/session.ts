import type { Translation } from '../features/messages.js';
import type { Settings } from '../features/settings.js';
import type { SourceDocument } from '../syntax/source.js';
import type { ClientFeatures } from './client-features.js';
import type { ProjectFilePlace } from './document-settings.js';

/** What an answer to a request depends on beside the request. */
export interface Session {
  readonly client: ClientFeatures;
  readonly settings: Settings;
  readonly translation: Translation | undefined;
  /** Where the project's configuration is kept, or would be. */
  readonly projectFile?: ProjectFilePlace | undefined;
}

/** Answers a request about a document that is open; `params` is the request's own. */
export type Answer<Params, Result> = (source: SourceDocument, params: Params, session: Session) => Result;
