import type { YAMLParseError } from 'yaml';
import { compose } from './compose.js';
import { maskActions } from './mask.js';
import type { SyntaxProblem, YamlContent, YamlDocument } from './nodes.js';
import { type Attempt, repair } from './repair.js';
import type { Span } from './span.js';
import { buildTree } from './tree.js';

/** Enough to read; one mistake may bring hundreds. */
const MAX_PROBLEMS = 20;
const NO_ACTIONS: readonly Span[] = [];

/**
 * Reads the text of one YAML document, when `root` or `problems` is first asked for. Never throws; broken text gives
 * problems and what could be read around them. A template whose lines come and go has none, as only its output is YAML.
 */
export function parseDocument(text: string): YamlDocument {
  let reading: Reading | undefined;
  const read = (): Reading => {
    reading ??= readText(text);
    return reading;
  };
  return {
    text,
    get root() {
      return read().root;
    },
    get problems() {
      return read().problems;
    },
    get templated() {
      return read().templated;
    },
  };
}

type Reading = Pick<YamlDocument, 'root' | 'problems' | 'templated'>;

function readText(text: string): Reading {
  const masked = maskActions(text);
  const actions = masked?.actions ?? NO_ACTIONS;
  const attempt = (parsed: string): Attempt => attemptParse({ original: text, parsed, actions });
  const { root, problems } = repair(attempt(masked?.text ?? text), attempt);
  const own = masked?.branching ? [] : problems.slice(0, MAX_PROBLEMS);
  return { root, problems: own, templated: masked !== undefined };
}

function attemptParse(text: { original: string; parsed: string; actions: readonly Span[] }): Attempt {
  try {
    const document = compose(text.parsed);
    const tree = buildTree(document, text);
    const exhausted = tree.tooDeep || document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION');
    if (exhausted) return tooDeep(text.parsed, tree.root);
    const errors = document.errors.map(problemOf);
    return { text: text.parsed, root: tree.root, errors, problems: [...errors, ...tree.problems] };
  } catch {
    return tooDeep(text.parsed, undefined);
  }
}

/** The only thing that ever stopped the parser is a call stack that was used up. */
function tooDeep(text: string, root: YamlContent | undefined): Attempt {
  const span = { start: 0, end: Math.min(text.length, 1) };
  const problem = { code: 'RESOURCE_EXHAUSTION', message: 'This document is nested too deeply to be read', span };
  return { text, root, errors: [], problems: [problem] };
}

function problemOf({ code, message, pos }: YAMLParseError): SyntaxProblem {
  return { code, message, span: { start: pos[0], end: pos[1] } };
}
