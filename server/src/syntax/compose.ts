import { type Document, parseDocument } from 'yaml';

/** Parses with everything turned off that this project does itself, or does not need. Throws only when out of stack. */
export function compose(text: string): Document {
  return parseDocument(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    strict: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
}
