import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inventoryItemAggregate, type InventoryItemState } from '../../lib/inventory/index.ts';
import { LocationId, Sku } from '../../lib/kernel/ids.ts';
import { createAudit } from '../../lib/operations/index.ts';
import { orderAggregate } from '../../lib/orders/index.ts';
import { paymentAggregate, paymentKind } from '../../lib/payments/index.ts';
import { type CommitItem, commitKey, expand, partitionKey, lastVersionOf } from '../../lib/platform/event-store/commit.codec.ts';
import type { StreamId } from '../../lib/platform/event-store/aggregate.ts';
import { wirings } from '../../lib/wirings.ts';
import { projections } from '../../lambdas/projections.ts';
import { type AtRest, caller, type Day, forge, openAtRest, playDay, streams, tenantId } from './day-of-work.ts';

let day: Day;
let rest: AtRest;
beforeAll(async () => {
  day = await playDay();
});
afterAll(() => day.remove());
beforeEach(() => {
  rest = openAtRest(day);
});
afterEach(() => rest.close());

const auditNow = (stalledMs = 600_000) => {
  const { platform, store, waits } = rest.product;
  return createAudit({ platform, store, waits, projections, wirings, pause: () => Promise.resolve() })({ settlingMs: -1, stalledMs });
};

/** `check/code kind` of every finding, each once. */
const found = async (stalledMs?: number): Promise<readonly string[]> => {
  const { checks } = await auditNow(stalledMs);
  return [
    ...new Set(
      checks.flatMap(({ findings }) => findings.map((finding) => `${finding.check}/${finding.code} ${finding.subject.split(' ')[0]}`)),
    ),
  ];
};

const commitAt = async (id: StreamId, version: number): Promise<CommitItem> =>
  (await rest.product.platform.ledger.get({ PK: partitionKey(id), SK: commitKey(version) })) as CommitItem;

const newestStock = async (sku: string): Promise<{ readonly state: InventoryItemState; readonly version: number }> =>
  rest.product.store.load(inventoryItemAggregate, streams.stock(sku));

const rowOf = async (PK: string) => (await rest.product.platform.views.query({ PK, limit: 1 })).items[0]!;

describe('an audit of an installation in order', () => {
  it('finds nothing, and has looked at every stream, commit and row', async () => {
    const report = await auditNow();
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
    expect(report.ok).toBe(true);
    for (const { check, examined } of report.checks) expect(examined, check).toBeGreaterThan(0);
  });
});

describe('the hash chain', () => {
  it('shows an event that was altered', async () => {
    const commit = await commitAt(streams.order(day.allocated.order), 2);
    await rest.product.platform.ledger.put({ ...commit, correlation_id: 'another story' });
    expect(await found()).toEqual(['hash-chain/hash-differs ORDER']);
  });

  it('shows an altered event whose own hash was made to fit', async () => {
    const { platform } = rest.product;
    const commit = await commitAt(streams.order(day.allocated.order), 2);
    const altered = { ...commit, correlation_id: 'another story' };
    await platform.ledger.put({ ...altered, hash: expand(altered, platform.sha256).hash });
    expect(await found()).toEqual(['hash-chain/chain-broken ORDER']);
  });

  it('shows a version that is missing in the middle', async () => {
    const commit = await commitAt(streams.work(day.delivered.work), 2);
    await rest.product.platform.ledger.delete({ PK: commit.PK, SK: commit.SK });
    expect(await found()).toEqual(expect.arrayContaining(['hash-chain/version-gap FULFILLMENT', 'hash-chain/chain-broken FULFILLMENT']));
  });

  it('shows a stream that has lost its beginning', async () => {
    const commit = await commitAt(streams.stock('BOOK'), 1);
    await rest.product.platform.ledger.delete({ PK: commit.PK, SK: commit.SK });
    expect(await found()).toEqual(expect.arrayContaining(['hash-chain/version-gap STOCK']));
  });
});

