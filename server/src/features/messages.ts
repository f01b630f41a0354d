import type { Message } from '../analysis/message.js';

/** Translated templates by `<owner id>.<message id>`, where the owner is a rule, an evidence source or a feature. */
export type Translation = Readonly<Record<string, string>>;

/** Whoever has messages: English templates with `{name}` places. */
export interface MessageOwner {
  readonly id: string;
  readonly messages: Readonly<Record<string, string>>;
}

/** The part of a locale before its first hyphen: `ko` of `ko-KR` or `ko_KR.UTF-8`. */
export function languageOf(locale: string | undefined): string | undefined {
  return locale?.toLowerCase().split(/[-_.]/)[0];
}

/** The message in the translation's language, in English where that has no such template; unknown places stay as they are. */
export function textOf(owner: MessageOwner, message: Message, translation?: Translation): string {
  const template = translation?.[`${owner.id}.${message.id}`] ?? owner.messages[message.id] ?? message.id;
  return template.replace(/\{(\w+)\}/g, (place, name: string) => message.args[name] ?? place);
}
