import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asMap, nodeOf } from '../../server/src/syntax/access.js';
import { findActions } from '../../server/src/syntax/actions.js';
import { maskActions } from '../../server/src/syntax/mask.js';
import { parseDocument } from '../../server/src/syntax/parse.js';
import { codesOf, type Plain, valuesOf } from './trees.js';

function actionTexts(text: string): string[] {
  return findActions(text).map(({ start, end }) => text.slice(start, end));
}

test('finds actions, with braces in their strings and over several lines', () => {
  assert.deepEqual(actionTexts('a: {{ .x }}{{- .y -}} {{ "}}" }} {{ `}}` }} {{/* }} */}} {{-  /*\n}}\n*/ -}}'), [
    '{{ .x }}',
    '{{- .y -}}',
    '{{ "}}" }}',
    '{{ `}}` }}',
    '{{/* }} */}}',
    '{{-  /*\n}}\n*/ -}}',
  ]);
  assert.deepEqual(actionTexts('{{- $x := dict\n  "a" 1\n-}}'), ['{{- $x := dict\n  "a" 1\n-}}']);
  assert.deepEqual(actionTexts("{{ isn't }} it's {{ '}}' }}"), ["{{ isn't }}", "{{ '}}' }}"]);
});

test('far braces are no action', () => {
  assert.deepEqual(actionTexts('a: "{{"\nb: {c: {d: e}}\n'), []);
  assert.deepEqual(actionTexts('# use {{ here\na: {{ .x }}\n'), ['{{ .x }}']);
  assert.deepEqual(actionTexts('{{ never closed'), []);
  assert.deepEqual(actionTexts('{{/* never closed }}'), []);
});

/** Templates, with the values that are read from them; `?` marks a value that is not known yet. */
const TEMPLATES: Readonly<Record<string, { readonly text: string; readonly values: Plain }>> = {
  'actions as values': {
    text: 'a: {{ .x }}\nb: "{{ .r }}:{{ .t }}"\nc: \'{{ .x }}\'\nd: [{{ .x }}, z]\ne: v{{ .x }}-z\nf: {"g": {{ .x }}}\n',
    values: {
      a: '?{{ .x }}',
      b: '?{{ .r }}:{{ .t }}',
      c: '?{{ .x }}',
      d: ['?{{ .x }}', 'z'],
      e: '?v{{ .x }}-z',
      f: { g: '?{{ .x }}' },
    },
  },
  'quotes inside actions': {
    text: 'a: "{{ include "x" . }}"\nb: {{ printf "%s: #" .x | quote }} # c\n',
    values: { a: '?{{ include "x" . }}', b: '?{{ printf "%s: #" .x | quote }}' },
  },
  'an action as a key': { text: '{{ .k }}: 1\n"{{ .l }}": 2\n', values: { '{{ .k }}': 1, '{{ .l }}': 2 } },
  'lines of control': {
    text: '{{- if .x }}\na: 1\n{{- else if .y }}\nb: 2\n  {{- end }}\nc:\n  {{- range .z }}\n  - {{ . }}\n  {{- end }}\n',
    values: { a: 1, b: 2, c: ['?{{ . }}'] },
  },
  'a value on its own line': {
    text: 'a:\n  {{- toYaml .x | nindent 2 }}\nb:\n{{ include "x" . | indent 2 }}\nc:\n  {{- if .x }}\n  d: 1\n  {{- end }}\ne:\n{{- end }}\n',
    values: { a: '?{{- toYaml .x | nindent 2 }}', b: '?{{ include "x" . | indent 2 }}', c: { d: 1 }, e: undefined },
  },
  'an action over several lines': {
    text: '{{- $x := dict\n  "a" 1\n-}}\na: {{ list\n  1\n  2 }}\nb: 1\n',
    values: { a: '?{{ list\n  1\n  2 }}', b: 1 },
  },
  'the end of a branch behind a value': {
    text: 'a: "x" {{- end }}\nb: [z] {{ else }}\nc: z{{ end }}\n',
    values: { a: 'x', b: ['z'], c: '?z{{ end }}' },
  },
  'branches between the items of a list in brackets': {
    text: 'a: ["x", "{{ .n }}"{{ if .d }}, "y"{{ end }}]\nb: [{{ if .d }}"x"{{ else }}"y"{{ end }}, z]\nc: {"d": 1{{ if .e }}, "e": [2]{{ end }}}\n',
    values: { a: ['x', '?{{ .n }}', 'y'], b: ['x', 'y', 'z'], c: { d: '?1{{ if .e }}', e: [2] } },
  },
  'loops in a list in brackets': {
    text: 'a: [{{ range $i, $c := .l }}{{ if $i }}, {{ end }}{{ $c | quote }}{{ end }}]\nb: ["x"{{ range .l }}, {{ . }}{{ end }}]\nc: ["x" {{- include "more" . }}]\n',
    values: {
      a: ['?{{ range $i, $c := .l }}{{ if $i }}', '?{{ end }}{{ $c | quote }}{{ end }}'],
      b: ['x', '?{{ . }}{{ end }}'],
      c: ['x'],
    },
  },
  'branches in quotes and in words': {
    text: 'a: "{{ if .x }}y{{ else }}z{{ end }}"\nb: {{ if .x }}y{{ else }}z{{ end }}\nc: "x"{{ end }}\n',
    values: { a: '?{{ if .x }}y{{ else }}z{{ end }}', b: '?{{ if .x }}y{{ else }}z{{ end }}', c: 'x' },
  },
  'values that the lines below go on with': {
    text: 'a: {{- include "x" . | nindent 2 }}\n  b: 1\nc: {{- toYaml .y | nindent 2 }}\n- d\ne:\n  - f: {{- toYaml .z | nindent 6 }}\n      g: 1\n  - h: {{ .z }}\n  - i\n',
    values: { a: { b: 1 }, c: ['d'], e: [{ f: { g: 1 } }, { h: '?{{ .z }}' }, 'i'] },
  },
  'a definition above an object': {
    text: '{{- define "x" -}}\nspec:\n    a: {{ if .b }}1{{ end }}\n{{- range .c }}\n  - {{ . }}\n{{- end }}\n{{- end -}}\nkind: Pod\n{{ include "x" . }}\n',
    values: { kind: 'Pod' },
  },
  'a definition of an object': {
    text: '{{/* One pod. */}}\n{{- define "x" -}}\nkind: Pod\n{{- end -}}\n',
    values: { kind: 'Pod' },
  },
  'a definition of an object beside other text': {
    text: `{{- define "x" -}}\nkind: Pod\n{{- end }}\n${'#'.repeat(200)}\na: 1\n`,
    values: { a: 1 },
  },
  'escapes in quotes before a branch': {
    text: 'a: ["x\\\\"{{ if .d }}, "y\\""{{ end }}]\nb: [\'x\\\'{{ if .d }}, z]\n',
    values: { a: ['x\\', 'y"'], b: ['x\\', 'z'] },
  },
  'blanks before a branch that ends the line': {
    text: 'a: x  {{- end }}\nb:  {{ if .x }}\n',
    values: { a: 'x', b: '?{{ if .x }}' },
  },
  'a comment over several lines': { text: '{{- /*\nb: 1\n*/ -}}\na: 1\n', values: { a: 1 } },
  'windows line breaks': {
    text: '{{- if .x }}\r\na: {{ .y }}\r\n{{- end }}\r\nb: 1\r\n',
    values: { a: '?{{ .y }}', b: 1 },
  },
  'a workflow': {
    text: 'run: echo $@{ env.X }}\nif: $@{ a && b }}\n'.replaceAll('@', '{'),
    values: { run: '?echo $@{ env.X }}'.replace('@', '{'), if: '?$@{ a && b }}'.replace('@', '{') },
  },
};

