import { rules } from '../analysis/rules/index.js';
import { lineStart } from '../syntax/layout.js';
import { type SourceDocument, textOf } from '../syntax/source.js';
import { type Completion, completionMessages } from './completions.js';
import { type JsonSchema, projectFileSchema } from './configuration-schema.js';
import { textOf as messageText, type Translation } from './messages.js';
import { ruleTitle } from './rule-text.js';

/** A key, or an item of a list, by the column where it begins. */
interface Step {
  readonly column: number;
  /** Undefined for an item. */
  readonly key?: string;
}

const STARTED_VALUE = /^((?:[ ]|- )*)(["']?)([^\s:"']+)\2:[ ]+(["']?)([\w.-]*)$/;
const STARTED_FLOW_ITEM = /^((?:[ ]|- )*)([^\s:"']+):[ ]+\[(?:[^\]]*,)?[ ]*(["']?)([\w.-]*)$/;
const STARTED_KEY = /^((?:[ ]|- )*)(["']?)([\w.-]*)$/;

let schema: JsonSchema | undefined;

/**
 * What may stand at a place of a configuration file: keys that are not there yet, and the words that a value can be. The
 * place is found by indentation, as a file that is being typed is seldom well-formed.
 */
export function configurationCompletionsAt(
  source: SourceDocument,
  offset: number,
  translation?: Translation,
): readonly Completion[] {
  schema ??= projectFileSchema(rules);
  const text = textOf(source);
  const start = lineStart(text, offset);
  const line = text.slice(start, offset);
  const above = text.slice(0, start).split(/\r?\n/).slice(0, -1);
  const value = STARTED_VALUE.exec(line) ?? STARTED_FLOW_ITEM.exec(line);
  if (value) return wordsFor(value, stepsTo(line, above), offset, translation);
  const key = STARTED_KEY.exec(line);
  return key ? keysAt(key, line, above, offset, translation) : [];
}

/** The steps from the root to what begins last on the line, and the keys beside that. */
function stepsTo(
  line: string,
  above: readonly string[],
): { readonly path: readonly Step[]; readonly beside: string[] } {
  const own = stepsOf(line);
  const path = [...own];
  const beside: string[] = [];
  let limit = own[0] ?? { column: columnOf(line) };
  // Beside the key of the line stands what has its column, as long as nothing has led out of its map.
  const column = own.at(-1)?.column ?? limit.column;
  let isInside = own.length < 2;
  for (const each of above.toReversed()) {
    for (const step of stepsOf(each).toReversed()) {
      if (isInside && step.key !== undefined && step.column === column) beside.push(step.key);
      if (step.column > limit.column || (step.column === limit.column && !isListOf(step, limit))) continue;
      path.unshift(step);
      limit = step;
      isInside = false;
    }
  }
  return { path, beside };
}

/** A list may begin in the column of its key. */
function isListOf(above: Step, { key }: Step): boolean {
  return above.key !== undefined && key === undefined;
}

function stepsOf(line: string): readonly Step[] {
  const [, lead = '', key] = /^((?:[ ]|- ?)*)(?:["']?([^\s:#"']+)["']?:(?:[ ]|$))?/.exec(line) ?? [];
  const items = [...lead.matchAll(/-/g)].map(({ index }): Step => ({ column: index }));
  return key === undefined ? items : [...items, { column: lead.length, key }];
}

function columnOf(line: string): number {
  return line.length - line.trimStart().length;
}

function schemaAt(path: readonly Step[]): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (schemas, { key }) => schemas.flatMap((each) => variantsOf(key === undefined ? each['items'] : below(each, key))),
    [schema ?? {}],
  );
}

function below(each: JsonSchema, key: string): unknown {
  const known = each['properties'];
  return (isSchema(known) ? known[key] : undefined) ?? each['additionalProperties'];
}

function variantsOf(each: unknown): readonly JsonSchema[] {
  if (!isSchema(each)) return [];
  const variants = each['anyOf'];
  return Array.isArray(variants) ? variants.filter(isSchema) : [each];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}

/** Words for a value: its own, and those of the items where it is a list of one line, or one word for a list of one. */
function wordsFor(
  match: RegExpExecArray,
  { path }: ReturnType<typeof stepsTo>,
  offset: number,
  translation: Translation | undefined,
): readonly Completion[] {
  const schemas = schemaAt(path);
  const typed = match.at(-1) ?? '';
  const words = schemas.flatMap((each) => [...wordsOf(each), ...variantsOf(each['items']).flatMap(wordsOf)]);
  const preset = schemas.find((each) => each['default'] !== undefined)?.['default'];
  return [...new Set(words)].map((word) => ({
    label: word,
    detail: word === String(preset) ? messageText(completionMessages, { id: 'default', args: {} }, translation) : '',
    span: { start: offset - typed.length, end: offset },
    goesOn: false,
  }));
}

function wordsOf(each: JsonSchema): readonly string[] {
  const listed = each['enum'];
  if (Array.isArray(listed)) return listed.map(String);
  return each['type'] === 'boolean' ? ['true', 'false'] : [];
}

function keysAt(
  [, , quote = '', typed = '']: RegExpExecArray,
  line: string,
  above: readonly string[],
  offset: number,
  translation: Translation | undefined,
): readonly Completion[] {
  // As if the key were there.
  const { path, beside } = stepsTo(`${line.slice(0, line.length - typed.length - quote.length)}key: `, above);
  const around = schemaAt(path.slice(0, -1));
  const span = { start: offset - typed.length, end: offset };
  const item = path.at(-2)?.key === undefined ? around.flatMap(wordsOf) : [];
  const keys = around.flatMap(keysOf).filter(([key]) => !beside.includes(key));
  return [
    ...item.map((word) => ({ label: word, detail: '', span, goesOn: false })),
    ...keys.map(([key, described]) => ({
      label: quote === '' ? `${key}: ` : key,
      detail: titleOf(key, described, translation),
      span,
      goesOn: quote === '',
    })),
  ];
}

function keysOf(each: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  const known = each['properties'];
  const names = each['propertyNames'];
  const listed = isSchema(names) && Array.isArray(names['enum']) ? names['enum'].map(String) : [];
  return isSchema(known)
    ? Object.entries(known).map(([key, value]) => [key, isSchema(value) ? value : {}] as const)
    : listed.map((key) => [key, {}] as const);
}

function titleOf(key: string, { description }: JsonSchema, translation: Translation | undefined): string {
  const rule = rules.find(({ id }) => id === key);
  if (rule) return ruleTitle(rule, translation);
  return typeof description === 'string' && !translation ? description : '';
}
