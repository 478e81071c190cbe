// A crash at any write of a settlement, before it or after it: what follows leaves no unit lost and none doubled.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createInventory, createSettleSupply, inventoryItemStream } from '../../../lib/inventory/index.ts';
import { purchaseOrderAggregate, purchaseOrderStream } from '../../../lib/inventory/app/supply/purchase-order.stream.ts';
import { transferOrderAggregate, transferOrderStream } from '../../../lib/inventory/app/supply/transfer-order.stream.ts';
import type { PurchaseOrderCommand } from '../../../lib/inventory/domain/supply/purchase-order.decide.ts';
import type { TransferOrderCommand } from '../../../lib/inventory/domain/supply/transfer-order.commands.ts';
import { recentIdsMax } from '../../../lib/inventory/domain/recent-ids.ts';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { Instant, toEpochMs } from '../../../lib/kernel/instant.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import { type Table, UnavailableError } from '../../../lib/platform/ports.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { startOfTests } from '../../contract/engine.ts';
import { caller, item, tenantId } from './inventory.fixtures.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const expectedAt = Instant('2026-11-25T00:00:00.000Z');
const mug = Sku('MUG');

type Crash = { readonly atWrite: number; readonly when: 'before' | 'after' };

/** The process dies at one write: nothing of it is done, or all of it and nobody hears of it. */
const dying = (table: Table, { atWrite, when }: Crash): { readonly table: Table; readonly struck: () => boolean } => {
  let writes = 0;
  const risky =
    <Args extends readonly unknown[], T>(write: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      writes += 1;
      if (writes === atWrite && when === 'before') throw new UnavailableError('The process died');
      const done = await write(...args);
      if (writes === atWrite) throw new UnavailableError('The process died');
      return done;
    };
  const { put, update, transact } = table;
  return {
    table: { ...table, put: risky(put.bind(table)), update: risky(update.bind(table)), transact: risky(transact.bind(table)) },
    struck: () => writes >= atWrite,
  };
};

const open = async (stock: Readonly<Record<string, number>>) => {
  const clock = createVirtualClock(startOfTests);
  const parts = { clock, ids: createIds(clock) };
  const { table } = createModelTable({ nowMs: () => toEpochMs(clock.now()) });
  const processOver = (ledger: Table) => {
    const store = createEventStore({ ledger, clock: parts.clock, ids: parts.ids, sha256 });
    const inventory = createInventory({ store, clock: parts.clock });
    return { store, inventory, clock: parts.clock, settle: createSettleSupply({ store, ledger, clock: parts.clock, sha256, inventory }) };
  };
  const calm = processOver(table);
  for (const [location, quantity] of Object.entries(stock))
    await calm.inventory.receiveStock(caller, { ...item('MUG', location), movementId: `first-${location}`, quantity });
  const levels = async (location: string) => {
    const [level] = await processOver(table).inventory.stockLevels(tenantId, [item('MUG', location)]);
    if (!level) throw new Error('a level was asked for');
    const { onHand, incoming, damaged } = level.balance;
    return { onHand, incoming, damaged };
  };
  /** So much happens to an item that it forgets what was done to it before. */
  const forget = async (location: string, round: number): Promise<void> => {
    for (let change = 0; change < recentIdsMax; change += 2)
      for (const delta of [1, -1])
        await calm.inventory.adjustStock(caller, {
          ...item('MUG', location),
          movementId: `noise-${round}-${change}-${delta}`,
          delta,
          reasonCode: 'noise',
        });
  };
  return { table, processOver, calm, levels, forget };
};

type Opened = Awaited<ReturnType<typeof open>>;

/** Settles under a crash, and once more in another process, long after. @returns whether the crash came */
const settleThrough = async (opened: Opened, kind: string, crash: Crash | undefined, round: number): Promise<boolean> => {
  const dyingTable = crash && dying(opened.table, crash);
  if (dyingTable) {
    await opened
      .processOver(dyingTable.table)
      .settle(tenantId, kind, 'd-1')
      .catch(() => undefined);
    if (dyingTable.struck()) for (const location of ['east', 'west']) await opened.forget(location, round);
  }
  await opened.processOver(opened.table).settle(tenantId, kind, 'd-1');
  await opened.processOver(opened.table).settle(tenantId, kind, 'd-1');
  return dyingTable?.struck() ?? false;
};

const transferSteps = (missing: 'write_off' | 'return'): readonly (readonly TransferOrderCommand[])[] => [
  [
    {
      type: 'CreateTransfer',
      fromLocationId: LocationId('east'),
      toLocationId: LocationId('west'),
      lines: [{ sku: mug, quantity: 6 }],
      expectedAt,
    },
    { type: 'ApproveTransfer' },
    { type: 'ShipTransfer' },
  ],
  [{ type: 'ReceiveTransfer', receiptId: 'dock', lines: [{ sku: mug, quantity: 3, damaged: 1 }] }],
  [{ type: 'CloseTransfer', missing, reason: 'not on the truck' }],
];

