import type { Colors } from '../colors.js';

const FENCE = /^```/;
const HEADING = /^#+ +/;
const COMMENT = /^<!--.*-->$/;

/** A page of the manual as text for a terminal: headings stand out, examples are indented, addresses are written out. */
export function terminalPage(markdown: string, colors: Colors): string {
  const lines: string[] = [];
  let inExample = false;
  for (const line of markdown.trim().split('\n')) {
    if (FENCE.test(line)) inExample = !inExample;
    else if (inExample) lines.push(line === '' ? '' : `    ${line}`);
    else if (!COMMENT.test(line))
      lines.push(HEADING.test(line) ? colors.bold(line.replace(HEADING, '')) : prose(line, colors));
  }
  return `${lines.join('\n').trim()}\n`;
}

function prose(line: string, colors: Colors): string {
  return line
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1 ($2)')
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, (_mark, text: string) => colors.bold(text));
}
