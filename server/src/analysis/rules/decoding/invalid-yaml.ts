import { lineEnd, lineStart } from '../../../syntax/layout.js';
import type { SyntaxProblem, YamlDocument } from '../../../syntax/nodes.js';
import type { Span } from '../../../syntax/span.js';
import { isPlaceholder } from '../../model/placeholder.js';
import { defineRule } from '../rule.js';

export const invalidYaml = defineRule({
  id: 'invalid-yaml',
  meta: {
    title: 'Manifest that is no valid YAML',
    severity: 'error',
    since: '0.1.0',
    leftToEditors: true,
    docs: `
      kubectl cannot read such a file at all. The first mistake of a document is reported, as those behind it are often
      its consequences; the other rules see what could be read around it, and some of them stay silent.

      In an editor this is left to its YAML support, which says the same while one types; set a severity for the rule to
      have it there as well. YAML that is no Kubernetes manifest, templates, and what this parser refuses but kubectl
      reads are left out.`,
    references: ['https://yaml.org/spec/1.2.2/'],
    messages: { invalid: 'This is no valid YAML, so kubectl cannot read the manifest: {reason}' },
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
    command: ["nginx", "-g", "daemon off;"
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-yaml
`,
        },
      ],
      good: [
        {
          yaml: `
# Values of a chart: no manifest.
image: {repository: nginx
`,
        },
      ],
    },
  },

  *checkDocument(document) {
    if (document.templated) return;
    const faults = document.problems.filter(isFault);
    const problem = faults.find(({ code }) => code === 'TAB_AS_INDENT') ?? faults[0];
    if (!problem || !looksLikeManifest(document) || isTemplate(document, problem)) return;
    const [reason = ''] = problem.message.split('\n');
    yield { span: onOneLine(document, problem.span), message: { id: 'invalid', args: { reason } } };
  },
});

/** Duplicate keys are a rule of their own; kubectl is more lenient with lines of quoted text and with comments. */
function isFault({ code, message }: SyntaxProblem): boolean {
  return (
    code !== 'DUPLICATE_KEY' && !/^Multi-line .*quoted string needs to be|^Comments must be separated/.test(message)
  );
}

/** Whether at least two of the keys that begin every object stand at the first level, whatever is between them. */
function looksLikeManifest({ text }: YamlDocument): boolean {
  return new Set(text.match(/^\{?[ \t]{0,4}"?(?:apiVersion|kind|metadata|spec)(?="?[ \t]*:)/gm)?.map(keyOf)).size > 1;
}

function keyOf(match: string): string {
  return match.replace(/\W/g, '');
}

/** Whether the text becomes YAML only when some program has filled it in: Jinja, ERB, Terraform, `@port@`, `@Model.Port`. */
function isTemplate({ text }: YamlDocument, problem: SyntaxProblem): boolean {
  if (DIRECTIVE.test(text)) return true;
  const { start } = problem.span;
  const line = text.slice(lineStart(text, start), lineEnd(text, start));
  return text[start] === '@' || /@\w+@/.test(line) || mayBreak(line, text.slice(start), problem);
}

/** `%{http_code}` is for curl, and none. */
const DIRECTIVE = /\{%|<%|%\{~?\s*(?:if|for|else|end)/;

const UNCLOSED = /^Missing closing|sufficiently indented and end with/;
const TWO_KEYS = /:\s.*:(?:\s|$)/;

/**
 * Whether a placeholder of a line may be what is no YAML. It is not where the parser stumbles over a key, or a word where a
 * key should be, over what is not closed, or over a key of the next line.
 */
function mayBreak(line: string, rest: string, { code, message }: SyntaxProblem): boolean {
  const [, word, colon] = /^\s*(?:-[ \t]+)*["']?([A-Za-z][\w./-]*)(?:["']?(:)(?!\S)|(?=[ \t]))/.exec(rest) ?? [];
  if (word !== undefined) return colon === undefined && isPlaceholder(word);
  return isPlaceholder(line) && !UNCLOSED.test(message) && (code !== 'BLOCK_AS_IMPLICIT_KEY' || TWO_KEYS.test(line));
}

/** A place within a line: where the parser has only a point, the word that begins there; behind comments. */
function onOneLine({ text }: Pick<YamlDocument, 'text'>, { start, end }: Span): Span {
  if (text[start] === '#') {
    const [comments = ''] = /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*/.exec(text.slice(start)) ?? [];
    const behind = start + comments.length;
    if (behind < text.length && text[behind] !== '#') return onOneLine({ text }, { start: behind, end: behind });
  }
  const last = lineEnd(text, start);
  const [word = ''] = /^[\w./-]*/.exec(text.slice(start, Math.min(last, start + 200))) ?? [];
  return { start, end: Math.min(Math.max(end, start + word.length), Math.max(last, start)) };
}
