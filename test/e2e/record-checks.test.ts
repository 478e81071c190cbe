// Orders whose data is unlike that of their channel, through HTTP: held with the reason, released or rejected, and learnt from.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordChecksOf } from '../../lambdas/composed/orders.ts';
import { learnRecordsOf } from '../../lambdas/orders/record-check-parts.ts';
import { createRecordChecks, recordsMin } from '../../lib/intelligence/index.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../lib/kernel/instant.ts';
import { loadOrder } from '../../lib/orders/app/orders.parts.ts';
import { orderRecord } from '../../lib/orders/app/records/order-record.ts';
import { storeOf } from '../../lambdas/composition.ts';
import { restrictedPlatform } from '../support/function-needs.ts';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const tenantId = TenantId('main');
const hourMs = 3_600_000;
let installation: Installation;
let shop: Shop;
let operator: Api;
let placedAt: Instant;
let buyers = 0;

const wanted = (units: number): Promise<string> =>
  shop.place({ CUP: units }, { placed_at: placedAt, customer: { email: `buyer-${(buyers += 1)}@example.com` } });

beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '0', ORDER_COMPLETION_DELAY_SECONDS: '1' } });
  await stockUp(installation.api, { east: { CUP: 900 } });
  shop = createShop(installation);
  operator = await installation.signedIn('operator');
  const { platform } = installation.runtime;
  placedAt = plusMs(platform.clock.now(), -hourMs);
  const usual = await Promise.all([1, 2, 3].map(async (units) => loadOrder(storeOf(platform), tenantId, OrderId(await wanted(units)))));
  const kept = Array.from({ length: recordsMin }, (_, index) => {
    const order = usual[index % usual.length];
    if (!order) throw new Error('there are three');
    return { ...orderRecord(order, order.placedAt), id: `past-${index}`, placedAt: plusMs(placedAt, (index - recordsMin) * hourMs) };
  });
  await recordChecksOf(platform).learn(tenantId, 'storefront', { kept, rejected: [], undecided: [] });
});
afterAll(() => installation.close());

type Hold = { readonly hold_id: string; readonly type: string; readonly outcome: string };

const held = async (units: number): Promise<string> => {
  const id = await wanted(units);
  await eventually(
    () => shop.order(id),
    (order) => order.holds.some(({ type }: Hold) => type === 'data-review'),
  );
  return id;
};

const checkOf = async () =>
  (await shop.must('GET', '/record-checks')).body.checks.find(({ source }: { source: string }) => source === 'storefront');
const learn = async (): Promise<void> => {
  await settled(installation.runtime);
  // With the rights of the function that the schedule calls.
  await learnRecordsOf(restrictedPlatform(installation.runtime.platform, 'orders/learn-records')).runAll();
};

describe('an order with a quantity that no order of the channel had', () => {
  it('stands in the review queue with the field, what is usual, and what to do', async () => {
    const id = await held(30);
    await settled(installation.runtime);
    const { items } = (await shop.must('GET', '/review-queue?type=data-review')).body;
    const item = items.find((one: { order: { order_id: string } }) => one.order.order_id === id);
    expect(item).toMatchObject({
      hold: { reason: expect.stringContaining('30 units in one line, usual are 1 to 3') },
      recommended_action: { code: 'check-data' },
    });
    const { decisions } = (await shop.must('GET', `/orders/${id}/decisions`)).body;
    const decision = decisions.find((one: { kind: string }) => one.kind === 'unusual');
    expect(decision.receipt).toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ field: 'lines.0.quantity' })]),
      inputs: { channel: 'storefront', held_out: 999 },
    });
    expect(await shop.order(id)).toMatchObject({ status: 'pending', fulfillment_orders: [] });
  });

  it('is cancelled when an operator rejects it, and is never learnt from', async () => {
    const id = await held(31);
    expect((await operator('POST', `/orders/${id}/holds/data-review/reject`)).status).toBe(200);
    await shop.reaches(id, 'cancelled');
    // The schedule has a first pass of its own after the start; of two at once one may have to be made again.
    const check = await eventually(
      async () => {
        await learn();
        return checkOf();
      },
      ({ rejected }) => rejected === 1,
    );
    expect(check).toMatchObject({ state: 'speaking', rejected: 1 });
    await held(32);
  });

  it('goes on when an operator releases it, and the check lets the next one like it pass', async () => {
    const before = (await checkOf()).threshold;
    const id = await held(33);
    expect((await operator('POST', `/orders/${id}/holds/data-review/release`)).status).toBe(200);
    await shop.reaches(id, 'allocated');
    await learn();
    const after = await checkOf();
    expect(after).toMatchObject({ released: 1, held_out: 1_000 });
    expect(after.threshold).toBeGreaterThan(before);
    // A process that has not read the model of before, as every one does within a minute.
    const { platform } = installation.runtime;
    const order = await loadOrder(storeOf(platform), tenantId, OrderId(id));
    const verdict = await createRecordChecks(platform).judge(tenantId, 'storefront', { ...orderRecord(order, order.placedAt), id: 'next' });
    expect(verdict).toMatchObject({ unusual: false, heldOut: 1_000 });
  });
});

describe('how a check stands', () => {
  it('is told by source, and to nobody of another tenant', async () => {
    expect(await checkOf()).toMatchObject({ source: 'storefront', records_needed: recordsMin, budget: 0.001 });
    const rival = await installation.apiAs('admin', 'rival');
    expect((await rival('GET', '/record-checks')).body).toEqual({ budget: 0.001, checks: [] });
  });
});
