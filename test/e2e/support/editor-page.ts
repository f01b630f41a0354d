import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const PATIENCE_MILLISECONDS = 20_000;
const INTERVAL_MILLISECONDS = 50;
const SCREENSHOTS = join('test-results', 'screenshots');

/** What a person sees of the workbench and does to it. */
export interface EditorPage {
  /** The editor of a file whose address ends as given. */
  readonly editor: (file: string) => Locator;
  /** Shows a file of the open folder. */
  readonly openFile: (name: string) => Promise<void>;
  readonly runCommand: (title: string) => Promise<void>;
  /** Picks an entry of the list that asks a question. */
  readonly pick: (text: string) => Promise<void>;
  /** Points at a word in a line of the editor; gives the text of the hover once it matches. */
  readonly hover: (editor: Locator, line: RegExp, word: string, expected: RegExp) => Promise<string>;
  readonly leaveHover: () => Promise<void>;
  /** Waits until the text that a person reads there matches. */
  readonly waitForText: (locator: Locator, expected: RegExp) => Promise<string>;
  /** Leaves a picture under test-results/screenshots/. */
  readonly screenshot: (name: string) => Promise<void>;
}

export function editorPage(page: Page): EditorPage {
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  const input = page.locator('.quick-input-widget:visible input').first();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const pick = async (text: string) => {
    await input.waitFor();
    await input.fill(text);
    await rows
      .filter({ hasText: text.replace(/^>/, '') })
      .first()
      .click();
  };
  const leaveHover = () => page.mouse.move(5, 5);
  return {
    editor: (file) => page.locator(`.editor-instance .monaco-editor[data-uri$="${file}"]`),
    openFile: async (name) => {
      await page.keyboard.press('Control+P');
      await pick(name);
      await page.locator(`.tab.active`, { hasText: name }).waitFor();
    },
    runCommand: async (title) => {
      await page.keyboard.press('F1');
      await pick(`>${title}`);
    },
    pick,
    hover: async (editor, line, word, expected) => {
      const place = editor.locator('.view-line', { hasText: line }).locator('span', { hasText: word }).last();
      await place.hover();
      return waitForText(page.locator('.monaco-hover:not(.hidden)'), expected);
    },
    leaveHover,
    waitForText,
    screenshot: async (name) => {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
    },
  };
}

async function waitForText(locator: Locator, expected: RegExp): Promise<string> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    // The editor draws spaces as no-break spaces; a list that is drawn anew may vanish while it is read.
    const texts = await locator.allInnerTexts().catch(() => []);
    const text = texts.join('\n').replaceAll('\u00a0', ' ');
    if (expected.test(text)) return text;
    if (Date.now() > end) throw new Error(`${expected} not in ${JSON.stringify(text)}`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MILLISECONDS));
  }
}
