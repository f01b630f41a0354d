import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { evidenceSources } from '../../server/src/analysis/roles/evidence-sources.js';
import { remainingMain } from '../../server/src/analysis/roles/remaining-main.js';
import { rules } from '../../server/src/analysis/rules/index.js';
import { cliMessages } from '../../server/src/cli/messages.js';
import { completionMessages } from '../../server/src/features/completions.js';
import { configurationMessages } from '../../server/src/features/configuration-values.js';
import { consequenceMessages } from '../../server/src/features/diagnostics.js';
import { disableMessages } from '../../server/src/features/disable-fixes.js';
import { tooManyFindings } from '../../server/src/features/findings-cap.js';
import { hoverMessages } from '../../server/src/features/hover/hover.js';
import { markRoleMessages } from '../../server/src/features/mark-role.js';
import type { MessageOwner } from '../../server/src/features/messages.js';
import { roleExplanationMessages } from '../../server/src/features/role-explanation.js';
import { roleLabelMessages } from '../../server/src/features/role-label.js';
import { rulePageMessages } from '../../server/src/features/rule-page.js';
import { ruleMessages } from '../../server/src/features/rule-text.js';
import { severityMessages } from '../../server/src/features/severity-word.js';
import { fixAllMessages } from '../../server/src/lsp/fix-all.js';

/** Everyone who has something to say. */
export const messageOwners: readonly MessageOwner[] = [
  ...rules.map(ruleMessages),
  ...[...evidenceSources, remainingMain].map(({ id, meta }) => ({ id, messages: meta.messages })),
  ...roleLabelMessages,
  ...roleExplanationMessages,
  ...hoverMessages,
  ruleMessages(tooManyFindings),
  configurationMessages,
  disableMessages,
  severityMessages,
  consequenceMessages,
  rulePageMessages,
  cliMessages,
  fixAllMessages,
  markRoleMessages,
  completionMessages,
];

/** The id of every table of messages that stands in the sources: of objects with an `id` and `messages`, or with `meta.messages`. */
export function ownersInSources(): readonly string[] {
  return readdirSync('server/src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(join('server/src', name), 'utf8');
      return text.includes('messages') ? idsIn(text) : [];
    });
}

/** The ids of the tables in one source text. */
export function idsIn(text: string): readonly string[] {
  return idsUnder(ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2022, true));
}

function idsUnder(node: ts.Node): readonly string[] {
  const nested = node.getChildren().flatMap(idsUnder);
  if (!ts.isObjectLiteralExpression(node)) return nested;
  const id = propertyOf(node, 'id');
  const meta = propertyOf(node, 'meta');
  const speaks = [node, meta].some(
    (each) => each && ts.isObjectLiteralExpression(each) && propertyOf(each, 'messages') !== undefined,
  );
  return id && ts.isStringLiteral(id) && speaks ? [id.text, ...nested] : nested;
}

function propertyOf({ properties }: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = properties.find((each) => each.name?.getText() === name);
  if (property && ts.isShorthandPropertyAssignment(property)) return property.name;
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}
