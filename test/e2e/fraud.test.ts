import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let stranger: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { FRAUD_REVIEW_ABOVE: 'off' } });
  stranger = await installation.apiAs('admin', 'stranger');
});
afterAll(() => installation.close());

/** Whoever has no key at all. */
const everybody: Api = async (method, path, body) => {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(installation.url + path, { method, ...init });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

let api: Api;
let shop: Shop;
let operator: Api;
const sku = 'RISKY';

const bandsOf = async () =>
  (await shop.must('GET', '/policies')).body.items.find(({ name }: { readonly name: string }) => name === 'fraud_bands');

const free = { verification_cost_minor: 0, verification_abandons_percent: 0, verification_catches_percent: 100 };
const dear = { verification_cost_minor: 1_000_000, review_cost_minor: 1_000_000, chargeback_fee_minor: 1_000_000 };
/** Costs under which every order is verified, reviewed or declined. */
const costs = {
  verify: { ...dear, ...free },
  review: { ...dear, review_cost_minor: 0, review_refuses_percent: 0, review_catches_percent: 100 },
  decline: { ...dear, margin_percent: 0, churn_cost_minor: 0, decline_above_percent: 0 },
};

/** A tenant of its own for each policy, because functions may follow the one before for half a minute. */
const inTenant = (tenant: string, policy: Record<string, unknown>): void => {
  beforeAll(async () => {
    api = await installation.apiAs('admin', tenant);
    shop = createShop(installation, api);
    operator = await installation.signedIn('operator', tenant);
    await stockUp(api, { east: { [sku]: 100 } });
    const { value, version } = await bandsOf();
    const explore = { share_per_mille: 0, amount_max_minor: 0, per_day_max: 0 };
    const changed = { ...value, mode: 'decide', explore, ...policy };
    await shop.must('PUT', '/policies/fraud_bands', { value: changed, note: 'for a test', expected_version: version });
  });
};

const phone = { customer: { email: 'ada.quill@example.com', name: 'Ada Quill', phone: '(518) 555-0123' } };

type Hold = { readonly hold_id: string; readonly type: string; readonly outcome: string; readonly reason: string };
const held = async (id: string, type: string): Promise<Hold> =>
  (
    await eventually(
      () => shop.order(id),
      (order) => order.holds.some((hold: Hold) => hold.type === type),
    )
  ).holds.find((hold: Hold) => hold.type === type);

const caseOf = async (id: string) => (await shop.must('GET', `/orders/${id}/fraud`)).body;

type Text = { readonly id: string; readonly to: string; readonly text: string };
const texts = async (id: string): Promise<readonly Text[]> =>
  (await shop.must('GET', '/outbox?limit=100')).body.items.filter((text: Text) => text.id.startsWith(id));
const texted = (id: string, count = 1) =>
  eventually(
    () => texts(id),
    (found) => found.length >= count,
  );
const codeIn = (text: Text | undefined): string => text?.text.slice(0, 6) ?? '';

describe('an order that is to be confirmed by a code', () => {
  inTenant('verifying', costs.verify);

  it('goes on once the customer has entered the code, and says nothing of itself', async () => {
    const id = await shop.place({ [sku]: 1 }, phone);
    await held(id, 'verification');
    const [text] = await texted(id);
    expect(text?.to).toBe('+15185550123');
    const { verification } = await caseOf(id);
    expect(verification).toMatchObject({ status: 'waiting', tries_left: 5, sends_left: 2 });

    const code = codeIn(text);
    const wrong = code === '000000' ? '000001' : '000000';
    const refused = await everybody('POST', `/verifications/${verification.token}`, { code: wrong });
    expect(refused).toMatchObject({ status: 200, body: { status: 'waiting', tries_left: 4 } });
    expect(Object.keys(refused.body).toSorted()).toEqual(['expires_at', 'sends_left', 'status', 'tries_left']);
    expect((await shop.order(id)).fulfillment_orders).toEqual([]);

    const confirmed = await everybody('POST', `/verifications/${verification.token}`, { code });
    expect(confirmed).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    await shop.reaches(id, 'allocated');
    expect(await caseOf(id)).toMatchObject({
      verification: { status: 'confirmed' },
      label: { label: 'honest', strength: 'weak', basis: 'verification' },
    });
    // Entered twice, as whoever presses a button twice does.
    expect((await everybody('POST', `/verifications/${verification.token}`, { code })).body.status).toBe('confirmed');
  });

  it('can be confirmed by support, who is told the code on the phone', async () => {
    const id = await shop.place({ [sku]: 1 }, phone);
    const [text] = await texted(id);
    expect((await operator('POST', `/orders/${id}/verification/confirm`, { code: codeIn(text) })).body).toMatchObject({
      status: 'confirmed',
    });
    await shop.reaches(id, 'allocated');
  });

  it('is reviewed after five wrong codes, and the right one does not help any more', async () => {
    const id = await shop.place({ [sku]: 1 }, phone);
    const code = codeIn((await texted(id))[0]);
    const { token } = (await caseOf(id)).verification;
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 1; tries <= 5; tries += 1) await everybody('POST', `/verifications/${token}`, { code: wrong });
    expect(await everybody('POST', `/verifications/${token}`, { code })).toMatchObject({
      status: 422,
      body: { code: 'verification-not-waiting', state: 'failed' },
    });
    expect((await held(id, 'fraud-review')).reason).toContain('a wrong code was entered too often');
    const order = await eventually(
      () => shop.order(id),
      ({ holds }) => holds.some((hold: Hold) => hold.type === 'verification' && hold.outcome === 'released'),
    );
    expect(order.fulfillment_orders).toEqual([]);
  });

  it('is reviewed where there is no phone', async () => {
    const id = await shop.place({ [sku]: 1 });
    expect((await held(id, 'fraud-review')).reason).toContain('no phone number');
    expect(await texts(id)).toEqual([]);
    expect((await caseOf(id)).verification).toMatchObject({ status: 'failed', reason: 'no-phone' });
    // By cost alone a code would be the best; whoever could not get one is not sent another.
    const queue = await eventually(
      () => shop.must('GET', '/fraud/reviews?limit=100'),
      ({ body }) => body.items.some(({ order_id }: { readonly order_id: string }) => order_id === id),
    );
    const item = queue.body.items.find(({ order_id }: { readonly order_id: string }) => order_id === id);
    const { pass, verify, decline } = item.costs_minor;
    expect(verify).toBeLessThan(Math.min(pass, decline));
    expect(item).toMatchObject({ verification: 'failed', recommended: { action: pass <= decline ? 'pass' : 'decline' } });
  });

  it('is sent three codes at most, each of which is good', async () => {
    const id = await shop.place({ [sku]: 1 }, phone);
    const [first] = await texted(id);
    const { token } = (await caseOf(id)).verification;
    expect((await everybody('POST', `/verifications/${token}/resend`)).body).toMatchObject({ status: 'waiting', sends_left: 1 });
    await texted(id, 2);
    expect((await operator('POST', `/orders/${id}/verification`)).body).toMatchObject({ status: 'waiting', sends_left: 0 });
    await texted(id, 3);
    expect(await everybody('POST', `/verifications/${token}/resend`)).toMatchObject({
      status: 422,
      body: { code: 'code-sends-exhausted' },
    });
    expect((await everybody('POST', `/verifications/${token}`, { code: codeIn(first) })).body.status).toBe('confirmed');
  });

  it('names what is wrong, and knows no strange tokens, orders and tenants', async () => {
    const id = await shop.place({ [sku]: 1 }, phone);
    await texted(id);
    const { token } = (await caseOf(id)).verification;
    const bad = await everybody('POST', `/verifications/${token}`, { code: '12345' });
    expect([bad.status, bad.body.problems[0].field]).toEqual([400, 'code']);
    expect((await everybody('POST', `/verifications/${'a'.repeat(64)}`, { code: '123456' })).status).toBe(404);
    for (const [method, path, body] of [
      ['GET', `/orders/${id}/fraud`, undefined],
      ['POST', `/orders/${id}/verification`, undefined],
      ['POST', `/orders/${id}/verification/confirm`, { code: '123456' }],
    ] as const)
      expect((await stranger(method, path, body)).status, path).toBe(404);
    const analyst = await installation.apiAs('analyst', 'verifying');
    expect((await analyst('GET', `/orders/${id}/fraud`)).body.verification.token).toBeNull();
  });
});