describe('stored states', () => {
  it('shows a state that its events do not fold to', async () => {
    const { version } = await newestStock('LAMP');
    const commit = await commitAt(streams.stock('LAMP'), version);
    await rest.product.platform.ledger.put({
      ...commit,
      state: { ...(commit.state as Pick<InventoryItemState, 'open' | 'recent'>), recent: '' },
    });
    expect(await found()).toEqual(['stored-states/stored-state-differs STOCK']);
  });

  it('shows a snapshot that its events do not fold to', async () => {
    const commit = await commitAt(streams.order(day.allocated.order), 2);
    const { PK, hash, recorded_at } = commit;
    const version = lastVersionOf(commit);
    await rest.product.platform.ledger.put({
      PK,
      SK: 'S#latest',
      version,
      hash,
      recorded_at,
      state: { status: 'absent' },
      state_version: orderAggregate.stateVersion,
    });
    expect(await found()).toEqual(['stored-states/snapshot-differs ORDER']);
  });

  it('shows an event of a kind that this version does not know', async () => {
    await forge(rest.product, streams.order(day.held), orderAggregate, [{ type: 'unheard.of' }]);
    expect(await found()).toEqual(expect.arrayContaining(['stored-states/event-unknown ORDER']));
  });

  it('looks at the money of orders too', async () => {
    const stream = { tenantId, kind: paymentKind, id: day.allocated.order };
    await forge(rest.product, stream, paymentAggregate, [{ type: 'unheard.of' }]);
    expect(await found()).toEqual(['stored-states/event-unknown PAYMENT']);
  });
});

describe('the stock ledger', () => {
  const posted = async (sku: string, movement: Record<string, number>, balance: Record<string, number> = {}) => {
    const { state } = await newestStock(sku);
    const onHand = state.balance.onHand + (movement['onHand'] ?? 0);
    const allocated = state.balance.allocated + (movement['allocated'] ?? 0);
    const event = { type: 'inventory.received', movementId: 'forged', quantity: 1, movement: { type: 'receiving', ...movement } };
    await forge(rest.product, streams.stock(sku), inventoryItemAggregate, [
      { ...event, balance: { ...state.balance, onHand, allocated, available: onHand - allocated, ...balance } },
    ]);
  };

  it('shows a balance that the movement does not lead to', async () => {
    await posted('BOOK', { onHand: 1 }, { damaged: 4 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/movement-does-not-add-up STOCK']));
  });

  it('shows units called available that are not', async () => {
    await posted('BOOK', { onHand: 1 }, { available: 99 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/available-differs STOCK']));
  });

  it('shows units called allocated that no reservation holds', async () => {
    await posted('BOOK', { allocated: 1 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/allocated-differs STOCK']));
  });

  it('shows more promised than there is', async () => {
    await posted('LAMP', { onHand: -8 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/oversold STOCK']));
  });

  it('shows a negative balance', async () => {
    await posted('BOOK', { onHand: -20 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/balance-negative STOCK']));
  });
});

describe('the views', () => {
  it('show a row that differs', async () => {
    const row = await rowOf('main#SKUORDERS#LAMP');
    await rest.product.platform.views.put({ ...row, order_id: day.held });
    expect(await found()).toEqual(['views/view-differs ORDER']);
  });

  it('show a search row that is missing', async () => {
    const { items } = await rest.product.platform.views.query({ PK: 'main#SKUORDERS#LAMP' });
    await rest.product.platform.views.delete({ PK: items[0]!.PK, SK: items[0]!.SK });
    expect(await found()).toEqual(['views/view-missing ORDER']);
  });

  it.each([
    ['that its stream no longer has', () => ({ source: partitionKey(streams.order(day.allocated.order)) }), 'ORDER'],
    ['of a stream that does not exist', () => ({ source: 'main#ORDER#nobody' }), 'ORDER'],
    ['without a stream', () => ({}), 'STATUS'],
  ])('show a row %s', async (_name, more, kind) => {
    await rest.product.platform.views.put({ PK: 'main#STATUS#open.0', SK: 'left over', ...more() });
    expect(await found()).toEqual([`views/view-surplus ${kind}`]);
  });

  it('show a row of a stream that is gone', async () => {
    const row = await rowOf('main#SKUORDERS#LAMP');
    await rest.product.platform.views.put({ ...row, PK: 'main#SKUORDERS#GONE', source: 'main#ORDER#gone' });
    expect(await found()).toEqual(['views/view-surplus ORDER']);
  });

  it('show a row of a version that its stream has not come to', async () => {
    const row = await rowOf('main#SKUORDERS#LAMP');
    await rest.product.platform.views.put({ ...row, since: Number(row['since']) + 90 });
    expect(await found()).toEqual(['views/view-differs ORDER']);
  });

  it('show that they are behind a stream', async () => {
    await rest.product.inventory.receiveStock(caller, {
      sku: Sku('NOVELTY'),
      locationId: LocationId('east'),
      movementId: 'late',
      quantity: 1,
    });
    expect(await found()).toEqual(['views/view-missing STOCK']);
  });
});
