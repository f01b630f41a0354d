import { type Disposable, workspace } from 'vscode';
import type { FindFilesParams, FindFilesResult } from '../../server/src/lsp/protocol.js';

/** What may hold manifests, or says how manifests belong together. */
const MANIFESTS = '**/{*.yaml,*.yml,Kustomization}';

/** The sections of settings in which files are excluded from the explorer and from searches. */
const SECTIONS = ['files', 'search'];

/** Finds the workspace's YAML files for the server, without what the user excludes from the explorer or from searches. */
export async function findFiles({ most }: FindFilesParams): Promise<FindFilesResult> {
  const found = await workspace.findFiles(MANIFESTS, excluded(), most + 1);
  return { uris: found.slice(0, most).map(String), complete: found.length <= most };
}

/** Calls back when the user excludes other files than before. */
export function onDidExcludeOthers(callback: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (SECTIONS.some((section) => event.affectsConfiguration(`${section}.exclude`))) callback();
  });
}

function excluded(): string {
  const globs = SECTIONS.flatMap((section) => {
    const settings = workspace.getConfiguration(section).get<Readonly<Record<string, unknown>>>('exclude', {});
    return Object.entries(settings).flatMap(([glob, value]) => (value === true ? [glob] : []));
  });
  return `{${['**/node_modules', '**/.git', ...globs].join(',')}}`;
}
