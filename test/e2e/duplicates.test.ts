import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settled } from './books.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let operator: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '300', ORDER_COMPLETION_DELAY_SECONDS: '1' } });
  await stockUp(installation.api, {});
  shop = createShop(installation);
  operator = await installation.signedIn('operator');
});
afterAll(() => installation.close());

let sku: string;
let articles = 0;
beforeEach(async () => {
  articles += 1;
  sku = `TWICE-${articles}`;
  await shop.receive('east', { [sku]: 10 });
});

type Hold = { readonly hold_id: string; readonly type: string; readonly outcome: string };
const heldTwin = async (): Promise<{ readonly first: string; readonly second: string; readonly holdId: string }> => {
  const first = await shop.place({ [sku]: 2 });
  await shop.reaches(first, 'allocated');
  const second = await shop.place({ [sku]: 2 }, { channel: 'mobile' });
  const held = await eventually(
    () => shop.order(second),
    (order) => order.holds.some(({ type }: Hold) => type === 'duplicate-review'),
  );
  await settled(installation.runtime);
  return { first, second, holdId: (held.holds as readonly Hold[])[0]?.hold_id ?? '' };
};

describe('the same basket of the same person at two channels', () => {
  it('ships once; the second order waits for an operator, with a receipt', async () => {
    const { first, second } = await heldTwin();
    expect(await shop.order(second)).toMatchObject({ status: 'pending', fulfillment_orders: [] });
    await shop.stands(sku, 'east', 10, 8);
    const { decisions } = (await shop.must('GET', `/orders/${second}/decisions`)).body;
    const receipt = decisions.find((one: { kind: string }) => one.kind === 'duplicate');
    expect(receipt.receipt).toMatchObject({ other: { order_id: first }, equal: ['person', 'articles', 'quantities', 'total', 'currency'] });
  });

  it('ships twice when an operator says that it was meant', async () => {
    const { second, holdId } = await heldTwin();
    expect((await operator('POST', `/orders/${second}/holds/${holdId}/release`)).status).toBe(200);
    await shop.reaches(second, 'allocated');
    await shop.stands(sku, 'east', 10, 6);
  });

  it('is cancelled as a duplicate when an operator upholds the hold', async () => {
    const { first, second, holdId } = await heldTwin();
    expect((await operator('POST', `/orders/${second}/holds/${holdId}/reject`)).status).toBe(200);
    await shop.reaches(second, 'cancelled');
    expect((await shop.order(second)).cancellation).toMatchObject({ reason: 'duplicate' });
    expect((await shop.order(first)).status).toBe('allocated');
    await shop.stands(sku, 'east', 10, 8);
  });
});
