import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findOrInstallBrowser } from '../../scripts/host/install-browser.mjs';
import { openWorkbench } from '../../scripts/host/workbench.mjs';
import { temporaryFolder } from '../../scripts/process/cleanup.mjs';
import { editorPage } from './support/editor-page.js';

/** Packaging and starting, on a busy machine. */
const START_MILLISECONDS = 120_000;

test('npm start serves the samples to this machine alone, and Ctrl-C ends all of it', async (context) => {
  const temporary = folderFor(context);
  const started = start(context, ['--embedded', '--no-browser'], { TMPDIR: temporary });
  const url = new URL(await printed(started, /http:\/\/\S+/));

  await context.test('it listens on loopback only', async () => {
    assert.equal(url.hostname, '127.0.0.1');
    for (const address of outsideAddresses()) await assert.rejects(fetch(`http://${address}:${url.port}/`));
  });

  await context.test('nobody comes in without the token', async () => {
    assert.equal((await fetch(url.origin)).status, 403);
    assert.equal((await fetch(`${url.origin}/?tkn=guessed`)).status, 403);
    const welcome = await fetch(url, { redirect: 'manual' });
    assert.match(welcome.headers.get('set-cookie') ?? '', new RegExp(`=${url.searchParams.get('tkn')}`));
  });

  await context.test('the URL shows a sample with its roles', async () => {
    const { page, close, outgoing } = await openWorkbench(await findOrInstallBrowser());
    context.after(close);
    const workbench = editorPage(page);
    // The editor draws only the lines in view.
    await page.setViewportSize({ width: 1280, height: 1400 });
    await page.goto(url.href);
    await workbench.waitForText(page.locator('.editor-instance .view-lines'), /name: \S+sidecar · log shipper/);
    await workbench.screenshot('npm start');
    assert.deepEqual(outgoing, []);
  });

  await context.test('a taken port is told in a sentence', async () => {
    const second = start(context, ['--embedded', '--no-browser', '--port', url.port], { TMPDIR: temporary });
    assert.equal(await second.ended, 1);
    assert.match(second.output(), new RegExp(`^Port ${url.port} is taken by another program\\.`, 'm'));
  });

  await context.test('Ctrl-C leaves neither process nor file', async () => {
    started.child.kill('SIGINT');
    await started.ended;
    await assert.rejects(fetch(url));
    assert.deepEqual(readdirSync(temporary), []);
  });
});

test('npm start opens desktop VS Code where there is one', async (context) => {
  const folder = folderFor(context);
  const calls = join(folder, 'calls');
  const code = join(folder, 'code');
  writeFileSync(
    code,
    `#!/bin/sh
[ "$1" = --version ] && printf '1.105.0\\n%040d\\nx64\\n' 0 && exit
printf '%s\\n' "$@" > '${calls}'
`,
  );
  chmodSync(code, 0o755);
  const { ended, output } = start(context, [], {
    PATH: `${folder}${delimiter}${process.env['PATH']}`,
    DISPLAY: ':99',
    VSCODE_IPC_HOOK_CLI: '',
  });
  assert.equal(await ended, 0, output());
  const given = readFileSync(calls, 'utf8').split('\n');
  assert.deepEqual(given.slice(0, 3), [
    '--new-window',
    `--extensionDevelopmentPath=${resolve('.')}`,
    resolve('samples'),
  ]);
});

test('npm start refuses what is no port', async (context) => {
  const { ended, output } = start(context, ['--port', 'http'], {});
  assert.equal(await ended, 1);
  assert.match(output(), /^http is no port/m);
});

interface Start {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

function start(context: TestContext, args: readonly string[], env: Readonly<Record<string, string>>): Start {
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], { env: { ...process.env, ...env } });
  context.after(() => child.kill('SIGINT'));
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(String(data)));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, output: () => output.join(''), ended };
}

/** What it prints, once that matches. */
async function printed({ output, child }: Start, expected: RegExp): Promise<string> {
  const end = Date.now() + START_MILLISECONDS;
  while (Date.now() < end && child.exitCode === null) {
    const found = expected.exec(output())?.[0];
    if (found !== undefined) return found;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error(`${expected} not in ${output()}`);
}

function folderFor(context: TestContext): string {
  const folder = temporaryFolder('start-');
  context.after(folder.remove);
  return folder.path;
}

function outsideAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}
