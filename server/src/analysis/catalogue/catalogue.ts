import type { ContainerView, ImageView } from '../model/model.js';
import { ADAPTERS } from './adapters.js';
import { AMBASSADORS } from './ambassadors.js';
import { MAINS } from './mains.js';
import { PREPARERS } from './preparers.js';
import { type CatalogueEntry, type Product, readCatalogue } from './product.js';
import { SIDECARS } from './sidecars.js';
import { TOOLBOXES } from './toolboxes.js';

let index: ReadonlyMap<string, CatalogueEntry> | undefined;

/** Every line of the catalogue. */
export function catalogueEntries(): readonly CatalogueEntry[] {
  return [SIDECARS, ADAPTERS, AMBASSADORS, PREPARERS, MAINS, TOOLBOXES].flatMap(readCatalogue);
}

/**
 * What is known of an image; undefined where it is in no line. The longest end of its repository wins, so registries,
 * mirrors, ports, tags and digests do not matter; nor do the marks of vendors and architectures that builds put around
 * a name. `says` gives the text that variants are tried on.
 */
export function findProduct(image: ImageView, says: () => string = () => ''): Product | undefined {
  const path = image.registry ? `${image.registry}/${image.repository}` : image.repository;
  const components = path.toLowerCase().replaceAll('_', '-').split('/');
  const entry = findEntry(components) ?? findEntry(withPlainName(components));
  if (!entry || entry.variants.length === 0) return entry;
  const text = `${says()} tag=${image.tag ?? ''}`;
  const variant = entry.variants.find(({ when }) => when.test(text));
  return variant ? { ...entry, role: variant.role, function: variant.function } : entry;
}

/** The product of a container's image, its command and environment considered. */
export function productOf(container: ContainerView): Product | undefined {
  const { image } = container;
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

function settingsOf(container: ContainerView): string {
  const words = [...container.command, ...container.args].map(({ value }) => value);
  const settings = container.env.map(({ name, value }) => `${name.value}=${value?.value ?? ''}`);
  return [...words, ...settings].join(' ');
}

/** A product by the bare name of its repository, for containers that name no image. */
export function findProductByName(name: string): Product | undefined {
  return findEntry([name.toLowerCase().replaceAll('_', '-')]);
}

function findEntry(components: readonly string[]): CatalogueEntry | undefined {
  index ??= new Map(catalogueEntries().map((entry) => [entry.repository, entry]));
  for (let from = 0; from < components.length; from++) {
    const entry = index.get(components.slice(from).join('/'));
    if (entry) return entry;
  }
  return undefined;
}

const VENDOR_PREFIX = /^(?:ose|origin|bitnami|chainguard|rhel\d+|k8s)-/;
const BUILD_SUFFIX = /-(?:amd64|arm64|linux|rhel\d+|ubi\d*|alpine|debian|distroless|fips|oss|slim|image|docker)$/;

/** The same path with what vendors add to the last component taken off. */
function withPlainName(components: readonly string[]): readonly string[] {
  const name = components.at(-1) ?? '';
  const plain = name.replace(VENDOR_PREFIX, '').replace(BUILD_SUFFIX, '').replace(BUILD_SUFFIX, '');
  return plain === name ? [] : [...components.slice(0, -1), plain];
}
