import type { ConfiguredSource } from '../features/analyzed-source.js';
import type { Settings } from '../features/settings.js';
import type { SourceDocument } from '../syntax/source.js';
import type { OpenDocuments } from './open-documents.js';

/** What is known of a document beside its text: what its settings say of it, and what belongs to it elsewhere. */
export interface DocumentKnowledge {
  settings(uri: string): Settings;
  around(uri: string): Pick<SourceDocument, 'related' | 'partial'>;
}

const FACTS = ['products', 'staticPods', 'related', 'partial'] as const;

/** The documents with what is known of them; the same objects as long as neither changes. */
export function configuredDocuments(
  documents: OpenDocuments,
  knowledge: DocumentKnowledge,
): Pick<OpenDocuments, 'get' | 'uris'> {
  const told = new WeakMap<SourceDocument, ConfiguredSource>();
  return {
    uris: () => documents.uris(),
    get(uri) {
      const source = documents.get(uri);
      if (!source) return undefined;
      const { images, staticPods } = knowledge.settings(uri);
      const { related, partial } = knowledge.around(uri);
      if (images.length === 0 && !staticPods && related.length === 0 && !partial) return source;
      const next: ConfiguredSource = { ...source, products: images, staticPods, related, partial };
      const before = told.get(source);
      if (before && FACTS.every((fact) => before[fact] === next[fact])) return before;
      told.set(source, next);
      return next;
    },
  };
}
