/** Whole lines, `by` blanks further right, or left as far as they go. */
export function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => shifted(line, by))
    .join('\n');
}

/** Text that starts within a line: that line stays as it is, those below move. */
export function indentedBelow(text: string, by: number): string {
  const [first = '', ...below] = text.split('\n');
  return [first, ...below.map((line) => shifted(line, by))].join('\n');
}

function shifted(line: string, by: number): string {
  const blanks = line.search(/\S/);
  if (blanks < 0) return line;
  return by >= 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, blanks));
}
