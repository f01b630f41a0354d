import { removeEntry } from '../../../syntax/edit.js';
import { columnOf, lineStart, pairEnd } from '../../../syntax/layout.js';
import type { YamlContent, YamlDocument, YamlMap, YamlPair } from '../../../syntax/nodes.js';
import type { TextEdit } from '../../../syntax/span.js';
import { objectName } from '../../conditions/fault-owner.js';
import { makeFix } from '../../edits/make-fix.js';
import type { ContainerView, Manifest } from '../../model/model.js';
import { readPodSpecs } from '../../model/read.js';
import { defineRule } from '../rule.js';

/** Enough of an entry to know it again. */
const MAX_ENTRY = 40;

export const duplicateKey = defineRule({
  id: 'duplicate-key',
  meta: {
    title: 'Key that is set twice',
    severity: 'error',
    since: '0.1.0',
    docs: `
      A map has each key once. Strict decoding rejects a second one; whoever does not decode strictly takes the last
      and drops the others without a word.

      Where several keys of a list's item come again in a row, the dash of another item has probably been lost.`,
    references: [
      'https://yaml.org/spec/1.2.2/#mapping',
      'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    ],
    messages: {
      twice: "'{owner}' sets '{key}' a second time, so the manifest is rejected or the first one is lost",
      item: "'{owner}' sets '{key}' and more a second time; the dash of another item may be missing here",
      earlier: "'{key}' is set here as well",
      remove: "Remove '{entry}'",
      dash: "Begin another item with '{key}'",
    },
    examples: {
      bad: [
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    imagePullPolicy: Always
    env:
    - {name: LOG_LEVEL, value: info}
    imagePullPolicy: Always
#   ^^^^^^^^^^^^^^^ duplicate-key
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    imagePullPolicy: Always
    env:
    - {name: LOG_LEVEL, value: info}
`,
        },
        {
          yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    name: log-agent
#   ^^^^ duplicate-key
    image: fluent/fluent-bit:3.1
`,
          fixed: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
  - name: log-agent
    image: fluent/fluent-bit:3.1
`,
        },
      ],
      good: [
        {
          yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  nginx.conf: |
    worker_processes 1;
    worker_processes 1;
`,
        },
      ],
    },
  },

  *checkObject(manifest) {
    const { document, node } = manifest;
    if (!document.problems.some(({ code }) => code === 'DUPLICATE_KEY')) return;
    for (const { map, isItem } of mapsIn(node, false)) {
      const repeated = repeatedIn(map);
      const [first] = repeated;
      if (!first) continue;
      const beginsItem = isItem && repeated.length > 1 && (first.key === 'name' || first.key === map.pairs[0]?.key);
      for (const repetition of beginsItem ? [first] : repeated) {
        const { key, pair, earlier } = repetition;
        const container = containerAt(manifest, pair);
        yield {
          span: pair.keySpan,
          message: {
            id: beginsItem ? 'item' : 'twice',
            args: { owner: container?.label ?? objectName(manifest), key },
          },
          ...(container && { container }),
          related: [{ span: earlier.keySpan, message: { id: 'earlier', args: { key } } }],
          fixes: () => (beginsItem ? begin(manifest, repetition) : removeOne(manifest, map, repetition)),
        };
      }
    }
  },
});

interface Repetition {
  readonly key: string;
  readonly pair: YamlPair;
  readonly earlier: YamlPair;
}

function* mapsIn(
  content: YamlContent | undefined,
  isItem: boolean,
): Iterable<{ readonly map: YamlMap; readonly isItem: boolean }> {
  if (content?.kind === 'map') {
    yield { map: content, isItem };
    for (const { value } of content.pairs) yield* mapsIn(value, false);
  } else if (content?.kind === 'seq') {
    for (const item of content.items) yield* mapsIn(item, true);
  }
}

function repeatedIn({ pairs }: YamlMap): readonly Repetition[] {
  const known = new Map<string, YamlPair>();
  return pairs.flatMap((pair) => {
    const { key } = pair;
    if (key === undefined || key === '<<') return [];
    const earlier = known.get(key);
    if (!earlier) known.set(key, pair);
    return earlier ? [{ key, pair, earlier }] : [];
  });
}

function containerAt({ document }: Manifest, { keySpan }: YamlPair): ContainerView | undefined {
  for (const { containers } of readPodSpecs(document)) {
    const found = containers.find(({ node: { span } }) => span.start <= keySpan.start && keySpan.end <= span.end);
    if (found) return found;
  }
  return undefined;
}

/** Which of two different values was meant only a person knows; the last one is what counts now. */
function removeOne(manifest: Manifest, map: YamlMap, { pair, earlier }: Repetition) {
  const { document } = manifest;
  const isSame = entryText(document, pair) === entryText(document, earlier);
  return (isSame ? [pair] : [earlier, pair]).flatMap((each) => {
    const message = { id: 'remove' as const, args: { entry: shortened(entryText(document, each)) } };
    return makeFix({ manifest }, { message, applicability: isSame ? 'safe' : 'suggestion' }, [
      removeEntry(document, map, each),
    ]);
  });
}

function begin(manifest: Manifest, { key, pair }: Repetition) {
  return makeFix({ manifest }, { message: { id: 'dash', args: { key } } }, [dashBefore(manifest.document, pair)]);
}

function dashBefore({ text }: YamlDocument, { keySpan: { start } }: YamlPair): TextEdit | undefined {
  const isAlone = text.slice(lineStart(text, start), start).trim() === '';
  return isAlone && columnOf(text, start) >= 2 ? { span: { start: start - 2, end: start }, newText: '- ' } : undefined;
}

function entryText({ text }: YamlDocument, pair: YamlPair): string {
  return text.slice(pair.keySpan.start, pairEnd(text, pair));
}

function shortened(entry: string): string {
  const [line = ''] = entry.split('\n');
  const text = line.trim();
  return text.length > MAX_ENTRY || text.length < entry.length ? `${text.slice(0, MAX_ENTRY)} …` : text;
}