describe('an order in review', () => {
  inTenant('reviewing', costs.review);

  it('stands in the queue with its time, reasons, costs and the best action, and the outcome is a label', async () => {
    const id = await shop.place({ [sku]: 1 });
    const { hold_id: holdId } = await held(id, 'fraud-review');
    const queue = await eventually(
      () => shop.must('GET', '/fraud/reviews?limit=100'),
      ({ body }) => body.items.some(({ order_id }: { readonly order_id: string }) => order_id === id),
    );
    const item = queue.body.items.find(({ order_id }: { readonly order_id: string }) => order_id === id);
    // The hour of the day is among what the score goes by, so which of them costs least is worked out here.
    const [[cheapest]] = (['pass', 'decline'] as const)
      .map((action) => [action, item.costs_minor[action] as number] as const)
      .toSorted(([, left], [, right]) => left - right) as [[string, number]];
    expect(item).toMatchObject({ hold_id: holdId, overdue: false, recommended: { action: cheapest }, verification: 'none' });
    expect(Date.parse(item.due_at) - Date.parse(item.placed_at)).toBe(24 * 3_600_000);
    expect(item.costs_minor.review).toBe(0);
    expect(item.reasons.length).toBeGreaterThan(1);
    expect(queue.body.capacity).toMatchObject({ per_day: 50, overdue: 0 });
    expect((await stranger('GET', '/fraud/reviews')).body.items).toEqual([]);

    await operator('POST', `/orders/${id}/holds/${holdId}/release`);
    await shop.reaches(id, 'allocated');
    const found = await eventually(
      () => caseOf(id),
      ({ reviews }) => reviews.length > 0,
    );
    expect(found).toMatchObject({ reviews: [{ outcome: 'released' }], label: { label: 'honest', strength: 'weak', basis: 'review' } });
    const after = await eventually(
      () => shop.must('GET', '/fraud/reviews'),
      ({ body }) => body.capacity.decided_today >= 1,
    );
    expect(after.body.items.map(({ order_id }: { readonly order_id: string }) => order_id)).not.toContain(id);
  });

  it('has a receipt that says what decided and what would have changed it', async () => {
    const id = await shop.place({ [sku]: 1 });
    await held(id, 'fraud-review');
    const { decisions } = (await shop.must('GET', `/orders/${id}/decisions`)).body;
    const { receipt } = decisions.find(({ kind }: { readonly kind: string }) => kind === 'fraud');
    expect(receipt).toMatchObject({
      band: 'review',
      policy: { name: 'expected-cost' },
      decided_by: { policy: 'fraud_bands', source: 'stored' },
      advice: { used_by_policy: true },
      bands: { mode: 'decide', action: 'review', exploration: { explored: false, reason: 'switched-off', propensity: 1 } },
    });
  });
});

