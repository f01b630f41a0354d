import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { editorPage } from './support/editor-page.js';
import { startVSCode } from './support/hosts.js';

/** What is typed, key by key; it mounts `log`, while the volume is `logs`. */
const TYPED = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: nginx:1.29.3
      volumeMounts:
        - name: logs
          mountPath: /var/log/nginx
    - name: log-agent
      image: fluent/fluent-bit:4.1.1
      volumeMounts:
        - name: log
          mountPath: /var/log/nginx
  volumes:
    - name: logs
      emptyDir: {}
`;

test('the packaged extension, by mouse and keyboard', async (context) => {
  const { host, page, workspace, outgoing } = await startVSCode(context, {
    vsix: 'out/pod-patterns.vsix',
    testDriver: false,
    // What is typed has its own indentation. Enter may take a suggestion of ours, so that one in the wrong place is seen.
    settings: { 'editor.wordBasedSuggestions': 'off', '[yaml]': { 'editor.autoIndent': 'none' } },
  });
  const workbench = editorPage(page);
  const typed = workbench.editor('/typed.yaml');
  const lines = typed.locator('.view-lines');
  let failed = false;
  /** After a step that failed the next ones would only fail for its sake, so they are left out. */
  const step = async (name: string, run: () => Promise<void>) => {
    if (failed) return;
    await context.test(name, async () => {
      failed = true;
      await run().finally(() => workbench.screenshot('latest step'));
      failed = false;
    });
  };

  await page.goto(host.url({ folder: workspace, openFile: join(workspace, 'pipeline.yaml') }));

  await step('the language status says that there is no manifest yet', async () => {
    await workbench.editor('/pipeline.yaml').waitFor();
    await page.locator('#status\\.languageStatus').hover();
    await workbench.waitForText(page.locator('.monaco-hover:not(.hidden)'), /No Kubernetes manifest open yet/);
    await workbench.leaveHover();
  });

  await step('YAML typed into a new file stays as it was typed', async () => {
    await workbench.openFile('typed.yaml');
    await typed.locator('.view-line').first().click();
    await page.keyboard.type(TYPED, { delay: 25 });
    await page.keyboard.press('Control+S');
    await waitForFile(join(workspace, 'typed.yaml'), (text) => text === TYPED);
  });

  await step('the fault is underlined', async () => {
    await typed.locator('.squiggly-error').first().waitFor({ state: 'attached' });
  });

  await step('an inlay hint shows each role', async () => {
    await workbench.waitForText(lines, /name: shop\s*main[\s\S]*name: log-agent\s*sidecar · log shipper/);
  });

  await step('an icon in the gutter shows each role', async () => {
    await typed.locator('.cgmr').nth(1).waitFor({ state: 'attached' });
    await workbench.screenshot('1 typed');
  });

  await step('a hover explains the finding', async () => {
    await workbench.hover(typed, /name:\slog$/, 'log', /'log-agent' mounts 'log', which this Pod does not have/);
    await workbench.screenshot('2 hover on the finding');
    await workbench.leaveHover();
  });

  await step('a hover explains the role', async () => {
    const text = await workbench.hover(typed, /log-agent/, 'log-agent', /sidecar/);
    assert.match(text, /log shipper/);
    await workbench.screenshot('3 hover on the role');
    await workbench.leaveHover();
  });

  await step('the light bulb stands beside the finding', async () => {
    await typed.locator('.view-line', { hasText: 'apiVersion' }).click();
    await page.keyboard.press('F8');
    await page.keyboard.press('Escape');
    await typed.locator('.lightBulbWidget, [class*="codicon-light"]').first().waitFor({ state: 'visible' });
    await workbench.screenshot('4 light bulb');
  });

  await step('the quick fix repairs the text', async () => {
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row.focused', { hasText: "Change to 'logs'" }).waitFor();
    await workbench.screenshot('5 quick fix');
    await page.keyboard.press('Enter');
    await typed.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.waitForText(lines, /name: logs\s+mountPath[\s\S]*name: logs\s+mountPath/);
  });

  await step('a snippet is inserted from the suggestions, and its container has its role', async () => {
    await page.keyboard.press('Control+F');
    await page.keyboard.type('  volumes:');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+Shift+Enter');
    await page.keyboard.type('    pod-adapter-ng', { delay: 30 });
    const row = page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'pod-adapter-nginx' });
    await row.waitFor({ timeout: 3000 }).catch(async () => {
      await page.keyboard.press('Control+Space');
      await row.waitFor();
    });
    await workbench.screenshot('6 snippet offered');
    await page.keyboard.press('Tab');
    await workbench.waitForText(lines, /exporter\s*adapter · metrics exporter/);
    await workbench.screenshot('7 snippet inserted');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  await step('the outline shows the roles', async () => {
    await workbench.runCommand('Explorer: Focus on Outline View');
    await workbench.waitForText(page.locator('.outline-pane'), /log-agent\s*sidecar · log shipper/);
    await workbench.screenshot('8 outline');
  });

  await step('the rules can be read', async () => {
    await workbench.runCommand('Pod Patterns: Show Rules');
    await workbench.pick('unknown-volume');
    await page.locator('.tab.active', { hasText: 'unknown-volume' }).waitFor();
    await workbench.screenshot('9 page of a rule');
  });

  for (const theme of ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
    await step(`the roles can be seen in the theme ${theme}`, async () => {
      await workbench.openFile('typed.yaml');
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.pick(theme);
      await workbench.waitForText(lines, /log-agent\s*sidecar/);
      await workbench.screenshot(`theme ${theme}`);
    });
  }

  await context.test('no request left the machine', () => assert.deepEqual(outgoing(), []));
});

async function waitForFile(path: string, isExpected: (text: string) => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isExpected(readFileSync(path, 'utf8'))) {
    if (Date.now() > end) assert.fail(`${path} holds ${JSON.stringify(readFileSync(path, 'utf8'))}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
