import type { ContainerView, ImageView } from '../model/model.js';
import { remembered } from '../remembered.js';
import { ADAPTERS } from './adapters.js';
import { AMBASSADORS } from './ambassadors.js';
import { CLUSTER_COMPONENTS } from './cluster-components.js';
import { MAINS } from './mains.js';
import { PREPARERS } from './preparers.js';
import { type CatalogueEntry, type Product, readCatalogue } from './product.js';
import { SIDECARS } from './sidecars.js';
import { TOOLBOXES } from './toolboxes.js';

let index: ReadonlyMap<string, CatalogueEntry> | undefined;

/** Every line of the catalogue. */
export function catalogueEntries(): readonly CatalogueEntry[] {
  return [SIDECARS, ADAPTERS, AMBASSADORS, PREPARERS, MAINS, CLUSTER_COMPONENTS, TOOLBOXES].flatMap(readCatalogue);
}

/**
 * What is known of an image; undefined where it is in no line. The longest end of its repository wins, so registries,
 * mirrors, ports, tags and digests do not matter; nor do the marks of vendors and architectures that builds put around
 * a name. `says` gives the text that variants are tried on.
 */
export function findProduct(image: ImageView, says: () => string = () => ''): Product | undefined {
  const path = (image.registry ? `${image.registry}/${image.repository}` : image.repository)
    .toLowerCase()
    .replaceAll('_', '-');
  const { entry } = entryOf(path);
  return entry && variantOf(entry, () => `${says()} tag=${image.tag ?? ''}`);
}

/** The product of a container's image: what the user says of it, else the catalogue, its command and environment considered. */
export function productOf(container: ContainerView): Product | undefined {
  const { image, userProduct } = container;
  if (userProduct) return userProduct;
  if (!image) return undefined;
  let product = products.get(container);
  if (product === undefined) {
    product = findProduct(image, () => settingsOf(container)) ?? null;
    products.set(container, product);
  }
  return product ?? undefined;
}

/** What has been looked up; null for images that are not in the catalogue. */
const products = new WeakMap<ContainerView, Product | null>();

/** What a container's command, arguments and environment say, for the variants of a product. */
export function settingsOf(container: ContainerView): string {
  const words = [...container.command, ...container.args].map(({ value }) => value);
  const settings = container.env.map(({ name, value }) => `${name.value}=${value?.value ?? ''}`);
  return [...words, ...settings].join(' ');
}

const entryOf = remembered((path) => ({ entry: findEntry(path) ?? findEntry(withPlainName(path)) }), 2000);

/** A product by the bare name of its repository, for containers that name no image; `says` as for `findProduct`. */
export function findProductByName(name: string, says: () => string = () => ''): Product | undefined {
  const entry = findEntry(name.toLowerCase().replaceAll('_', '-'));
  return entry && variantOf(entry, says);
}

/** The entry itself, or what its first variant that holds makes of it. */
function variantOf(entry: CatalogueEntry, says: () => string): Product {
  if (entry.variants.length === 0) return entry;
  const text = says();
  const variant = entry.variants.find(({ when }) => when.test(text));
  return variant ? { ...entry, role: variant.role, function: variant.function } : entry;
}

/** The entry for the longest end of a path that begins after a slash, or the whole path. */
function findEntry(path: string): CatalogueEntry | undefined {
  index ??= new Map(catalogueEntries().map((entry) => [entry.repository, entry]));
  let end = path;
  for (;;) {
    const entry = index.get(end);
    if (entry) return entry;
    const slash = end.indexOf('/');
    if (slash < 0) return undefined;
    end = end.slice(slash + 1);
  }
}

const VENDOR_PREFIX = /^(?:ose|origin|bitnami|chainguard|rhel\d+|k8s)-/;
const BUILD_SUFFIX = /-(?:amd64|arm64|linux|rhel\d+|ubi\d*|alpine|debian|distroless|fips|oss|slim|image|docker)$/;

/** The same path with what vendors add to the last component taken off; empty where they have added nothing. */
function withPlainName(path: string): string {
  const start = path.lastIndexOf('/') + 1;
  const name = path.slice(start);
  const plain = name.replace(VENDOR_PREFIX, '').replace(BUILD_SUFFIX, '').replace(BUILD_SUFFIX, '');
  return plain === name ? '' : path.slice(0, start) + plain;
}
