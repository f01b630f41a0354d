import type { Diagnostic } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { pageIn, rulePageUri } from './rule-pages.js';

/** Makes the code of a finding open its page here in the editor, which works without a network as well. */
export function createRuleLinks(): Required<Pick<Middleware, 'provideDiagnostics' | 'handleDiagnostics'>> {
  return {
    provideDiagnostics: async (document, previousResultId, token, next) => {
      const report = await next(document, previousResultId, token);
      if (report && 'items' in report) report.items.forEach(linkToPage);
      return report;
    },
    handleDiagnostics: (uri, diagnostics, next) => {
      diagnostics.forEach(linkToPage);
      next(uri, diagnostics);
    },
  };
}

function linkToPage(diagnostic: Diagnostic): void {
  const { code } = diagnostic;
  if (typeof code === 'object') diagnostic.code = { ...code, target: rulePageUri(pageIn(code.target.path)) };
}