const runTransfer = async (missing: 'write_off' | 'return', atStep: number, crash: Crash | undefined) => {
  const opened = await open({ east: 10, west: 1 });
  let struck = false;
  const seen: unknown[] = [];
  for (const [index, commands] of transferSteps(missing).entries()) {
    for (const command of commands) {
      const done = await opened.calm.store.execute(transferOrderAggregate, transferOrderStream(tenantId, 'd-1'), command, caller.context);
      expect(done.ok).toBe(true);
    }
    struck = (await settleThrough(opened, 'TRANSFER', index === atStep ? crash : undefined, index)) || struck;
    seen.push([await opened.levels('east'), await opened.levels('west')]);
  }
  return { struck, seen };
};

const shipped = [
  { onHand: 4, incoming: 0, damaged: 0 },
  { onHand: 1, incoming: 6, damaged: 0 },
];
const received = [
  { onHand: 4, incoming: 0, damaged: 0 },
  { onHand: 4, incoming: 2, damaged: 1 },
];
const ends = {
  write_off: [received[0], { onHand: 4, incoming: 0, damaged: 1 }],
  return: [
    { onHand: 6, incoming: 0, damaged: 0 },
    { onHand: 4, incoming: 0, damaged: 1 },
  ],
} as const;

const writesMax = 30;

describe('a transfer', () => {
  it.each(['write_off', 'return'] as const)('is on the books once, whenever its settlement breaks off: %s', async (missing) => {
    const expected = [shipped, received, ends[missing]];
    expect((await runTransfer(missing, -1, undefined)).seen).toEqual(expected);
    for (const atStep of [0, 1, 2]) {
      for (const when of ['before', 'after'] as const) {
        let broken = 0;
        for (let atWrite = 1; atWrite <= writesMax; atWrite += 1) {
          const { struck, seen } = await runTransfer(missing, atStep, { atWrite, when });
          expect(seen, `step ${atStep}, ${when} write ${atWrite}`).toEqual(expected);
          if (!struck) break;
          broken += 1;
        }
        // At least the mark before, a movement, and the mark after.
        expect(broken).toBeGreaterThanOrEqual(3);
        expect(broken).toBeLessThan(writesMax);
      }
    }
  });

  it('does not take what others have been promised, says so, and goes when it can', async () => {
    const opened = await open({ east: 10, west: 0 });
    const { calm } = opened;
    const lines = [{ ...item('MUG', 'east'), quantity: 7 }];
    expect((await calm.inventory.reserveTogether(caller, { reservationId: 'order-1', lines })).ok).toBe(true);
    const say = (command: TransferOrderCommand) =>
      calm.store.execute(transferOrderAggregate, transferOrderStream(tenantId, 'd-1'), command, caller.context);
    for (const command of transferSteps('return')[0] ?? []) await say(command);
    await opened.processOver(opened.table).settle(tenantId, 'TRANSFER', 'd-1');
    const refused = await calm.store.load(transferOrderAggregate, transferOrderStream(tenantId, 'd-1'));
    expect(refused.state).toMatchObject({ status: 'approved', refused: [{ sku: 'MUG', code: 'insufficient-stock' }] });
    expect(await opened.levels('west')).toEqual({ onHand: 0, incoming: 0, damaged: 0 });
    await calm.inventory.receiveStock(caller, { ...item('MUG', 'east'), movementId: 'more', quantity: 5 });
    // The old wish is over, also now that it could be met: whoever asked was told no.
    await opened.processOver(opened.table).settle(tenantId, 'TRANSFER', 'd-1');
    expect(await opened.levels('east')).toEqual({ onHand: 15, incoming: 0, damaged: 0 });
    await say({ type: 'ShipTransfer' });
    await opened.processOver(opened.table).settle(tenantId, 'TRANSFER', 'd-1');
    expect([await opened.levels('east'), await opened.levels('west')]).toEqual([
      { onHand: 9, incoming: 0, damaged: 0 },
      { onHand: 0, incoming: 6, damaged: 0 },
    ]);
  });

  it('that was refused stays so when the mark of the refusal is lost and the goods are there by then', async () => {
    for (let atWrite = 1; atWrite <= writesMax; atWrite += 1) {
      const opened = await open({ east: 2, west: 0 });
      const say = (command: TransferOrderCommand) =>
        opened.calm.store.execute(transferOrderAggregate, transferOrderStream(tenantId, 'd-1'), command, caller.context);
      for (const command of transferSteps('return')[0] ?? []) await say(command);
      const { table, struck } = dying(opened.table, { atWrite, when: 'after' });
      await opened
        .processOver(table)
        .settle(tenantId, 'TRANSFER', 'd-1')
        .catch(() => undefined);
      await opened.calm.inventory.receiveStock(caller, { ...item('MUG', 'east'), movementId: 'more', quantity: 8 });
      await opened.processOver(opened.table).settle(tenantId, 'TRANSFER', 'd-1');
      const { state } = await opened.calm.store.load(transferOrderAggregate, transferOrderStream(tenantId, 'd-1'));
      const hasLeft = state.status === 'in_transit';
      expect([await opened.levels('east'), await opened.levels('west')], `write ${atWrite}`).toEqual([
        { onHand: hasLeft ? 4 : 10, incoming: 0, damaged: 0 },
        { onHand: 0, incoming: hasLeft ? 6 : 0, damaged: 0 },
      ]);
      if (!struck()) return;
    }
    throw new Error('the settlement writes without end');
  });
});

