/** Cuts a file into its `---` documents; the pieces joined are the file. */
export function splitPieces(text: string): string[] {
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map((match) => match.index).filter((index) => index > 0)];
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}
