import { productOf } from '../../server/src/analysis/catalogue/catalogue.js';
import type { Labelled } from './judged.js';

/** An image that no catalogue has and whose name says nothing, another one for each product. */
function unknownImage(product: number): string {
  return `registry.example/unseen-${product}:1`;
}

/** The catalogue's lines that the first manifests use and the others do not. */
export function productsOnlyOf(some: readonly Labelled[], others: readonly Labelled[]): ReadonlySet<string> {
  const known = new Set(others.map(productName));
  return new Set(
    some
      .map(productName)
      .filter((name) => name !== undefined && !known.has(name))
      .map(String),
  );
}

/** The same manifests with the images of these products replaced by some that nobody knows. */
export function hideProducts(
  texts: ReadonlyMap<string, string>,
  labelled: readonly Labelled[],
  products: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const hidden = new Map(texts);
  const numbers = new Map([...products].map((product, at) => [product, at]));
  const images = labelled.flatMap(({ label, found }) => {
    const image = found?.container.image;
    const number = numbers.get(productName({ label, found }) ?? '');
    if (!image || number === undefined) return [];
    return [
      {
        file: label.file,
        image: unknownImage(number),
        start: found.start + image.span.start,
        end: found.start + image.span.end,
      },
    ];
  });
  // From the end on, so that the places before stay where they are.
  for (const { file, image, start, end } of images.sort((one, other) => other.start - one.start)) {
    const text = hidden.get(file) ?? '';
    hidden.set(file, text.slice(0, start) + image + text.slice(end));
  }
  return hidden;
}

function productName({ found }: Labelled): string | undefined {
  return found && productOf(found.container)?.repository;
}
