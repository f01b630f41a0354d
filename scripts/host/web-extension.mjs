import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { atExit } from '../process/cleanup.mjs';

/** @type {Readonly<Record<string, string>>} */
const CONTENT_TYPES = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Makes a page load an extension's `browser` entry in the web worker host, as vscode.dev does, by serving its folder
 * and naming it in the configuration that the workbench's document carries. An extension from the server's side would
 * not do: VS Code lets it start no worker, and the language client needs one.
 * @param {import('playwright-core').Page} page
 * @param {string} address the host's
 * @param {{ readonly extension: string, readonly testsPath?: string }} paths the folder, and the suite's path within it
 * @returns {Promise<() => void>} ends the serving
 */
export async function loadAsWebExtension(page, address, { extension, testsPath }) {
  const { authority, close } = await serveFolder(extension);
  const location = (/** @type {string} */ path) => ({ scheme: 'http', authority, path });
  const options = {
    extensions: [location('/extension')],
    ...(testsPath !== undefined && { extensionTestsPath: location(`/extension/${testsPath}`) }),
  };
  await page.route(
    (url) => url.host === address && url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const { 'content-security-policy': _, 'content-length': __, ...headers } = response.headers();
      await route.fulfill({ status: response.status(), headers, body: withOptions(await response.text(), options) });
    },
  );
  return close;
}

/**
 * @param {string} folder
 * @returns {Promise<{ readonly authority: string, readonly close: () => void }>}
 */
async function serveFolder(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, normalize(decodeURIComponent(pathname)).replace(/^[/\\]extension/, ''));
    const content = path.startsWith(folder) ? await readFile(path).catch(() => undefined) : undefined;
    response.writeHead(content === undefined ? 404 : 200, {
      'access-control-allow-origin': '*',
      'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
    });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const forget = atExit(close);
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    // By name: the policy of the worker's frame allows scripts from `localhost`, not from 127.0.0.1.
    authority: `localhost:${port}`,
    close: () => {
      forget();
      close();
    },
  };
}

/**
 * @param {string} html
 * @param {Readonly<Record<string, unknown>>} options
 */
function withOptions(html, options) {
  return html.replace(
    /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/,
    (_, start, /** @type {string} */ settings) => {
      const configuration = JSON.parse(settings.replaceAll('&quot;', '"'));
      configuration.developmentOptions = { ...configuration.developmentOptions, ...options };
      return `${start}${JSON.stringify(configuration).replaceAll('"', '&quot;')}"`;
    },
  );
}
