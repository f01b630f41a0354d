import { resolve } from 'node:path';
import { test } from 'node:test';
import { loadAsWebExtension } from '../../scripts/host/web-extension.mjs';
import { bundleSuite } from './support/bundle-suite.js';
import { startVSCode } from './support/hosts.js';
import { reportCases } from './support/report-cases.js';

test('in the web worker extension host', async (context) => {
  const testsPath = await bundleSuite('browser');
  const started = await startVSCode(context, { testDriver: true });
  const stop = await loadAsWebExtension(started.page, started.host.address, { extension: resolve('.'), testsPath });
  context.after(stop);
  await reportCases(context, started, started.host.url({ folder: started.workspace }));
});
