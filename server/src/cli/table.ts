/** Letters of Chinese, Japanese and Korean, which a terminal shows two columns wide. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/**
 * Lines with their cells in columns, two blanks apart; the last column may be as long as it likes. `paint` puts a cell in
 * a colour, which takes no width.
 */
export function table(
  rows: readonly (readonly string[])[],
  paint: (cell: string, column: number, row: number) => string = (cell) => cell,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows.map((row, index) => {
    const last = row.findLastIndex((cell) => cell !== '');
    return row
      .slice(0, last + 1)
      .map((cell, column) => {
        const gap = column === last ? 0 : (widths[column] ?? 0) - widthOf(cell);
        return paint(cell, column, index) + ' '.repeat(gap);
      })
      .join('  ');
  });
}

function widthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
