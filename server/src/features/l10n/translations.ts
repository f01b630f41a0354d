import { languageOf, type Translation } from '../messages.js';
import { korean } from './ko/korean.js';

/** By language. */
const TRANSLATIONS: ReadonlyMap<string, Translation> = new Map([['ko', korean]]);

/** The translation for a locale such as `ko-KR` or `ko_KR.UTF-8`; undefined, which means English, for any other one. */
export function translationOf(locale: string | undefined): Translation | undefined {
  const language = languageOf(locale);
  return language === undefined ? undefined : TRANSLATIONS.get(language);
}