for (const [name, { text, values }] of Object.entries(TEMPLATES)) {
  test(`reads ${name}`, () => {
    assert.deepEqual(valuesOf(text), values);
    assert.deepEqual(codesOf(text), []);
    assert.ok(parseDocument(text).templated);
  });
}

/** Text in block scalars is content, whatever it is; the same text comes back. */
const CONTENT: Readonly<Record<string, string>> = {
  'actions in lines': 'up{job="x"} {{ $value }}\n  {{ $labels.pod }}: "it\'s"\n',
  'lines of actions': '{{ define "x" }}\n{{ range . }}\nline {{ . }}\n{{ end }}\n{{ end }}\n',
  'a placeholder of ours': 'a \uE000{{ .x }}\uE000\n',
  'number signs': '# {{ .x }}\n#{{ .y }}\n',
};

for (const [name, content] of Object.entries(CONTENT)) {
  test(`keeps ${name} in a block scalar`, () => {
    for (const header of ['|', '|2', '| # c', '!!str |']) {
      const text = `data:\n  x: ${header}\n${content.replaceAll(/^(?=.)/gm, '    ')}  y: 1\n`;
      const data = asMap(nodeOf(asMap(parseDocument(text).root), 'data'));
      const x = nodeOf(data, 'x');
      assert.equal(x?.kind === 'scalar' && x.source, content);
      assert.equal(data?.pairs.at(-1)?.key, 'y');
      assert.deepEqual(codesOf(text), []);
    }
  });
}

test('an action over several lines in a block scalar keeps its text', () => {
  const x = nodeOf(asMap(parseDocument('x: |\n  a\n  {{ list\n  1 }}\n  b\n').root), 'x');
  assert.equal(x?.kind === 'scalar' && x.source, 'a\n{{ list\n  1 }}\nb\n');
});

