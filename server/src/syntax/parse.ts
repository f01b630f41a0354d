import type { YAMLParseError } from 'yaml';
import { compose } from './compose.js';
import { type MaskedText, maskActions } from './mask.js';
import { isTooDeep } from './nesting.js';
import type { SyntaxProblem, YamlContent, YamlDocument } from './nodes.js';
import { type Attempt, repair } from './repair.js';
import type { Span } from './span.js';
import { buildTree } from './tree.js';

/** Enough to read; one mistake may bring hundreds. */
const MAX_PROBLEMS = 20;
/** A longer text would keep its user waiting. */
const MAX_RETRIED = 500_000;
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
    get uncertain() {
      return read().uncertain;
    },
  };
}

type Reading = Pick<YamlDocument, 'root' | 'problems' | 'templated' | 'uncertain'>;

function readText(text: string): Reading {
  const { masked, first, attempt } = mostReadable(text);
  const { root, problems } = repair(first, attempt);
  if (!masked?.branching) {
    return { root, problems: problems.slice(0, MAX_PROBLEMS), templated: masked !== undefined, uncertain: false };
  }
  return { root, problems: [], templated: true, uncertain: problems.some(({ code }) => code !== 'DUPLICATE_KEY') };
}

interface Start {
  readonly masked: MaskedText | undefined;
  readonly first: Attempt;
  readonly attempt: (parsed: string) => Attempt;
}

/** The text with its actions hidden; where it is broken then and sound without other placeholders, without these. */
function mostReadable(text: string): Start {
  const start = startWith(text, maskActions(text));
  if (start.first.errors.length === 0 || text.length > MAX_RETRIED) return start;
  const masked = maskActions(text, true);
  if (!masked || masked.text === start.first.text) return start;
  const other = startWith(text, masked);
  return other.first.errors.length === 0 ? other : start;
}

function startWith(text: string, masked: MaskedText | undefined): Start {
  const actions = masked?.actions ?? NO_ACTIONS;
  const attempt = (parsed: string): Attempt => attemptParse({ original: text, parsed, actions });
  return { masked, first: attempt(masked?.text ?? text), attempt };
}

function attemptParse(text: { original: string; parsed: string; actions: readonly Span[] }): Attempt {
  if (isTooDeep(text.parsed)) return tooDeep(text.parsed, undefined);
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
