/** A code span; a link; an emphasis; an escaped character: the only Markdown that our hovers are written in. */
const MARKS = /(?<!`)(`+)(?!`) ?(.+?) ?(?<!`)\1(?!`)|\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)|\*\*|\\([^\w\s])/g;

/** What a reader of Markdown would see, for clients that show plain text only. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/ {2}\n/g, '\n')
    .replace(MARKS, (_mark, _fence, code?: string, label?: string, character?: string) =>
      label === undefined ? (code ?? character ?? '') : plainText(label),
    );
}
