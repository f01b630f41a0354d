import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { testSettings } from '../../../scripts/host/host-settings.mjs';
import { findOrInstallBrowser } from '../../../scripts/host/install-browser.mjs';
import { installHost } from '../../../scripts/host/install-host.mjs';
import { startHost } from '../../../scripts/host/start-host.mjs';
import { openWorkbench } from '../../../scripts/host/workbench.mjs';
import { temporaryFolder } from '../../../scripts/process/cleanup.mjs';

/** A VS Code of its own for one test, which ends with it. */
export interface Started {
  readonly host: Awaited<ReturnType<typeof startHost>>;
  readonly page: Awaited<ReturnType<typeof openWorkbench>>['page'];
  /** Absolute path of a copy of the test workspace. */
  readonly workspace: string;
  /** What tried to leave the machine so far, from the page and from the host's processes. */
  readonly outgoing: () => readonly string[];
}

/** Starts the embedded VS Code and a browser; `settings` come on top of the tests' own. */
export async function startVSCode(
  context: TestContext,
  options: {
    readonly vsix?: string;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly testDriver: boolean;
  },
): Promise<Started> {
  const host = await startHost(await installHost(), {
    settings: { ...testSettings, ...options.settings },
    record: true,
    testDriver: options.testDriver,
    ...(options.vsix !== undefined && { vsix: options.vsix }),
  });
  context.after(host.stop);
  const workbench = await openWorkbench(await findOrInstallBrowser());
  context.after(workbench.close);
  return {
    host,
    page: workbench.page,
    workspace: copyWorkspace(context),
    outgoing: () => [...workbench.outgoing, ...host.outgoing()],
  };
}

/** A copy of the test workspace, so that a test may write; removed when the test ends. */
export function copyWorkspace(context: TestContext): string {
  const folder = temporaryFolder('workspace-');
  context.after(folder.remove);
  cpSync(join('test', 'e2e', 'workspace'), folder.path, { recursive: true });
  return folder.path;
}
