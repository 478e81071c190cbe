import { describe, expect, it } from 'vitest';
import { type Heads, planGroup } from '../../../lib/inventory/app/reservations/group-plan.ts';
import { itemName, type StockRequest } from '../../../lib/inventory/app/reservations/stock-request.ts';
import { startOfStream } from '../../../lib/platform/event-store/commit.codec.ts';
import { transactionBytesMax } from '../../../lib/platform/rules/table.rules.ts';
import { startOfTests } from '../../contract/engine.ts';
import { callerNamed, sha256, streamOf } from './strategy.fixtures.ts';

const requestFor = (sku: string): StockRequest => ({
  commands: [
    { id: streamOf(sku), command: { type: 'ReserveStock', reservationId: 'one-more', quantity: 1, kind: 'order', now: startOfTests } },
  ],
  context: callerNamed('buyer').context,
});

/** Items of which each has as many reservations open as it may, with ids as orders give them. */
const fullItems = (skus: readonly string[]): Heads => {
  const open = Array.from({ length: 1_999 }, (_, index) => ({
    id: `${String(index).padStart(26, 'o')}.route.001.001`,
    quantity: 1,
    kind: 'order' as const,
  }));
  const balance = { onHand: 2_000, allocated: 1_999, available: 1, incoming: 0, damaged: 0, qualityControl: 0 };
  return new Map(skus.map((sku) => [itemName(streamOf(sku)), { state: { balance, open, recent: '' }, position: startOfStream }]));
};

describe('a plan for one transaction', () => {
  it('stays within the bytes of a transaction when the items are large, and leaves the rest for the next', () => {
    const skus = Array.from({ length: 60 }, (_, index) => `SKU-${index}`);
    let events = 0;
    const nextId = (): string => String((events += 1)).padStart(26, '0');
    const { settled, commits } = planGroup(fullItems(skus), skus.map(requestFor), { now: startOfTests, nextId, sha256 });
    expect(Buffer.byteLength(JSON.stringify(commits))).toBeLessThanOrEqual(transactionBytesMax);
    expect(settled.length).toBeGreaterThan(1);
    expect(settled.length).toBeLessThan(60);
    expect(commits.map(({ PK }) => PK)).toEqual(skus.slice(0, settled.length).map((sku) => `main#STOCK#${sku}@east`));
  });
});
