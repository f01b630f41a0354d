import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { table } from '../../server/src/cli/table.js';
import { BROKEN, podPatterns, SHOP } from './program.js';

const KOREAN = { locale: 'ko_KR.UTF-8' };
const QUIET = ['missing-resources', 'missing-readiness-probe', 'unused-volume'].flatMap((rule) => [
  '--rule',
  `${rule}=off`,
]);

test('findings are told in the language of the surroundings, or in the one that was asked for', async () => {
  const lint = async (locale: string | undefined, ...args: string[]) =>
    (await podPatterns(['lint', ...QUIET, ...args, '-'], { standardInput: BROKEN, ...(locale ? { locale } : {}) })).out;
  const korean = `-:10:13 오류 'web' 컨테이너가 마운트하는 'log' 볼륨이 이 Pod에 없으며, 이름이 비슷한 'logs' 볼륨은 있습니다 (unknown-volume)

파일 1개: 오류 1건
`;
  const english = await lint(undefined);
  assert.match(english, /^-:10:13 error .+\n\n1 error in 1 file\n$/);
  assert.equal(await lint('ko_KR.UTF-8'), korean);
  assert.equal(await lint(undefined, '--locale', 'ko'), korean);
  assert.equal(await lint('ko_KR.UTF-8', '--locale', 'en'), english);
  for (const locale of ['C', 'de_DE.UTF-8', '']) assert.equal(await lint(locale), english);
});

test('JSON is English unless a language was asked for, and keeps its codes', async () => {
  const lint = async (...args: string[]) => {
    const { out } = await podPatterns(['lint', '-f', 'json', ...QUIET, ...args, '-'], {
      standardInput: BROKEN,
      ...KOREAN,
    });
    return JSON.parse(out).files[0].findings[0];
  };
  const english = await lint();
  const korean = await lint('--locale=ko');
  assert.match(english.message, /^'web' mounts 'log'/);
  assert.match(korean.message, /^'web' 컨테이너가/);
  assert.deepEqual({ ...korean, message: '' }, { ...english, message: '' });
});

test('roles are a Korean table, with columns as wide as a terminal shows them', async () => {
  const { out } = await podPatterns(['roles', '-'], { standardInput: SHOP, ...KOREAN });
  const [title, header = '', first = '', second = '', flow] = out.split('\n');
  assert.equal(title, '-: Deployment web (shop)');
  assert.match(header, /^ {2}컨테이너 +역할 +기능 +확신도 +근거$/);
  assert.match(first, /^ {2}log-agent +사이드카, 네이티브 +로그 수집 +\d+ % +.*\p{Script=Hangul}/u);
  assert.match(second, /^ {2}web +메인 /);
  assert.equal(flow, '  web → log-agent  볼륨 logs');
  assert.deepEqual(
    table([
      ['가나', 'x'],
      ['abc', 'y'],
      ['가', 'z'],
    ]),
    ['가나  x', 'abc   y', '가    z'],
  );
});

test('rules and their pages are Korean', async () => {
  const { out: list } = await podPatterns(['rules'], KOREAN);
  assert.match(list, /^규칙 +심각도 +수정 +검사 내용$/m);
  assert.match(list, /^unknown-volume +error +가능 +Pod에 없는 볼륨의 마운트$/m);
  const { out: page } = await podPatterns(['explain', '--locale', 'ko', 'unknown-volume']);
  const [title, , facts] = page.split('\n');
  assert.equal(title, 'Pod에 없는 볼륨의 마운트');
  assert.equal(facts, '`unknown-volume` · 기본 심각도: 오류 · 빠른 수정 있음 · 버전 0.1.0부터');
  assert.match(page, /^ {4}kind: Pod$/m);
});

test('what cannot be read is told in Korean', async () => {
  const { status, complaints } = await podPatterns(['lint', 'no-such-file.yaml'], KOREAN);
  assert.equal(status, 2);
  assert.equal(complaints, 'pod-patterns: no-such-file.yaml: 파일이나 폴더가 없습니다\n');
});

test('a language that is not spoken is wrong usage where it was asked for', async () => {
  for (const command of [['lint', '-'], ['roles', '-'], ['rules'], ['explain', 'unknown-volume']]) {
    const { status, complaints } = await podPatterns([...command, '--locale', 'de']);
    assert.equal(status, 2);
    assert.match(complaints, /--locale is en or ko, not 'de'/);
  }
});

test('the process takes its language from the environment, where LC_ALL is above LANG', () => {
  const titleIn = (variables: Readonly<Record<string, string>>) => {
    const { LC_ALL: _, LC_MESSAGES: __, LANG: ___, ...env } = process.env;
    const args = ['--import', 'tsx', 'server/src/cli/main.ts', 'rules'];
    return spawnSync(process.execPath, args, { env: { ...env, ...variables }, encoding: 'utf8' }).stdout.split(' ')[0];
  };
  assert.equal(titleIn({ LANG: 'ko_KR.UTF-8' }), '규칙');
  assert.equal(titleIn({ LANG: 'ko_KR.UTF-8', LC_ALL: 'C' }), 'RULE');
});
