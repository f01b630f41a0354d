import { l10n } from 'vscode';
import type { ContainerRole } from '../../server/src/lsp/protocol.js';
import { ROLES, type Role } from './roles.js';

/** `1 main · 2 sidecars`; undefined where there are no containers. */
export function summaryOf(containers: readonly ContainerRole[]): string | undefined {
  const parts = ROLES.flatMap((role) => {
    const count = containers.filter((container) => container.role === role).length;
    return count > 0 ? [countOf(role, count)] : [];
  });
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

function countOf(role: Role, count: number): string {
  const one = count === 1;
  switch (role) {
    case 'main':
      return l10n.t('{0} main', count);
    case 'sidecar':
      return one ? l10n.t('1 sidecar') : l10n.t('{0} sidecars', count);
    case 'ambassador':
      return one ? l10n.t('1 ambassador') : l10n.t('{0} ambassadors', count);
    case 'adapter':
      return one ? l10n.t('1 adapter') : l10n.t('{0} adapters', count);
    case 'init':
      return l10n.t('{0} init', count);
  }
}
