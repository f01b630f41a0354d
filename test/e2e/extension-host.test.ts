import { resolve } from 'node:path';
import { test } from 'node:test';
import { bundleSuite } from './support/bundle-suite.js';
import { startVSCode } from './support/hosts.js';
import { reportCases } from './support/report-cases.js';

test('in the Node extension host', async (context) => {
  const testsPath = resolve(await bundleSuite('node'));
  const started = await startVSCode(context, { testDriver: true });
  const url = started.host.url({ folder: started.workspace, developmentPath: resolve('.'), testsPath });
  await reportCases(context, started, url);
});
