import { commands, l10n, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { RuleSummary } from '../../server/src/lsp/protocol.js';

interface RuleItem extends QuickPickItem {
  readonly rule: RuleSummary;
}

const SEVERITY_ICONS: Readonly<Record<RuleSummary['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'lightbulb',
};

/** Lets the user choose a rule; a button on each one leads to its setting. Undefined when nothing is chosen. */
export async function pickRule(rules: Promise<readonly RuleSummary[]>): Promise<RuleSummary | undefined> {
  const picker = window.createQuickPick<RuleItem>();
  picker.title = l10n.t('Rules of Pod Patterns');
  picker.placeholder = l10n.t('Choose a rule to read about it');
  picker.matchOnDescription = true;
  picker.busy = true;
  const settings = { iconPath: new ThemeIcon('gear'), tooltip: l10n.t('Open Settings of Rules') };
  const picked = new Promise<RuleSummary | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]?.rule));
    picker.onDidHide(() => resolve(undefined));
    picker.onDidTriggerItemButton(() => {
      resolve(undefined);
      void commands.executeCommand('workbench.action.openSettings', 'podPatterns.rules');
    });
  });
  picker.show();
  try {
    picker.items = (await rules).map((rule) => ({ ...itemOf(rule), buttons: [settings] }));
    picker.busy = false;
    return await picked;
  } finally {
    picker.dispose();
  }
}

function itemOf(rule: RuleSummary): RuleItem {
  return {
    rule,
    label: `$(${SEVERITY_ICONS[rule.severity]}) ${rule.title}`,
    description: rule.enabled ? rule.id : `${rule.id} · ${l10n.t('switched off')}`,
  };
}
