import { format } from 'node:util';
import { chromium } from 'playwright-core';

const SUITE_MILLISECONDS = 180_000;
const LOCAL = /^(127\.0\.0\.1|\[::1\]|([\w-]+\.)*localhost)$/;

/**
 * @typedef {object} Workbench
 * @property {import('playwright-core').Page} page
 * @property {readonly string[]} outgoing addresses outside of this machine that the page asked for; none was let through
 * @property {() => Promise<void>} close
 */

/**
 * Opens a browser with one page for a workbench.
 * @param {string} executablePath
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench(executablePath) {
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Chromium would refuse the WebSockets of a page whose document was changed on its way; see web-extension.mjs.
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  /** @type {string[]} */
  const outgoing = [];
  await context.route(
    (url) => url.protocol.startsWith('http') && !LOCAL.test(url.hostname),
    (route) => {
      outgoing.push(route.request().url());
      return route.abort();
    },
  );
  return { page: await context.newPage(), outgoing, close: () => browser.close() };
}

/**
 * Opens a URL with `testsPath` and waits for its suite to end.
 * @param {import('playwright-core').Page} page
 * @param {string} url
 * @param {(line: string) => void} onLine each line that the suite writes, between lines of the workbench's own
 * @returns {Promise<{ readonly passed: boolean, readonly reason: string }>}
 */
export async function runSuite(page, url, onLine) {
  /** @type {(code: number | 'timeout') => void} */
  let settle = () => {};
  const ended = new Promise((resolve) => {
    settle = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ args) =>
    onLine(format(...args)),
  );
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => settle(code));
  const timer = setTimeout(() => settle('timeout'), SUITE_MILLISECONDS);
  await page.goto(url);
  const code = await ended;
  clearTimeout(timer);
  const reason = code === 'timeout' ? `no end after ${SUITE_MILLISECONDS / 1000} s` : `exit code ${code}`;
  return { passed: code === 0, reason };
}
