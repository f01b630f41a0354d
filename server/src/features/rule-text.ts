import type { Message } from '../analysis/message.js';
import type { Rule } from '../analysis/rules/rule.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';

/** A sentence about a finding of the rule, or the title of a fix. */
export function ruleText({ id, meta }: Rule, message: Message, translation?: Translation): string {
  return textOf({ id, messages: meta.messages }, message, translation);
}

/** What the rule finds, as a noun phrase. */
export function ruleTitle(rule: Rule, translation?: Translation): string {
  return textOf(proseOf(rule), { id: 'title', args: {} }, translation);
}

/** Why the rule is there and what to do instead, as Markdown. */
export function ruleDocs(rule: Rule, translation?: Translation): string {
  return textOf(proseOf(rule), { id: 'docs', args: {} }, translation);
}

/** Everything that is said about a rule: its messages, and beside them its `title` and its `docs`. */
export function ruleMessages(rule: Rule): MessageOwner {
  return { id: rule.id, messages: { ...rule.meta.messages, ...proseOf(rule).messages } };
}

function proseOf({ id, meta: { title, docs } }: Rule): MessageOwner {
  return { id, messages: { title, docs } };
}