it('a settlement that comes too late brings the goods back, because the transfer was told no', async () => {
  const opened = await open({ east: 2, west: 0 });
  const { calm, table } = opened;
  const stream = transferOrderStream(tenantId, 'd-1');
  for (const command of transferSteps('return')[0] ?? []) await calm.store.execute(transferOrderAggregate, stream, command, caller.context);
  const slow = opened.processOver(table);
  const settleSlowly = createSettleSupply({
    store: slow.store,
    ledger: table,
    clock: slow.clock,
    sha256,
    inventory: {
      ...slow.inventory,
      // It has decided to post, and is held up: another one is told no, and then goods arrive.
      postTogether: async (who, commands) => {
        await opened.processOver(table).settle(tenantId, 'TRANSFER', 'd-1');
        await calm.inventory.receiveStock(caller, { ...item('MUG', 'east'), movementId: 'more', quantity: 8 });
        return slow.inventory.postTogether(who, commands);
      },
    },
  });
  await settleSlowly(tenantId, 'TRANSFER', 'd-1');
  const { state } = await calm.store.load(transferOrderAggregate, stream);
  expect(state).toMatchObject({ status: 'approved', refused: [{ sku: 'MUG' }] });
  const movements = (await calm.store.read(inventoryItemStream(tenantId, item('MUG', 'east')))).map(({ type }) => type);
  expect(movements.slice(-2)).toEqual(['inventory.transferred_out', 'inventory.transferred_in']);
  expect([await opened.levels('east'), await opened.levels('west')]).toEqual([
    { onHand: 10, incoming: 0, damaged: 0 },
    { onHand: 0, incoming: 0, damaged: 0 },
  ]);
});

const purchaseSteps: readonly PurchaseOrderCommand[] = [
  {
    type: 'CreatePurchaseOrder',
    supplier: 'Potters United',
    locationId: LocationId('east'),
    lines: [
      { lineId: '1', sku: mug, quantity: 5, expectedAt },
      { lineId: '2', sku: mug, quantity: 4 },
    ],
  },
  {
    type: 'ReceivePurchaseOrder',
    receiptId: 'dock',
    lines: [
      { lineId: '1', quantity: 6, damaged: 1 },
      { lineId: '2', quantity: 1, damaged: 0 },
    ],
  },
  { type: 'ClosePurchaseOrder', reason: 'sold out' },
];

const runPurchase = async (atStep: number, crash: Crash | undefined) => {
  const opened = await open({ east: 1 });
  let struck = false;
  const seen: unknown[] = [];
  for (const [index, command] of purchaseSteps.entries()) {
    const stream = purchaseOrderStream(tenantId, 'd-1');
    expect((await opened.calm.store.execute(purchaseOrderAggregate, stream, command, caller.context)).ok).toBe(true);
    struck = (await settleThrough(opened, 'PURCHASE', index === atStep ? crash : undefined, index)) || struck;
    seen.push(await opened.levels('east'));
  }
  return { struck, seen };
};

it('a purchase order is on the books once, whenever its settlement breaks off', async () => {
  const expected = [
    { onHand: 1, incoming: 9, damaged: 0 },
    // Seven came for five, one of them broken, and one for four.
    { onHand: 8, incoming: 3, damaged: 1 },
    { onHand: 8, incoming: 0, damaged: 1 },
  ];
  expect((await runPurchase(-1, undefined)).seen).toEqual(expected);
  for (const atStep of [0, 1, 2]) {
    for (const when of ['before', 'after'] as const) {
      let broken = 0;
      for (let atWrite = 1; atWrite <= writesMax; atWrite += 1) {
        const { struck, seen } = await runPurchase(atStep, { atWrite, when });
        expect(seen, `step ${atStep}, ${when} write ${atWrite}`).toEqual(expected);
        if (!struck) break;
        broken += 1;
      }
      expect(broken).toBeGreaterThanOrEqual(3);
    }
  }
});
