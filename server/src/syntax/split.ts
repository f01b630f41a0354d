const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const TAB = 9;
const SPACE = 32;
const NUMBER_SIGN = 35;
const PERCENT_SIGN = 37;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Cuts a file into its YAML documents; the pieces joined are the file, and there is always at least one.
 *
 * A marker at the start of a line always is a marker, whatever stands around it (YAML 1.2.2, productions 206 and 207),
 * so that no piece needs to be parsed to find its end. Lines end at `\n` only, as in the parser. A `---` line starts a
 * piece unless only its prefix (byte order mark, blank lines, comments, directives) came before; a `...` line ends one.
 * Directives hold for one document, also where `%YAML 1.1` would hand them on: kubectl reads each document alone too.
 */
export function splitPieces(text: string): string[] {
  const starts = pieceStarts(text);
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

function pieceStarts(text: string): number[] {
  const starts = [0];
  let body = bodyStart(text, starts);
  let end = 0;
  while (body < text.length) {
    const next = nextLine(text, body);
    const start = nextMarker(text, '---', next);
    if (end < next) end = nextMarker(text, '...', next);
    const nextStart = Math.min(start, nextLine(text, end));
    if (nextStart >= text.length) return starts;
    starts.push(nextStart);
    body = bodyStart(text, starts);
  }
  return starts;
}

/**
 * The first line of the last piece that is not its prefix. A further `...` in front of it belongs to the piece before,
 * whose end it repeats, and moves the last start.
 */
function bodyStart(text: string, starts: number[]): number {
  let line = starts.at(-1) ?? 0;
  if (text.charCodeAt(line) === BYTE_ORDER_MARK) line++;
  while (line < text.length) {
    const isEnd = isMarker(text, '...', line);
    if (!isEnd && !isPrefix(text, line)) return line;
    line = nextLine(text, line);
    if (isEnd && starts.length > 1) {
      starts[starts.length - 1] = line;
      if (text.charCodeAt(line) === BYTE_ORDER_MARK) line++;
    }
  }
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop();
  return text.length;
}

/** The first line from `line` on that is a marker line; after the text's end if there is none. */
function nextMarker(text: string, marker: string, line: number): number {
  let at = line;
  while (!isMarker(text, marker, at)) {
    const lineBreak = text.indexOf(`\n${marker}`, at);
    if (lineBreak < 0) return Number.POSITIVE_INFINITY;
    at = lineBreak + 1;
  }
  return at;
}

function isMarker(text: string, marker: string, line: number): boolean {
  if (!text.startsWith(marker, line)) return false;
  const after = text.charCodeAt(line + marker.length);
  return Number.isNaN(after) || isBlank(after) || after === LINE_FEED;
}

/** Blank, a comment, or a directive. */
function isPrefix(text: string, line: number): boolean {
  let at = line;
  while (isBlank(text.charCodeAt(at))) at++;
  const code = text.charCodeAt(at);
  return Number.isNaN(code) || code === LINE_FEED || code === NUMBER_SIGN || (code === PERCENT_SIGN && at === line);
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === CARRIAGE_RETURN;
}

function nextLine(text: string, offset: number): number {
  if (offset >= text.length) return offset;
  const lineBreak = text.indexOf('\n', offset);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}
