import { beginsBlock, endsBlock } from './actions.js';
import type { Span } from './span.js';

const DEFINITION = /^\{\{-?\s*define\b/;
/** Holds an object of Kubernetes: its first keys. */
const OBJECT = /^[ \t]*(?:apiVersion|kind)[ \t]*:/m;

/**
 * The bodies of the named templates (`define`) of a text, each from its first action to its `end`: they are written where
 * they are included, with another indentation. None where one template is all that the text holds, and it is an object.
 * An indented definition may stand in a block scalar, as text for another program.
 */
export function definitionBodies(text: string, actions: readonly Span[]): readonly Span[] {
  const bodies: Span[] = [];
  let depth = 0;
  let start = 0;
  for (const action of actions) {
    const source = text.slice(action.start, action.end);
    if (beginsBlock(source)) {
      if (depth === 0 && !(DEFINITION.test(source) && beginsLine(text, action.start))) continue;
      if (depth === 0) start = action.start;
      depth++;
    } else if (depth > 0 && endsBlock(source)) {
      depth--;
      if (depth === 0) bodies.push({ start, end: action.end });
    }
  }
  const [only] = bodies;
  return only && bodies.length === 1 && isAll(text, only, actions) ? [] : bodies;
}

/** Whether the text holds an object in the body, and outside of it nothing but comments and other actions. */
function isAll(text: string, body: Span, actions: readonly Span[]): boolean {
  if (!OBJECT.test(text.slice(body.start, body.end))) return false;
  let around = '';
  let at = 0;
  for (const { start, end } of actions) {
    if (start > body.start && end <= body.end) continue;
    around += text.slice(at, start);
    at = start === body.start ? body.end : end;
  }
  around += text.slice(at);
  return around.split('\n').every((line) => /^(?:#.*|---|\.\.\.)?$/.test(line.trim()));
}

function beginsLine(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n';
}