describe('an order that is certainly fraudulent', () => {
  inTenant('declining', costs.decline);

  it('is declined without a person only where the policy says so and the customer agreed to that', async () => {
    const first = await shop.place({ [sku]: 1 }, phone);
    await held(first, 'fraud-review');
    const decisions = (await shop.must('GET', `/orders/${first}/decisions`)).body.decisions;
    const { receipt } = decisions.find(({ kind }: { readonly kind: string }) => kind === 'fraud');
    expect(receipt).toMatchObject({ band: 'review', bands: { action: 'decline', withheld: 'no-consent' } });
    expect(receipt.reasons.join(' ')).toContain('no such consent is on record');

    const { person_id: person } = (await shop.must('GET', `/orders?email=${encodeURIComponent(phone.customer.email)}`)).body.items[0];
    const statement = { purpose: 'automated-decisions', granted: true, source: 'checkout' };
    await shop.must('POST', `/persons/${person}/consents`, { statements: [statement] });
    const id = await shop.place({ [sku]: 1 }, phone);
    await shop.reaches(id, 'cancelled');
    expect((await shop.order(id)).cancellation).toMatchObject({ reason: 'fraud' });
    // The policy's own decision teaches the model nothing.
    expect(await caseOf(id)).toMatchObject({ reviews: [], label: null });
  });
});

