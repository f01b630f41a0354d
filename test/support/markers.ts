/** What a marker comment says about the line above it. */
export interface Expectation {
  readonly start: number;
  readonly end: number;
  /** A rule id, or `role: sidecar`, `evidence: known-image`, `hint: sidecar · log shipper`, `edge: web -> agent (volume logs)`. */
  readonly label: string;
}

/** `# ^^^^ label` marks the columns under the carets; `# <--- label` marks from column 0, where a caret cannot stand. */
const MARKER = /^(\s*#\s*)(\^+|<-+) (.+?)\r?$/;

/** Takes the marker lines out, so that they may stand anywhere, even inside a block scalar. */
export function readMarkers(marked: string): { readonly text: string; readonly expected: readonly Expectation[] } {
  const expected: Expectation[] = [];
  const kept: string[] = [];
  let lineStart = 0;
  let nextStart = 0;
  for (const line of marked.split('\n')) {
    const [, lead, arrow, label] = MARKER.exec(line) ?? [];
    if (lead !== undefined && arrow && label) {
      const start = lineStart + (arrow.startsWith('^') ? lead.length : 0);
      expected.push({ start, end: start + arrow.length, label });
      continue;
    }
    kept.push(line);
    lineStart = nextStart;
    nextStart += line.length + 1;
  }
  return { text: kept.join('\n'), expected };
}
