import { env } from 'vscode';

/** The language of the editor's words, as far as we speak it: English for any other one. */
export function readerLanguage(): 'en' | 'ko' {
  return /^ko(?:-|$)/.test(env.language) ? 'ko' : 'en';
}