describe('an order that would be reviewed', () => {
  inTenant('exploring', { ...costs.review, explore: { share_per_mille: 200, amount_max_minor: 1_000_000, per_day_max: 2 } });

  it('passes for the share that is passed to learn from it', async () => {
    const ids: string[] = [];
    for (let orders = 0; orders < 40; orders += 1) ids.push(await shop.place({ [sku]: 1 }));
    const receipts = await Promise.all(
      ids.map(async (id) => {
        const answer = await eventually(
          () => shop.must('GET', `/orders/${id}/decisions`),
          ({ body }) => body.decisions.some(({ kind }: { readonly kind: string }) => kind === 'fraud'),
        );
        return answer.body.decisions.find(({ kind }: { readonly kind: string }) => kind === 'fraud').receipt;
      }),
    );
    const explored = receipts.filter(({ bands }) => bands.exploration.explored);
    // Of 40 orders at 20 % hardly ever fewer than two are drawn; no more than two pass in a day.
    expect(explored.length).toBeLessThanOrEqual(2);
    for (const { band, bands } of explored) expect([band, bands.exploration.propensity]).toEqual(['pass', 0.2]);
    for (const { band, bands } of receipts.filter(({ bands: { exploration } }) => !exploration.explored)) {
      expect(band).toBe('review');
      expect(bands.exploration.propensity).toBe(bands.exploration.reason === 'day-is-full' ? 1 : 0.8);
    }
  });
});

describe('a chargeback', () => {
  inTenant('charged', costs.review);

  const soon = () => new Date().toISOString();
  it('is a label once it is reported, and counts once', async () => {
    const id = await shop.place({ [sku]: 1 });
    const body = { received_at: soon(), reason_code: '10.4', amount_minor: 1_000, currency: 'USD' };
    const recorded = await shop.must('POST', `/orders/${id}/chargebacks`, body);
    expect(recorded.body).toMatchObject({
      chargebacks: [{ reason_code: '10.4', fraudulent: true, amount_minor: 1_000 }],
      label: { label: 'fraud', strength: 'strong', basis: 'chargeback' },
    });
    expect((await shop.must('POST', `/orders/${id}/chargebacks`, body)).body.chargebacks).toHaveLength(1);
    const differs = await api('POST', `/orders/${id}/chargebacks`, { ...body, amount_minor: 999 });
    expect(differs).toMatchObject({ status: 422, body: { code: 'chargeback-differs' } });
  });
  it('about wrong goods is none', async () => {
    const id = await shop.place({ [sku]: 1 });
    const body = { received_at: soon(), reason_code: '13.1', amount_minor: 1_000, currency: 'USD' };
    expect((await shop.must('POST', `/orders/${id}/chargebacks`, body)).body).toMatchObject({
      chargebacks: [{ fraudulent: false }],
      label: null,
    });
  });
  it('that cannot be is refused by its field', async () => {
    const id = await shop.place({ [sku]: 1 });
    const good = { received_at: soon(), reason_code: '10.4', amount_minor: 1_000, currency: 'USD' };
    for (const [field, wrong] of [
      ['received_at', '2001-01-01T00:00:00Z'],
      ['received_at', 'yesterday'],
      ['amount_minor', 0],
      ['currency', 'usd'],
      ['reason_code', 'a reason, in words'],
    ] as const) {
      const answer = await api('POST', `/orders/${id}/chargebacks`, { ...good, [field]: wrong });
      expect([answer.status, answer.body.problems?.[0]?.field], String(wrong)).toEqual([400, field]);
    }
    expect((await stranger('POST', `/orders/${id}/chargebacks`, good)).status).toBe(404);
  });
});

describe('the bands of a policy', () => {
  inTenant('advised', { mode: 'advise' });

  it('are told for the values asked for', async () => {
    const { body } = await shop.must('GET', '/fraud/bands?amounts_minor=2500,100000');
    expect(body.values.map(({ value_minor }: { readonly value_minor: number }) => value_minor)).toEqual([2_500, 100_000]);
    const wrong = await api('GET', '/fraud/bands?amounts_minor=25,x');
    expect([wrong.status, wrong.body.problems[0].field]).toEqual([400, 'query.amounts_minor']);
  });
  it('are refused by the field that is wrong', async () => {
    const { value, version } = await bandsOf();
    for (const [field, wrong] of [
      ['mode', 'sometimes'],
      ['margin_percent', 101],
      ['verification_url', 'https://shop.example/confirm'],
    ] as const) {
      const put = { value: { ...value, [field]: wrong }, note: 'for a test', expected_version: version };
      const answer = await api('PUT', '/policies/fraud_bands', put);
      expect([answer.status, answer.body.problems[0].field]).toEqual([400, `value.${field}`]);
    }
  });
});
