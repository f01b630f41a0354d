import { CONTAINER_FUNCTIONS, type ContainerFunction, ROLES, type Role } from '../roles/role.js';

/** What is known of an image repository. */
export interface Product {
  /** The line that matched, without registry, tag and digest: `fluent-bit`, `linkerd/proxy`. */
  readonly repository: string;
  /** `toolbox` for shells, language runtimes and clients: what they do, their command says. */
  readonly role: Role | 'toolbox';
  readonly function: ContainerFunction;
  /** Ports on which it listens by default. */
  readonly ports: readonly number[];
}

/** A product whose command or environment may choose another role, as `vault agent` does. */
export interface CatalogueEntry extends Product {
  readonly variants: readonly ProductVariant[];
}

export interface ProductVariant {
  readonly when: RegExp;
  readonly role: Role;
  readonly function: ContainerFunction;
}

/** Thrown by `readCatalogue` for a line that it cannot read; the text is our own, and a test reads all of it. */
export class CatalogueError extends Error {}

/**
 * Reads the catalogue's text:
 *
 * ```text
 * [sidecar log-shipper]                role and function of the lines below
 * fluent-bit 2020 24224                end of an image repository, then default ports
 *   (?:^|\s)agent\b => sidecar other   indented: where the pattern is found, this role and function hold instead
 * ```
 *
 * A pattern is a regular expression without blanks (`\s` for one), tried on `<arguments> <NAME=value …> tag=<tag>`.
 */
export function readCatalogue(text: string): CatalogueEntry[] {
  const entries: (Product & { readonly variants: ProductVariant[] })[] = [];
  let heading: { role: Role | 'toolbox'; function: ContainerFunction } | undefined;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [first = '', second = '', third = '', fourth = ''] = line.trim().split(/\s+/);
    if (line.startsWith('[')) heading = { role: roleOf(first.slice(1)), function: functionOf(second.slice(0, -1)) };
    else if (line.startsWith(' ')) {
      const variant = { when: new RegExp(first), role: runningRole(third), function: functionOf(fourth) };
      entries.at(-1)?.variants.push(variant);
    } else if (heading) {
      const ports = line.split(' ').slice(1).map(Number);
      entries.push({ repository: first, ...heading, ports, variants: [] });
    }
  }
  return entries;
}

function roleOf(text: string): Role | 'toolbox' {
  return text === 'toolbox' ? text : runningRole(text);
}

function runningRole(text: string): Role {
  return ROLES.find((role) => role === text) ?? refuse(text);
}

function functionOf(text: string): ContainerFunction {
  return CONTAINER_FUNCTIONS.find((each) => each === text) ?? refuse(text);
}

function refuse(text: string): never {
  throw new CatalogueError(`the catalogue has '${text}', which is no role or function`);
}
