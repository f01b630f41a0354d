import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { test } from 'node:test';
import { editorPage } from './support/editor-page.js';
import { startVSCode } from './support/hosts.js';

interface Workload {
  readonly file: string;
  readonly containers: readonly { readonly name: string | null; readonly role: string }[];
}

test('every sample shows the role of every container', async (context) => {
  const samples = readdirSync('samples').filter((file) => file.endsWith('.yaml'));
  assert.ok(samples.length > 0);
  const workloads = rolesOf(samples.map((sample) => `samples/${sample}`));
  const { host, page, outgoing } = await startVSCode(context, {
    vsix: 'out/pod-patterns.vsix',
    testDriver: false,
    // The editor draws only the lines in view.
    settings: { 'editor.fontSize': 8, 'editor.stickyScroll.enabled': false },
  });
  await page.setViewportSize({ width: 1280, height: 2400 });
  const workbench = editorPage(page);
  await page.goto(host.url({ folder: resolve('samples') }));
  await page.locator('.monaco-workbench .explorer-folders-view').waitFor();

  for (const sample of samples) {
    await context.test(sample, async () => {
      await workbench.openFile(sample);
      const lines = workbench.editor(`/${sample}`).locator('.view-lines');
      const containers = workloads.filter(({ file }) => basename(file) === sample).flatMap((each) => each.containers);
      assert.ok(containers.length > 0);
      for (const { name, role } of containers) {
        await workbench.waitForText(lines, new RegExp(`name: ["']?${name}["']?\\s*${role}\\b`));
      }
      await workbench.screenshot(`sample ${sample}`);
    });
  }

  await context.test('no request left the machine', () => assert.deepEqual(outgoing(), []));
});

/** What the command line says: the editor must say the same. */
function rolesOf(files: readonly string[]): readonly Workload[] {
  const output = execFileSync(process.execPath, ['dist/cli.js', 'roles', '--format', 'json', ...files]);
  return JSON.parse(output.toString()).workloads;
}
