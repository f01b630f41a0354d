/** Half-open range of UTF-16 offsets: `start` is inside, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value read from YAML together with where it stands. A missing or mistyped value is `undefined`, never a default. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** Replaces the text of `span` by `newText`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The same span counted from a point `by` characters earlier. */
export function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** Whether a cursor at `offset` touches the span; both ends count, as a cursor stands between two characters. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