test('control at the line start does not end a block scalar', () => {
  const text = 'x: |\n  a\n{{- if .b }}\n  b\n{{- end }}\n  c\n{{- if .y }}\ny: 1\n{{- end }}\n';
  const root = asMap(parseDocument(text).root);
  const x = nodeOf(root, 'x');
  assert.match(String(x?.kind === 'scalar' && x.source), /^a\n.*\nb\n.*\nc\n$/);
  assert.equal(root?.pairs.length, 2);
  assert.deepEqual(codesOf(text), []);
});

test('a block scalar that is one action is not known', () => {
  for (const text of [
    'x: |\n  {{ .Files.Get "a" | nindent 2 }}\ny: 1\n',
    'x: |\n{{ .Files.Get "a" | indent 2 }}\ny: 1\n',
    'x: |- {{- .a | nindent 2 }}\n  b\ny: 1\n',
  ]) {
    const root = asMap(parseDocument(text).root);
    const x = nodeOf(root, 'x');
    assert.equal(x?.kind, 'scalar');
    assert.equal(root?.pairs.length, 2);
    assert.deepEqual(codesOf(text), []);
  }
  const x = nodeOf(asMap(parseDocument('x: |\n  {{ .a }}\n').root), 'x');
  assert.ok(x?.kind === 'scalar' && x.templated && x.source === '{{ .a }}\n');
});

test('a key in two branches is no problem, without branches it is', () => {
  assert.deepEqual(codesOf('{{ if .a }}\nx: 1\n{{ else }}\nx: 2\n{{ end }}\n'), []);
  assert.deepEqual(codesOf('y: "{{ .a }}"\nx: 1\nx: 2\n'), ['DUPLICATE_KEY']);
});

test('a template whose branches cannot be read together is uncertain, and no fault', () => {
  const broken = parseDocument('{{ if .a }}\nx: [1,\n{{ else }}\nx: [2,\n{{ end }}\n  3]\n');
  assert.deepEqual([broken.uncertain, broken.problems], [true, []]);
  for (const text of ['{{ if .a }}\nx: 1\n{{ else }}\nx: 2\n{{ end }}\n', 'x: [{{ .a }}\n', 'x: [1\n'])
    assert.equal(parseDocument(text).uncertain, false);
});

test('placeholders of others are hidden where YAML stumbles over them', () => {
  const values = valuesOf('a: @a@\nb: {c: #{c}#, d: [[d]]}\n%e%: 1\nf: [1]\n<more>\n');
  assert.deepEqual(values, { a: '?@a@', b: { c: '?#{c}#', d: '?[[d]]' }, '%e%': 1, f: [1] });
  assert.deepEqual(valuesOf('a: x@y@z\nb: [[1]]\nc: d#{e}\n'), { a: 'x@y@z', b: [[1]], c: 'd#{e}' });
  assert.deepEqual(codesOf('a: [1\n@b@: 2\n').length > 0, true);
});

for (const [language, before, after] of [
  ['Jinja', '{% if x %}', '{% endif %}'],
  ['a comment of Jinja', '{# [ #}', '{# a: b #}'],
  ['Terraform', '%{ if x ~}', '%{~ endif }'],
  ['ERB', '<% if x %>', '<% end %>'],
] as const) {
  test(`lines of another template language are hidden: ${language}`, () => {
    const text = `a:\n- b: 1\n${before}\n- c: 2\n  ${after}\nd: 3\n`;
    assert.deepEqual(valuesOf(text), { a: [{ b: 1 }, { c: 2 }], d: 3 });
    assert.deepEqual(codesOf(text), []);
  });
}

test('a text without actions is not templated', () => {
  for (const text of ['a: 1\n', 'a: "{{"\n', '{"a": {"b": {}}}\n']) assert.equal(parseDocument(text).templated, false);
});

test('a mask has the length and the line breaks outside actions of its text', () => {
  const part = fc.constantFrom(
    '{{ .x }}',
    '{{- if .y -}}',
    '{{/* c\n */}}',
    '\n',
    '\r\n',
    '  ',
    'a: ',
    '- ',
    '|',
    '"',
    '{{',
    '}}',
    '# ',
    'x',
    '`',
    '#{x}#',
    '[[x]]',
    '#@ x',
    '<x>',
    '@x@',
    '$(x)',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.boolean(), (parts, all) => {
      const text = parts.join('');
      const masked = maskActions(text, all);
      assert.equal(masked?.text.length ?? text.length, text.length);
      let end = 0;
      for (const action of masked?.actions ?? []) {
        assert.equal(masked?.text.slice(end, action.start), text.slice(end, action.start));
        end = action.end;
      }
    }),
  );
});
