import type { UserProducts } from '../analysis/catalogue/user-products.js';
import type { ConfiguredSource } from '../features/analyzed-source.js';
import type { SourceDocument } from '../syntax/source.js';
import type { OpenDocuments } from './open-documents.js';

/** The documents with what the user says of images; the same objects as long as neither changes. */
export function configuredDocuments(
  documents: OpenDocuments,
  productsFor: (uri: string) => UserProducts,
): Pick<OpenDocuments, 'get' | 'uris'> {
  const told = new WeakMap<SourceDocument, ConfiguredSource>();
  return {
    uris: () => documents.uris(),
    get(uri) {
      const source = documents.get(uri);
      const products = source && productsFor(uri);
      if (!products || products.length === 0) return source;
      const before = told.get(source);
      if (before?.products === products) return before;
      const next = { ...source, products };
      told.set(source, next);
      return next;
    },
  };
}
