import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createOms } from './oms.ts';

// What the guide tells people to open and to run is there: a path that leads nowhere is worse than none.
const guide = readFileSync('docs/golden-paths.md', 'utf8');
const quoted = [...guide.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };

const files = [...new Set(quoted.filter((text) => /^(?:lib|models|test|scripts|console|docs)\/[\w./-]+$/.test(text)))];
const commands = [...new Set(quoted.flatMap((text) => (text.startsWith('oms ') ? [text.slice('oms '.length)] : [])))];
const npmScripts = [...new Set(quoted.flatMap((text) => /^npm run ([\w:-]+)/.exec(text)?.[1] ?? []))];

describe('the golden paths', () => {
  it('lead through all three pipelines', () => {
    expect([files.length, commands.length, npmScripts.length]).toEqual([
      expect.toSatisfy((count: number) => count > 10),
      expect.toSatisfy((count: number) => count > 8),
      expect.toSatisfy((count: number) => count > 2),
    ]);
    expect(guide.match(/^## (?:Forecasting|Allocation|Anomaly detection): /gm)).toHaveLength(3);
  });

  it.each(files)('name %s, which is there', (file) => expect(existsSync(file)).toBe(true));

  it.each(npmScripts)('name npm run %s, which is there', (script) => expect(scripts).toHaveProperty([script]));

  it.each(commands)('name oms %s, which the command line takes', async (line) => {
    const words = line.split(' ').filter((word) => /^(?:--)?[a-z][a-z-]*$/.test(word));
    const first = words.findIndex((word) => word.startsWith('--'));
    const names = first === -1 ? words : words.slice(0, first);
    const { exitCode, out } = await createOms('.')(...names, '--help');
    expect(exitCode).toBe(0);
    for (const option of words.filter((word) => word.startsWith('--'))) expect(out).toContain(option);
  });
});
