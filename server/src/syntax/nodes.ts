import type { Located, Span } from './span.js';

/** A YAML value. Spans count from the first character of its own document. */
export type YamlNode = YamlMap | YamlSeq | YamlScalar;

/** What stands in the text: a value, or an alias of one. `resolve` in access.ts follows an alias. */
export type YamlContent = YamlNode | YamlAlias;

export interface YamlMap {
  readonly kind: 'map';
  readonly span: Span;
  /** False for `{a: b}` and JSON; edits of whole lines work on block style only. */
  readonly block: boolean;
  /** In source order, merge keys and duplicates included. Look a key up with `entryOf` in access.ts. */
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  /** Undefined for a key that is no scalar. */
  readonly key: string | undefined;
  readonly keySpan: Span;
  /** Undefined for `key:` with nothing after it. */
  readonly value: YamlContent | undefined;
}

export interface YamlSeq {
  readonly kind: 'seq';
  readonly span: Span;
  readonly block: boolean;
  /** Undefined for `-` with nothing after it. */
  readonly items: readonly (YamlContent | undefined)[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  /** The text with its quotes, or a block scalar with its header. */
  readonly span: Span;
  /** Resolved as kubectl resolves it, which is mostly YAML 1.1. */
  readonly value: ScalarValue;
  /** The scalar's text before it was resolved, without quotes and escapes. */
  readonly source: string;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  /** Set where template actions make the text or a part of it: then nobody knows the value yet. */
  readonly templated?: true;
}

export type ScalarValue = string | number | boolean | null;

/** `*name`. Its target may be an alias itself, may contain this alias, or may be missing. */
export interface YamlAlias {
  readonly kind: 'alias';
  readonly span: Span;
  readonly name: string;
  /** Follows the alias by one step; built on demand, so that aliases cost nothing until somebody looks. */
  target(): YamlContent | undefined;
}

/** One `---` document. Immutable; the same object as long as its text is the same, so it may key a cache. */
export interface YamlDocument {
  readonly text: string;
  /** Undefined when the document is empty or beyond repair. */
  readonly root: YamlContent | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Whether the text holds template actions (`{{ … }}`), which were masked before it was parsed. */
  readonly templated: boolean;
  /** Whether lines of a template come and go so that not all of it could be read: what it lacks may be there. */
  readonly uncertain: boolean;
}

export interface SyntaxProblem {
  /** The parser's own code, such as `DUPLICATE_KEY`. */
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** A comment without its `#` and the blank after it. */
export type YamlComment = Located<string>;
