import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver';
import { type OutlineSymbol, outlineOf } from '../features/symbols.js';
import type { SourceDocument } from '../syntax/source.js';
import { SYMBOL, toRange } from './convert.js';
import type { Answer } from './session.js';

/** The outline as a tree, or as a list for clients that show no tree. */
export const documentSymbols: Answer<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]> = (
  source,
  _params,
  { client, translation },
) => {
  const outline = outlineOf(source, translation);
  return client.nestedSymbols
    ? outline.map((symbol) => nested(source, symbol))
    : outline.flatMap((symbol) => [...flat(source, symbol)]);
};

function nested(source: SourceDocument, symbol: OutlineSymbol): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: SYMBOL[symbol.kind],
    range: toRange(source, symbol.span),
    selectionRange: toRange(source, symbol.nameSpan),
    children: symbol.children.map((child) => nested(source, child)),
  };
}

function* flat(source: SourceDocument, symbol: OutlineSymbol, parent?: OutlineSymbol): Iterable<SymbolInformation> {
  yield {
    name: symbol.name,
    kind: SYMBOL[symbol.kind],
    location: { uri: source.uri, range: toRange(source, symbol.span) },
    ...(parent ? { containerName: parent.name } : {}),
  };
  for (const child of symbol.children) yield* flat(source, child, symbol);
}
