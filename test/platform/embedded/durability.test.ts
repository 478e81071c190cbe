import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../lib/platform/embedded/store.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { Item } from '../../../lib/platform/ports.ts';
import { temporaryFolder } from '../../contract/engine.ts';

const writerFile = fileURLToPath(import.meta.resolve('./durability.writer.ts'));

/** Lets a writer process run until it has acknowledged `count` numbers, kills it, and answers all it had acknowledged. */
const runAndKill = async (dataDir: string, first: number, count: number): Promise<readonly number[]> => {
  const child = spawn(process.execPath, [writerFile, dataDir, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.split('\n').length > count) child.kill('SIGKILL');
  }
  await closed;
  expect(child.signalCode).toBe('SIGKILL');
  return output.split('\n').slice(0, -1).map(Number);
};

const storedNumbers = async (dataDir: string): Promise<{ readonly inTable: ReadonlySet<number>; readonly inFeed: ReadonlySet<number> }> => {
  const store = openStore({ dataDir });
  try {
    expect(store.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    const { table, feed } = openTable(store, { name: 'numbered', streamed: true });
    const items: Item[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await table.query(cursor === undefined ? { PK: 'numbers' } : { PK: 'numbers', cursor });
      items.push(...page.items);
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
    const inFeed = new Set<number>();
    for (let after: string | undefined; ; ) {
      const records = (await feed?.read(after === undefined ? { limit: 1_000 } : { limit: 1_000, after })) ?? [];
      if (records.length === 0) break;
      for (const record of records) inFeed.add(Number(record.key.SK));
      after = records.at(-1)?.sequence;
    }
    return { inTable: new Set(items.map((item) => Number(item.SK))), inFeed };
  } finally {
    await store.close();
  }
};

describe('durability', () => {
  it('has every acknowledged write after the process was killed, and its change beside it', { timeout: 20_000 }, async () => {
    const folder = temporaryFolder();
    try {
      const acknowledged: number[] = [];
      for (const [round, count] of [40, 300, 120].entries()) {
        acknowledged.push(...(await runAndKill(folder.path, round * 1_000_000, count)));
        const { inTable, inFeed } = await storedNumbers(folder.path);
        expect(acknowledged.filter((number) => !inTable.has(number))).toEqual([]);
        expect(inFeed).toEqual(inTable);
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(460);
    } finally {
      folder.remove();
    }
  });
});
