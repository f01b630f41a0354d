import {
  DecorationRangeBehavior,
  Disposable,
  Range,
  type TextEditor,
  type TextEditorDecorationType,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { ContainerRole } from '../../server/src/lsp/protocol.js';
import type { RoleStore } from './role-store.js';
import { ROLES, type Role } from './roles.js';

const SETTING = 'podPatterns.gutterIcons.enabled';

/** Shows an icon of its role beside each container's name, in every editor, and follows the setting at once. */
export function showGutterIcons(roles: RoleStore, extension: Uri): Disposable {
  const icons = ROLES.map((role) => ({ role, type: createIcon(role, extension) }));
  const render = (editor: TextEditor) => {
    const containers = isEnabled(editor) ? roles.containersOf(editor.document) : [];
    for (const { role, type } of icons) editor.setDecorations(type, placesOf(role, containers));
  };
  const renderAll = () => window.visibleTextEditors.forEach(render);
  renderAll();
  return Disposable.from(
    ...icons.map(({ type }) => type),
    roles.onDidChange((uri) => {
      const key = uri?.toString();
      window.visibleTextEditors.filter(({ document }) => !key || document.uri.toString() === key).forEach(render);
    }),
    window.onDidChangeVisibleTextEditors(renderAll),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTING)) renderAll();
    }),
  );
}

function createIcon(role: Role, extension: Uri): TextEditorDecorationType {
  const icon = (theme: string) => Uri.joinPath(extension, 'images', 'gutter', `${role}-${theme}.svg`);
  return window.createTextEditorDecorationType({
    dark: { gutterIconPath: icon('dark') },
    light: { gutterIconPath: icon('light') },
    gutterIconSize: 'contain',
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
}

/** One line each, so that a name that spans lines has one icon. */
function placesOf(role: Role, containers: readonly ContainerRole[]): Range[] {
  return containers
    .filter((container) => container.role === role)
    .map(({ range: { start } }) => new Range(start.line, start.character, start.line, start.character));
}

function isEnabled({ document }: TextEditor): boolean {
  return workspace.getConfiguration(undefined, document).get(SETTING, true);
}
