import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ROLES } from '../../server/src/analysis/roles/role.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const commands: readonly { command: string; category: string; enablement?: string }[] = manifest.contributes.commands;

test('the extension works in workspaces that are not trusted and in virtual ones', () => {
  assert.deepEqual(manifest.capabilities, {
    untrustedWorkspaces: { supported: true },
    virtualWorkspaces: { supported: true },
  });
});

test('every contributed command is registered, and every registered one contributed', () => {
  const source = readFileSync('client/src/commands.ts', 'utf8');
  const registered = [...source.matchAll(/registerCommand\('([^']+)'/g)].map(([, command]) => command);
  assert.deepEqual(commands.map(({ command }) => command).sort(), registered.sort());
});

test('commands and context keys bear our prefix', () => {
  for (const { command, category, enablement } of commands) {
    assert.match(command, /^podPatterns\.\w+$/);
    assert.equal(category, 'Pod Patterns');
    for (const [key] of (enablement ?? '').matchAll(/[\w.]*\.\w+/g)) assert.match(key, /^podPatterns\./);
  }
});

test('each role has a colour, in every kind of theme', () => {
  const colors: readonly { id: string; defaults: Readonly<Record<string, string>> }[] = manifest.contributes.colors;
  assert.deepEqual(
    colors.map(({ id }) => id),
    ROLES.map((role) => `podPatterns.${role}`),
  );
  for (const { defaults } of colors) {
    assert.deepEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light']);
    for (const theme of ['highContrast', 'highContrastLight']) assert.match(defaults[theme] ?? '', /^#[0-9a-f]{6}$/);
  }
});

test('the colours of high contrast themes stand out as they require, 7 to 1', () => {
  for (const { id, defaults } of manifest.contributes.colors) {
    assert.ok(contrast(defaults.highContrast, '#000000') >= 7, `${id} on black`);
    assert.ok(contrast(defaults.highContrastLight, '#ffffff') >= 7, `${id} on white`);
  }
});

test('each role has a gutter icon, small, well-formed, and visible on dark and light ground', () => {
  const names = ROLES.flatMap((role) => [`${role}-dark.svg`, `${role}-light.svg`]);
  assert.deepEqual(readdirSync('images/gutter').sort(), names.sort());
  for (const name of names) {
    const svg = readFileSync(`images/gutter/${name}`, 'utf8');
    const [, color = ''] = /"(#[0-9a-f]{6})"/.exec(svg) ?? [];
    assert.ok(svg.length < 400, `${name} is small`);
    assert.match(
      svg,
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"( [a-zA-Z]+="[^"<]*")+><title>[a-z]+<\/title>(<[a-z]+( [a-z-]+="[^"<]*")+\/>)+<\/svg>\n$/,
    );
    assert.ok(contrast(color, name.endsWith('dark.svg') ? '#1f1f1f' : '#ffffff') >= 4.5, `${name} stands out`);
  }
});

test('no two roles share a shape', () => {
  const shapes = ROLES.map((role) =>
    readFileSync(`images/gutter/${role}-dark.svg`, 'utf8').replace(/#[0-9a-f]{6}|<title>.*<\/title>/g, ''),
  );
  assert.equal(new Set(shapes).size, ROLES.length);
});

test('the icon is a PNG of 128 by 128', () => {
  const png = readFileSync(manifest.icon);
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
});

/** Contrast of two `#rrggbb` colours as WCAG 2 defines it: from 1 to 21. */
function contrast(first: string, second: string): number {
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
