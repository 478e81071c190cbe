// What became of an order, told to the decision on it, to the watch over the model, and to the next training.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelTalliesOf } from '../../lambdas/composition.ts';
import { liveFraudRowsOf } from '../../lambdas/intelligence/training-sources.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../lib/kernel/instant.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const main = TenantId('main');
const sku = 'RISKY';
const start = Instant(new Date().toISOString());
let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation({ env: { FRAUD_REVIEW_ABOVE: 'off' } });
  shop = createShop(installation, installation.api);
  await stockUp(installation.api, { east: { [sku]: 100 } });
});
afterAll(() => installation.close());

const fraudDecision = (id: string) =>
  eventually(
    async () =>
      (await shop.must('GET', `/orders/${id}/decisions`)).body.decisions.find(({ kind }: { readonly kind: string }) => kind === 'fraud'),
    (found) => found !== undefined,
  );

describe('a chargeback', () => {
  it('stands with the decision, counts for the watch once, and is what the next training learns with the features of then', async () => {
    const buyer = { customer: { email: 'ada.quill@example.com', name: 'Ada Quill' } };
    await fraudDecision(await shop.place({ [sku]: 1 }, buyer));
    const id = await shop.place({ [sku]: 1 }, buyer);
    const decision = await fraudDecision(id);
    const body = { received_at: new Date().toISOString(), reason_code: '10.4', amount_minor: 1_000, currency: 'USD' };
    await shop.must('POST', `/orders/${id}/chargebacks`, body);
    await shop.must('POST', `/orders/${id}/chargebacks`, body);

    const name = `${id}.${decision.decision_id}`;
    const told = await eventually(
      async () => (await shop.must('GET', `/decisions/${name}`)).body,
      ({ outcomes }) => outcomes.some(({ code }: { readonly code: string }) => code === 'chargeback'),
    );
    expect(told.outcomes.filter(({ code }: { readonly code: string }) => code !== 'chargeback')).toEqual([]);
    expect(told.outcomes).toHaveLength(1);

    const titles = (await shop.must('GET', `/orders/${id}/timeline`)).body.items.map(({ title }: { readonly title: string }) => title);
    for (const title of ['Fraud check', 'Chargeback received', 'Outcome known'])
      expect(
        titles.filter((one: string) => one === title),
        title,
      ).toHaveLength(1);

    const { platform } = installation.runtime;
    const figures = await eventually(
      () => modelTalliesOf(platform).read(main, 'fraud', 0, plusMs(start, -3_600_000)),
      ({ good, bad }) => good + bad > 0,
    );
    expect(figures.good + figures.bad).toBe(1);

    const window = { from: plusMs(start, -86_400_000), to: plusMs(platform.clock.now(), 60_000) };
    const rows = await eventually(
      async () => {
        const found = [];
        for await (const row of liveFraudRowsOf(platform)(main, window)) found.push(row);
        return found;
      },
      (found) => found.length > 0,
    );
    // The other order is too young for anybody to know how it ends.
    expect(rows).toEqual([
      {
        id,
        at: expect.any(String),
        features: decision.receipt.inputs.features,
        label: 1,
        weight: 1,
        group: { channel: decision.receipt.inputs.channel, region: 'US-NY' },
        channelOrderId: expect.any(String),
      },
    ]);
    expect(Object.keys(rows[0]?.features ?? {}).length).toBeGreaterThan(12);
    const stranger = [];
    for await (const row of liveFraudRowsOf(platform)(TenantId('stranger'), window)) stranger.push(row);
    expect(stranger).toEqual([]);
  });
});
