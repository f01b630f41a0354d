import type { UserProducts } from '../analysis/catalogue/user-products.js';
import type { ConfiguredSource } from '../features/analyzed-source.js';
import type { SourceDocument } from '../syntax/source.js';
import type { OpenDocuments } from './open-documents.js';

/** What is known of a document beside its text: what the user says of images, and what belongs to it elsewhere. */
export interface DocumentKnowledge {
  products(uri: string): UserProducts;
  around(uri: string): Pick<SourceDocument, 'related' | 'partial'>;
}

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
      const products = knowledge.products(uri);
      const { related, partial } = knowledge.around(uri);
      if (products.length === 0 && related.length === 0 && !partial) return source;
      const before = told.get(source);
      if (before?.products === products && before.related === related && before.partial === partial) return before;
      const next = { ...source, products, related, partial };
      told.set(source, next);
      return next;
    },
  };
}
