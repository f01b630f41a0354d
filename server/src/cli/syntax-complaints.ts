import type { Translation } from '../features/messages.js';
import { positionAt, type SourceDocument } from '../syntax/source.js';
import type { Host } from './host.js';
import { cliText } from './messages.js';

const MANIFEST = /^(?:apiVersion|kind):/m;

/**
 * Says where a manifest is no valid YAML, as parts of it may then be missing from the report. In editors the YAML
 * extension says so. Other YAML is none of our business.
 */
export function complainAboutSyntax(
  source: SourceDocument,
  file: string,
  host: Host,
  translation: Translation | undefined,
): void {
  for (const { start, document } of source.parts) {
    const [problem] = document.problems;
    if (!problem || !MANIFEST.test(document.text)) continue;
    const { line, character } = positionAt(source, start + problem.span.start);
    const [reason = ''] = problem.message.split('\n');
    const words = cliText('syntax', translation, { reason });
    host.complain(`pod-patterns: ${file}:${line + 1}:${character + 1}: ${words}\n`);
  }
}
