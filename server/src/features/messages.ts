import type { Message } from '../analysis/message.js';
import { korean } from './l10n/ko/korean.js';

/** Translated templates by `<owner id>.<message id>`, where the owner is a rule, an evidence source or a feature. */
export type Translation = Readonly<Record<string, string>>;

/** Whoever has messages: English templates with `{name}` places. */
export interface MessageOwner {
  readonly id: string;
  readonly messages: Readonly<Record<string, string>>;
}

/** By language, the part of a locale before its first hyphen. */
const TRANSLATIONS: ReadonlyMap<string, Translation> = new Map([['ko', korean]]);

/** The translation for a locale such as `ko-KR` or `ko_KR.UTF-8`; undefined, which means English, for any other one. */
export function translationOf(locale: string | undefined): Translation | undefined {
  const [language] = locale?.toLowerCase().split(/[-_.]/) ?? [];
  return language === undefined ? undefined : TRANSLATIONS.get(language);
}

/** The message in the translation's language, in English where that has no such template; unknown places stay as they are. */
export function textOf(owner: MessageOwner, message: Message, translation?: Translation): string {
  const template = translation?.[`${owner.id}.${message.id}`] ?? owner.messages[message.id] ?? message.id;
  return template.replace(/\{(\w+)\}/g, (place, name: string) => message.args[name] ?? place);
}
