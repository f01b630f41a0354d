import { evidenceSources } from '../analysis/roles/evidence-sources.js';
import { remainingMain } from '../analysis/roles/remaining-main.js';
import type { Evidence } from '../analysis/roles/role.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';

const owners: ReadonlyMap<string, MessageOwner> = new Map(
  [...evidenceSources, remainingMain].map(({ id, meta }) => [id, { id, messages: meta.messages }]),
);

/** The reason in words, as a fragment: `image fluent/fluent-bit is a log shipper`. */
export function evidenceText({ source, message }: Evidence, translation?: Translation): string {
  return textOf(owners.get(source) ?? { id: source, messages: {} }, message, translation);
}
