import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { type Table, TaskTokenInvalidError, UnavailableError, type Workflows } from '../../../lib/platform/ports.ts';
import { createWaits, type Waits } from '../../../lib/platform/waits/waits.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

const stream = { tenantId: 'main', kind: 'ORDER', id: 'one' };

let parts: EmbeddedParts;
let ledger: Table;
let waits: Waits;
let reports: string[];
let open: Set<string>;
let down: boolean;

beforeEach(() => {
  parts = openEmbeddedParts();
  ledger = openTable(parts.store, { name: 'ledger' }).table;
  reports = [];
  open = new Set(['token-1', 'token-2']);
  down = false;
  const report = async (token: string, outcome: string): Promise<void> => {
    if (down) throw new UnavailableError('not now');
    if (!open.delete(token)) throw new TaskTokenInvalidError('used');
    reports.push(`${token} ${outcome}`);
  };
  const workflows = {
    succeed: (token: string, output: unknown) => report(token, `succeeded ${JSON.stringify(output)}`),
    fail: (token: string, error: string) => report(token, `failed ${error}`),
  } as unknown as Workflows;
  waits = createWaits({ ledger, workflows, clock: parts.clock });
});
afterEach(() => parts.close());

const only = async () => {
  const [wait, ...others] = await waits.list(stream);
  if (!wait || others.length > 0) throw new Error('one wait was expected');
  return wait;
};

describe('a wait', () => {
  it('ends once, with what it was told', async () => {
    await waits.register(stream, 'stock', 'token-1');
    const wait = await only();
    await Promise.all([
      waits.succeed(stream, wait, { next: 'source' }),
      waits.succeed(stream, wait, { next: 'source' }),
      waits.fail(stream, wait, 'OrderCancelled', 'why'),
    ]);
    expect(reports).toHaveLength(1);
    expect(await waits.list(stream)).toEqual([]);
  });

  it('is replaced by the wait of a retried task, whose token then counts', async () => {
    await waits.register(stream, 'stock', 'token-1');
    const stale = await only();
    await waits.register(stream, 'stock', 'token-2');
    // Whoever still holds the old one must not take the new one away.
    await waits.succeed(stream, stale, {});
    expect((await only()).token).toBe('token-2');
    await waits.succeed(stream, await only(), {});
    expect(reports.at(-1)).toContain('token-2');
  });

  it('stays when the workflow engine does not answer, and is ended by the next try', async () => {
    await waits.register(stream, 'stock', 'token-1');
    down = true;
    await expect(waits.succeed(stream, await only(), {})).rejects.toThrow(UnavailableError);
    down = false;
    await waits.succeed(stream, await only(), {});
    expect(reports).toEqual(['token-1 succeeded {}']);
  });

  it('of an execution that is gone is cleared away', async () => {
    await waits.register(stream, 'stock', 'token-9');
    await waits.fail(stream, await only(), 'OrderCancelled', 'why');
    expect(await waits.list(stream)).toEqual([]);
  });

  it('is found by whoever comes second, whether it is left before or after what it waits for', async () => {
    // Both sides act and then look; in every order of their steps one of them sees the other.
    const orders = [
      ['register', 'look', 'change', 'list'],
      ['register', 'change', 'look', 'list'],
      ['register', 'change', 'list', 'look'],
      ['change', 'register', 'look', 'list'],
      ['change', 'register', 'list', 'look'],
      ['change', 'list', 'register', 'look'],
    ] as const;
    for (const steps of orders) {
      const own = { ...stream, id: steps.join('-') };
      let changed = false;
      let seen = false;
      for (const step of steps) {
        if (step === 'register') await waits.register(own, 'stock', 'token-1');
        if (step === 'change') changed = true;
        if (step === 'look') seen ||= changed;
        if (step === 'list') seen ||= (await waits.list(own)).length > 0;
      }
      expect(seen, steps.join(', ')).toBe(true);
    }
  });
});
