/**
 * Language ids in which manifests are written. Filters carry no scheme, so that files on a remote machine, in a
 * virtual workspace and not yet saved are served alike.
 */
export const LANGUAGES = ['yaml', 'helm', 'kubernetes', 'json'] as const;

/** The same as a document selector of the editor and of the language client. */
export const DOCUMENT_SELECTOR = LANGUAGES.map((language) => ({ language }));

/** Schemes whose documents are an older or foreign state of a file: findings in them would only repeat those of the file. */
const HISTORIC_SCHEMES: ReadonlySet<string> = new Set([
  'git',
  'gitfs',
  'gitlens',
  'svn',
  'hg',
  'review',
  'pr',
  'output',
]);

/** Whether documents of this language and scheme concern us at all. */
export function isServed(languageId: string, scheme: string): boolean {
  return LANGUAGES.some((language) => language === languageId) && !HISTORIC_SCHEMES.has(scheme);
}
