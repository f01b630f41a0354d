import type { ContainerView, ImageView, PodSpecView } from '../model/model.js';
import type { ContainerFunction, Role } from '../roles/role.js';
import type { Product } from './product.js';

/** What a user says of an image repository. */
export interface UserProduct extends Product {
  /** As the user wrote it: the end of a repository, in which `*` stands for any text between two slashes. */
  readonly repository: string;
  readonly role: Role;
  readonly function: ContainerFunction;
}

/** In any order; immutable, so that it may key a cache. */
export type UserProducts = readonly UserProduct[];

export const NO_USER_PRODUCTS: UserProducts = [];

/** What the user says of an image; the longest of several patterns that fit. */
export function findUserProduct(image: ImageView, products: UserProducts): UserProduct | undefined {
  const path = (image.registry ? `${image.registry}/${image.repository}` : image.repository).toLowerCase();
  let found: UserProduct | undefined;
  for (const product of products) {
    const longer = product.repository.length > (found?.repository.length ?? 0);
    if (longer && isEndOf(product.repository, path)) found = product;
  }
  return found;
}

interface Known {
  readonly products: UserProducts;
  readonly spec: PodSpecView;
}

const cache = new WeakMap<PodSpecView, Known>();

/** The spec with what the user says of its images; the very same one where that is nothing. */
export function withUserProducts(spec: PodSpecView, products: UserProducts): PodSpecView {
  if (products.length === 0) return spec;
  const known = cache.get(spec);
  if (known?.products === products) return known.spec;
  const containers = spec.containers.map((container) => withUserProduct(container, products));
  const changed = containers.some((container, index) => container !== spec.containers[index]);
  const told = changed ? { ...spec, containers } : spec;
  cache.set(spec, { products, spec: told });
  return told;
}

function withUserProduct(container: ContainerView, products: UserProducts): ContainerView {
  const userProduct = container.image && findUserProduct(container.image, products);
  return userProduct ? { ...container, userProduct } : container;
}

function isEndOf(pattern: string, path: string): boolean {
  const wanted = pattern.toLowerCase().split('/');
  const there = path.split('/').slice(-wanted.length);
  return wanted.length === there.length && wanted.every((part, index) => fits(part, there[index] ?? ''));
}

/** Without regular expressions, as users write the patterns: each piece is looked for behind the one before. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
