import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { YamlContent, YamlMap } from '../../server/src/syntax/nodes.js';
import { openSource } from '../../server/src/syntax/source.js';
import { alarmsIn } from './alarms.js';
import { MANIFESTS } from './manifests.js';

const DOLLAR = '$';
const FORMS = [
  '$X',
  `${DOLLAR}{X}`,
  '$(X)',
  '<x>',
  '<your-image>',
  '%x%',
  'ALL_CAPS',
  '{{x}}',
  '{{ .Values.x }}',
  '@x@',
  '@Model.X',
  '__X__',
  'REPLACE_ME',
  'CHANGEME',
  '...',
  '…',
  '#{x}#',
  '[[x]]',
];
const WORDS = ['{x}', '((x))', '$[x]', `a-${DOLLAR}{X}-b`, '<x>:<y>', '???', 'TODO', 'your-name'];
/** Nobody writes these as a key: the one is a comment, the other a list. */
const NO_KEYS = ['#{x}#', '[[x]]'];

/** A stretch of a manifest, and what stands there with a placeholder. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  with(placeholder: string): string;
}

/** Each place has some of the forms, each form some of the places: all pairs would take too long. */
const STRIDE = 4;

function checkPlaces(placesIn: (text: string) => readonly Place[], forms: readonly string[]): void {
  let checked = 0;
  for (const [name, text] of Object.entries(MANIFESTS)) {
    for (const [index, place] of placesIn(text).entries()) {
      for (const [shift, form] of forms.entries()) {
        if ((index + shift) % STRIDE !== 0) continue;
        const changed = text.slice(0, place.start) + place.with(form) + text.slice(place.end);
        assert.deepEqual(alarmsIn(changed), [], `${form} for ${place.path} of ${name}`);
        checked++;
      }
    }
  }
  assert.ok(checked > 100);
}

test('the manifests are good as they are', () => {
  for (const [name, text] of Object.entries(MANIFESTS)) assert.deepEqual(alarmsIn(text), [], name);
});

test('a placeholder for a value is no fault', () =>
  checkPlaces((text) => contentsIn(text).filter(isScalar).map(replacing), FORMS));

test('a placeholder in quotes is no fault', () => {
  const quoted = [...FORMS, ...WORDS].map((form) => `"${form}"`);
  checkPlaces((text) => contentsIn(text).filter(isScalar).map(replacing), quoted);
});

test('a placeholder for a list or a map is no fault', () =>
  checkPlaces((text) => contentsIn(text).filter(isCollection).map(replacing), FORMS));

test('a placeholder for a key is no fault', () =>
  checkPlaces(
    (text) => pairsIn(text).map(({ key, path }) => ({ ...key, path, with: (form) => form })),
    FORMS.filter((form) => !NO_KEYS.includes(form)),
  ));

test('one more entry that is a placeholder is no fault', () =>
  checkPlaces(
    (text) =>
      pairsIn(text).map(({ key: { start }, block, column, path }) => {
        const end = block ? `\n${' '.repeat(column)}` : ', ';
        return { start, end: start, path, with: (form) => `${form}: ${form}${end}` };
      }),
    FORMS.filter((form) => !NO_KEYS.includes(form)),
  ));

test('a line that is a placeholder is no fault', () => checkPlaces(linesBefore, FORMS));

test('a line that steers a template is no fault', () =>
  checkPlaces(linesBefore, ['{% if x %}', '{# note: [1 #}', '%{ if x ~}', '<% if x %>', '<#if x>']));

function linesBefore(text: string): readonly Place[] {
  return pairsIn(text).flatMap(({ key: { start }, column, ownLine, path }) => {
    const line = start - column;
    if (!ownLine || column === 0) return [];
    return [{ start: line, end: line, path, with: (form: string) => `${' '.repeat(column)}${form}\n` }];
  });
}

test('an item that is a placeholder is no fault', () =>
  checkPlaces(
    (text) =>
      contentsIn(text).flatMap(({ content, path, start }) => {
        if (content.kind !== 'seq') return [];
        const at = start + (content.block ? 0 : 1);
        const column = at - (text.lastIndexOf('\n', at - 1) + 1);
        const item = (form: string) => (content.block ? `- ${form}\n${' '.repeat(column)}` : `${form}, `);
        return [{ start: at, end: at, path, with: item }];
      }),
    FORMS,
  ));

interface Content {
  readonly content: Exclude<YamlContent, { kind: 'alias' }>;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly path: string;
}

function isScalar({ content }: Content): boolean {
  return content.kind === 'scalar';
}

function isCollection({ content }: Content): boolean {
  return content.kind !== 'scalar' && !(content.kind === 'map' && content.pairs.length === 0);
}

/** What stands for a block stands on the line of its key or dash. */
function replacing({ content, text, start, end, path }: Content): Place {
  if (content.kind === 'scalar' || !content.block) return { start, end, path, with: (form) => form };
  return { start: text.slice(0, start).trimEnd().length, end, path, with: (form) => ` ${form}` };
}

/** Every value of a text below its documents, in source order. */
function contentsIn(text: string): readonly Content[] {
  return openSource('file:///manifest.yaml', 0, text).parts.flatMap((part) => {
    const found: Content[] = [];
    const visit = (content: YamlContent | undefined, path: string): void => {
      if (!content || content.kind === 'alias') return;
      if (path !== '')
        found.push({ content, text, start: content.span.start + part.start, end: content.span.end + part.start, path });
      if (content.kind === 'seq') for (const [index, item] of content.items.entries()) visit(item, `${path}[${index}]`);
      if (content.kind === 'map') for (const { key, value } of content.pairs) visit(value, `${path}.${key}`);
    };
    visit(part.document.root, '');
    return found;
  });
}

interface Pair {
  readonly key: { readonly start: number; readonly end: number };
  readonly path: string;
  readonly block: boolean;
  /** Characters before the key in its line. */
  readonly column: number;
  /** Whether nothing but blanks stands before it. */
  readonly ownLine: boolean;
}

/** Every entry of every map of a text. */
function pairsIn(text: string): readonly Pair[] {
  return openSource('file:///manifest.yaml', 0, text).parts.flatMap((part) => {
    const found: Pair[] = [];
    const visit = (content: YamlContent | undefined, path: string): void => {
      if (content?.kind === 'seq')
        for (const [index, item] of content.items.entries()) visit(item, `${path}[${index}]`);
      if (content?.kind === 'map') visitMap(content, path);
    };
    const visitMap = ({ pairs, block }: YamlMap, path: string): void => {
      for (const { key, keySpan, value } of pairs) {
        const start = keySpan.start + part.start;
        const line = text.lastIndexOf('\n', start - 1) + 1;
        const ownLine = text.slice(line, start).trim() === '';
        found.push({
          key: { start, end: keySpan.end + part.start },
          path: `${path}.${key}`,
          block,
          column: start - line,
          ownLine,
        });
        visit(value, `${path}.${key}`);
      }
    };
    visit(part.document.root, '');
    return found;
  });
}
