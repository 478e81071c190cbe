import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, runTool } from '../../scripts/support/run-tool.ts';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'waybill-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json']) copyFileSync(join(projectRoot, name), join(root, name));
  // The type-aware rules need Node's types.
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What the project's lint rules say of one file, had it been at this path. */
const lint = async (path: string, text: string): Promise<{ readonly exitCode: number; readonly output: string }> => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return runTool('oxlint', ['--format', 'unix', path], { cwd: root });
};

describe('the lint rules', () => {
  it.each([
    ['the clock', 'export const it = (): number => Date.now();\n', "'Date'"],
    ['a new date', 'export const it = (): unknown => new Date(0);\n', "'Date'"],
    ['chance', 'export const it = (): number => Math.random();\n', 'Math.random'],
    ['random ids', 'export const it = (): string => crypto.randomUUID();\n', "'crypto'"],
    ['the environment', "export const it = (): unknown => process.env['HOME'];\n", "'process'"],
    ['a timer', 'export const it = (): unknown => setTimeout(String, 1);\n', "'setTimeout'"],
    ['the network', "export const it = (): unknown => fetch('https://example.com');\n", "'fetch'"],
    ['any global by a detour', 'export const it = (): number => globalThis.Date.now();\n', "'globalThis'"],
  ])('refuse a domain that reads %s', async (_, text, named) => {
    const { exitCode, output } = await lint('lib/orders/domain/order.decide.ts', text);
    expect(output).toContain(named);
    expect(exitCode).not.toBe(0);
  });

  it('hold the kernel to the same, but for the one file that turns text into moments', async () => {
    const clock = 'export const it = (): number => Date.parse("2026-11-20T14:23:33.000Z");\n';
    expect((await lint('lib/kernel/money.ts', clock)).exitCode).not.toBe(0);
    expect((await lint('lib/kernel/instant.ts', clock)).exitCode).toBe(0);
  });

  it('let an adapter read the clock', async () => {
    expect((await lint('lib/orders/adapters/clock.system.ts', 'export const it = (): number => Date.now();\n')).exitCode).toBe(0);
  });

  it('refuse a promise that nobody waits for', async () => {
    const text = 'declare const send: () => Promise<void>;\nexport const it = (): void => {\n  send();\n};\n';
    const { exitCode, output } = await lint('lib/orders/app/forget.ts', text);
    expect(output).toContain('no-floating-promises');
    expect(exitCode).not.toBe(0);
  });
});
