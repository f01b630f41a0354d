import { type Disposable, type LanguageStatusItem, l10n, languages } from 'vscode';
import type { IndexParams } from '../../server/src/lsp/protocol.js';
import { DOCUMENT_SELECTOR } from './document-languages.js';

/** Says in the language status where a workspace is too large to be looked at as a whole, and nothing where it is not. */
export interface IndexStatus extends Disposable {
  accept(params: IndexParams): void;
  /** For when the server is gone. */
  clear(): void;
}

export function createIndexStatus(): IndexStatus {
  let item: LanguageStatusItem | undefined;
  const clear = () => {
    item?.dispose();
    item = undefined;
  };
  return {
    accept({ together, complete }) {
      if (complete) {
        clear();
        return;
      }
      item ??= languages.createLanguageStatusItem('podPatterns.index', DOCUMENT_SELECTOR);
      item.name = l10n.t('Manifests of the Workspace');
      item.text = l10n.t('Only {0} manifests are looked at together', together);
      item.detail = l10n.t('Pod Patterns');
      item.command = {
        command: 'workbench.action.openSettings',
        arguments: ['search.exclude'],
        title: l10n.t('Exclude Folders'),
      };
    },
    clear,
    dispose: clear,
  };
}
