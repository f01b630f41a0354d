import { readFileSync } from 'node:fs';

/** One entry of a `.code-snippets` file. */
export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly scope: string;
  readonly description: string;
  /** Its lines, joined. */
  readonly body: string;
}

interface SnippetEntry {
  readonly prefix: string;
  readonly scope: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** A piece of a parsed snippet: text, or a place that VS Code fills in. */
type Piece = string | TabStop | Variable;

interface TabStop {
  readonly kind: 'tab stop';
  readonly number: number;
  /** Undefined for a bare `$1`; of a choice, the first one. */
  readonly preset: readonly Piece[] | undefined;
}

interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly preset: readonly Piece[];
  /** What `${NAME/pattern/format/flags}` makes of its value. */
  readonly transform: ((value: string) => string) | undefined;
}

const TRANSFORM = /\/((?:[^\\/]|\\.)+)\/((?:\$\{[^}]*\}|[^\\/$])*)\/([a-z]*)\}/y;
/** A group of a transform's pattern in its format: in lower case, or another text where it matched. */
const GROUP = /\$\{(\d+):(?:\/(downcase)|\+([^}]*))\}/g;

/** Reads a file of snippets; it is plain JSON, without comments. */
export function readSnippets(path: string): readonly Snippet[] {
  const entries: Record<string, SnippetEntry> = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(entries).map(([name, entry]) => ({ ...entry, name, body: entry.body.join('\n') }));
}

/**
 * What VS Code inserts for a snippet whose tab stops are left as they are.
 * Throws a SyntaxError on grammar that it does not know, so that no snippet passes unread.
 */
export function expandSnippet(body: string, variables: Readonly<Record<string, string>>): string {
  const pieces = parseSnippet(body);
  const presets = new Map<number, readonly Piece[]>();
  collectPresets(pieces, presets);
  const render = (all: readonly Piece[]): string => all.map(renderPiece).join('');
  const renderPiece = (piece: Piece): string => {
    if (typeof piece === 'string') return piece;
    if (piece.kind === 'tab stop') return render(presets.get(piece.number) ?? []);
    const value = variables[piece.name] ?? render(piece.preset);
    return piece.transform?.(value) ?? value;
  };
  return render(pieces);
}

/** The numbers of the tab stops, sorted, each once. */
export function tabStopsOf(body: string): readonly number[] {
  const numbers = new Set<number>();
  const visit = (pieces: readonly Piece[]): void => {
    for (const piece of pieces) {
      if (typeof piece === 'string') continue;
      if (piece.kind === 'tab stop') numbers.add(piece.number);
      visit(piece.preset ?? []);
    }
  };
  visit(parseSnippet(body));
  return [...numbers].sort((a, b) => a - b);
}

/** The first preset of a number counts, wherever its mirrors stand. */
function collectPresets(pieces: readonly Piece[], presets: Map<number, readonly Piece[]>): void {
  for (const piece of pieces) {
    if (typeof piece === 'string' || !piece.preset) continue;
    if (piece.kind === 'tab stop' && !presets.has(piece.number)) presets.set(piece.number, piece.preset);
    collectPresets(piece.preset, presets);
  }
}

/** Where a reader of a snippet stands. */
interface Cursor {
  readonly text: string;
  at: number;
}

/** Reads the part of the grammar in https://code.visualstudio.com/docs/editing/userdefinedsnippets that we use. */
function parseSnippet(text: string): readonly Piece[] {
  return readPieces({ text, at: 0 }, undefined);
}

function readPieces(cursor: Cursor, end: '}' | undefined): readonly Piece[] {
  const pieces: Piece[] = [];
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== end) {
    pieces.push(take(cursor, /\\([$}\\])/y)?.[1] ?? readPlace(cursor) ?? cursor.text[cursor.at++] ?? '');
  }
  return pieces;
}

function readPlace(cursor: Cursor): Piece | undefined {
  const bare = take(cursor, /\$(?:(\d+)|([A-Z_]+))/y);
  if (bare) return place(bare, undefined);
  const open = take(cursor, /\$\{(?:(\d+)|([A-Z_]+))/y);
  if (!open) return cursor.text[cursor.at] === '$' ? fail(cursor, 'a dollar without a backslash') : undefined;
  const choices = take(cursor, /\|((?:[^\\|]|\\.)*)\|\}/y);
  if (choices) return place(open, choices[1]?.split(',').slice(0, 1));
  const transform = open[2] && readTransform(cursor);
  if (open[2] && transform) return { kind: 'variable', name: open[2], preset: [], transform };
  const preset = take(cursor, /:/y) && readPieces(cursor, '}');
  return take(cursor, /\}/y) ? place(open, preset) : fail(cursor, 'a place that does not end');
}

function place([, number, name]: RegExpExecArray, preset: readonly Piece[] | undefined): Piece {
  if (number !== undefined) return { kind: 'tab stop', number: Number(number), preset };
  return { kind: 'variable', name: name ?? '', preset: preset ?? [], transform: undefined };
}

function readTransform(cursor: Cursor): Variable['transform'] {
  const [, pattern, format = '', flags] = take(cursor, TRANSFORM) ?? [];
  if (pattern === undefined) return undefined;
  if (format.replace(GROUP, '').includes('$')) fail(cursor, 'an unknown format of a transform before');
  const expression = new RegExp(pattern, flags);
  return (value) => value.replace(expression, (...groups: string[]) => formatted(format, groups));
}

function formatted(format: string, groups: readonly (string | undefined)[]): string {
  return format.replace(GROUP, (_, number: string, downcase: string | undefined, instead: string) => {
    const group = groups[Number(number)] ?? '';
    return downcase ? group.toLowerCase() : group && instead;
  });
}

/** Moves the cursor behind what a sticky pattern matches, if it does. */
function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match) cursor.at = pattern.lastIndex;
  return match ?? undefined;
}

function fail({ text, at }: Cursor, what: string): never {
  throw new SyntaxError(`${what} in a snippet: ${text.slice(at, at + 40)}`);
}
