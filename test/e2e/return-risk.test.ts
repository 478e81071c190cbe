// How likely the goods of a cart come back, through HTTP.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { countReturnsParts, returnsTrainingSourceOf } from '../../lambdas/customers/return-facts.ts';
import { importHistoryOf } from '../../lambdas/intelligence/training-parts.ts';
import { createCountReturns } from '../../lib/customers/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../lib/kernel/instant.ts';
import { restrictedPlatform } from '../support/function-needs.ts';
import { settled } from './books.ts';
import { type Api, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const main = TenantId('main');
const dayMs = 86_400_000;

let installation: Installation;
let shop: Shop;
let rival: Api;
let newcomer: Api;
let now: Instant;

type Sold = { readonly sku: string; readonly size: string | null; readonly back?: string };

let serial = 0;
/** An order of the past, so many days ago, and what came back of it two weeks later. */
const order = (daysAgo: number, email: string, lines: readonly Sold[]): readonly object[] => {
  const source_id = `past-${(serial += 1)}`;
  const subtotal_minor = 4_000 * lines.length;
  return [
    {
      kind: 'order',
      source_id,
      placed_at: plusMs(now, -daysAgo * dayMs),
      channel: 'storefront',
      currency: 'USD',
      customer_id: null,
      email,
      email_domain: null,
      ip: null,
      device_id: null,
      billing: null,
      shipping: null,
      payment_kind: 'card',
      subtotal_minor,
      discount_minor: 0,
      shipping_minor: 0,
      total_minor: subtotal_minor,
      cancelled: false,
      lines: lines.map(({ sku, size }) => ({
        sku,
        size,
        quantity: 1,
        unit_price_minor: 4_000,
        category: 'shoes',
        requires_shipping: true,
      })),
    },
    ...lines.flatMap(({ sku, back }) =>
      back === undefined
        ? []
        : [
            {
              kind: 'return',
              source_id: `r-${source_id}-${sku}`,
              order_source_id: source_id,
              sku,
              quantity: 1,
              reason_code: back,
              received_at: plusMs(now, -(daysAgo - 14) * dayMs),
            },
          ],
    ),
  ];
};

/** Boots run small: who takes 41 sends it back and keeps 42. Clogs hardly ever come back. */
const past = (): readonly object[] => {
  const rows: object[] = [];
  for (let index = 0; index < 40; index += 1) {
    const email = `boots${index}@northgate.example.com`;
    rows.push(...order(120, email, [{ sku: 'BOOT-41', size: '41', ...(index < 30 ? { back: 'too-small' } : {}) }]));
    if (index < 30) rows.push(...order(90, email, [{ sku: 'BOOT-42', size: '42' }]));
  }
  for (let index = 0; index < 500; index += 1)
    rows.push(
      ...order(100, `clogs${index}@northgate.example.com`, [
        { sku: 'CLOG-41', size: '41', ...(index % 50 === 0 ? { back: 'changed-mind' } : {}) },
      ]),
    );
  // Somebody who sends back whatever they order.
  for (let index = 0; index < 12; index += 1)
    rows.push(...order(80 - index, 'much@northgate.example.com', [{ sku: 'CLOG-41', size: '41', back: 'changed-mind' }]));
  return rows;
};

const check = async (lines: readonly object[], more: Record<string, unknown> = {}) =>
  (await shop.must('POST', '/checkout/return-risk', { currency: 'USD', lines, ...more })).body;
const boot = { sku: 'BOOT-41', quantity: 1, unit_price: 4_000 };
const clog = { sku: 'CLOG-41', quantity: 1, unit_price: 4_000 };
// With the rights of the functions that do it at night, which would otherwise be seen with nothing to do.
const count = () =>
  createCountReturns(countReturnsParts(restrictedPlatform(installation.runtime.platform, 'customers/count-returns'))).count(main);

const agree = async (granted: boolean) => {
  await shop.place({ 'CLOG-41': 1 }, { customer: { email: 'much@northgate.example.com', name: 'Much' } });
  await settled(installation.runtime);
  const { person_id: personId } = (await shop.must('GET', '/orders?limit=1')).body.items[0];
  await shop.must('POST', `/persons/${personId}/consents`, { statements: [{ purpose: 'personalisation', granted, source: 'checkout' }] });
};

beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  rival = await installation.apiAs('admin', 'rival');
  newcomer = await installation.apiAs('storefront', 'newcomer');
  // Before anything asks for it: a function follows what it has read for half a minute.
  const value = { suggest: false, show_from_percent: 10, freight_minor: 100, handling_minor: 0, loss_percent: 0 };
  await rival('PUT', '/policies/return_risk', { value, note: 'for the test', expected_version: 0 });
  now = installation.runtime.platform.clock.now();
  for (const [article, size] of [
    ['BOOT', '41'],
    ['BOOT', '42'],
    ['CLOG', '41'],
  ] as const)
    await shop.must('POST', '/products', {
      sku: `${article}-${size}`,
      title: article,
      category: 'shoes',
      article,
      size,
      price: 4_000,
      currency: 'USD',
    });
  await stockUp(installation.api, { east: { MUG: 10, 'BOOT-41': 5, 'BOOT-42': 5, 'CLOG-41': 500 } });
  await agree(false);
});
afterAll(() => installation.close());

describe('a cart of a shop that has sold nothing yet', () => {
  it('is judged by what is usual for such goods, and says so', async () => {
    const { status, body } = await newcomer('POST', '/checkout/return-risk', {
      currency: 'USD',
      lines: [
        { ...boot, category: 'shoes' },
        { sku: 'GIFT', quantity: 1, unit_price: 5_000, category: 'gift-cards' },
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ customer: 'not-told', policy_version: 0 });
    const [shoe, gift] = body.lines;
    expect(shoe).toMatchObject({
      basis: 'usual',
      probability: 0.2,
      confidence: 'low',
      suggestion: null,
      may_show: false,
      show_reason: 'nothing-to-say',
    });
    expect(shoe.reasons[0]).toBe('Nothing of the kind has been sold here yet: it rests on what is usual for such goods elsewhere.');
    expect(gift).toMatchObject({ basis: 'usual', probability: 0.005 });
    // 6.50 way back, 3.00 handling, 15 % of 40.00, a fifth of it.
    expect(shoe.cost).toEqual({ if_returned_minor: 1_550, expected_minor: 310 });
    expect(body.expected_cost_minor).toBe(310 + Math.round((950 + 750) * 0.005));
  });
});

describe('a cart of a shop with a past', () => {
  beforeAll(async () => {
    const file = Buffer.from(
      past()
        .map((row) => JSON.stringify(row))
        .join('\n'),
    );
    await importHistoryOf(installation.runtime.platform)(main, file, { dryRun: false });
  });

  it('is counted, and what came back of it', async () => {
    expect(await count()).toMatchObject({ returned: 30 + 10 + 12 });
  });

  it('is judged by the model, with parts that add up to its probability', async () => {
    const { lines } = await check([boot, clog]);
    const [boots, clogs] = lines;
    expect(boots).toMatchObject({ basis: 'model', evidence: { article_sold: 70, category_sold: 583, customer_sold: null } });
    expect(boots.probability).toBeGreaterThan(3 * clogs.probability);
    for (const { base, parts, probability } of lines) {
      const odds = parts.reduce((sum: number, { contribution }: { contribution: number }) => sum + contribution, base);
      expect(1 / (1 + Math.exp(-odds))).toBeCloseTo(probability, 4);
    }
    expect(boots.parts[0].words).toMatch(/^how often/);
    expect(boots.parts[0].contribution).toBeGreaterThan(0);
  });

  it('names the size that others kept, and the article by the one suggestion of its line', async () => {
    const [boots] = (await check([boot])).lines;
    expect(boots.suggestion).toEqual({
      kind: 'size',
      sku: 'BOOT-42',
      size: '42',
      evidence: { people: 30, kept_this: 30, sold_in_this_size: 40 },
      sentence: '30 of 30 people who sent back size 41 of this article kept 42 instead.',
    });
    expect(boots).toMatchObject({ may_show: true, show_reason: 'shown' });
  });

  it('names an article that comes back less where no size helps, as long as it is in stock', async () => {
    const [other] = (await check([{ ...boot, sku: 'BOOT-42' }])).lines;
    expect(other.suggestion).toBeNull();
    const [wide] = (await check([{ ...boot, sku: 'BOOT-41W', size: '41', article: 'BOOT' }])).lines;
    expect(wide.suggestion.kind).toBe('size');
  });

  it('names several sizes of one article in it', async () => {
    const { lines } = await check([boot, { ...boot, sku: 'BOOT-42' }]);
    for (const { suggestion } of lines) {
      expect(suggestion).toMatchObject({ kind: 'bracketing', sku: 'BOOT-42', size: '42', evidence: { sizes_in_cart: 2 } });
      expect(suggestion.sentence).toContain('There are 2 sizes of this article in your cart: 41 and 42.');
    }
    const [alone] = (await check([{ ...boot, sku: 'BOOT-42' }])).lines;
    expect(lines[1].probability).toBeGreaterThan(alone.probability);
  });

  it('is kept line by line as decisions, for its tenant alone', async () => {
    const { lines } = await check([boot, clog]);
    const [name] = lines.map(({ decision_id: id }: { decision_id: string }) => id);
    const { body } = await shop.must('GET', `/decisions/${name}`);
    expect(body).toMatchObject({
      kind: 'return-risk',
      order_id: null,
      decided: 'size',
      hash_matches: true,
      local_id: 'line-1',
      decided_by: { policy: 'return_risk', version: 0, source: 'default' },
      model: { name: 'returns', used_by_policy: true },
      score: { value: lines[0].probability, unit: 'probability' },
      contributions: { adds_up: true, unit: 'log-odds' },
      for_customer: lines[0].suggestion.sentence,
    });
    expect(body.features.article_sold).toBe(70);
    expect(body.inputs.customer).toBe('not-told');
    expect((await rival('GET', `/decisions/${name}`)).status).toBe(404);
    expect((await installation.api('GET', `/decisions/${name.replace('line-1', 'line-9')}`)).status).toBe(404);
    const said = { verdict: 'wrong', reason_code: 'other' };
    expect([200, 201]).toContain((await installation.api('POST', `/decisions/${name}/feedback`, said)).status);
  });

  it('looks at what a customer sent back with their consent alone', async () => {
    const customer = { email: 'much@northgate.example.com' };
    const without = await check([clog], { customer });
    expect(without.customer).toBe('no-consent');
    expect(without.lines[0].evidence.customer_sold).toBeNull();
    expect(without.lines[0].probability).toBe((await check([clog])).lines[0].probability);
    await agree(true);
    // Not counted since they agreed: nothing is claimed of them, not even that nothing came back.
    const uncounted = await check([clog], { customer });
    expect(uncounted).toMatchObject({ customer: 'unknown', lines: [{ evidence: { customer_sold: null } }] });
    expect(uncounted.lines[0].probability).toBe(without.lines[0].probability);
    await count();
    const used = await check([clog], { customer });
    expect(used.customer).toBe('used');
    expect(used.lines[0].evidence.customer_sold).toBeGreaterThanOrEqual(12);
    expect(used.lines[0].probability).toBeGreaterThan(1.2 * without.lines[0].probability);
    await agree(false);
    expect((await check([clog], { customer })).customer).toBe('no-consent');
    expect((await check([clog], { customer: { email: 'nobody@example.com' } })).customer).toBe('unknown');
  });

  it('costs what the policy of its tenant says', async () => {
    const answer = (await rival('POST', '/checkout/return-risk', { currency: 'USD', lines: [boot] })).body;
    expect(answer).toMatchObject({ policy_version: 1, lines: [{ basis: 'usual', cost: { if_returned_minor: 100 } }] });
  });

  it("counts what comes back of the product's own orders", async () => {
    await shop.must('POST', '/products', { sku: 'MUG', title: 'Mug', category: 'kitchen', price: 2_000, currency: 'USD' });
    const id = await shop.place({ MUG: 1 }, { customer: { email: 'tea@northgate.example.com', name: 'Tea' } });
    await shop.reaches(id, 'allocated');
    const work = await shop.released(id, 'east');
    for (const step of [shop.pick, shop.pack, shop.ship]) await step(work);
    const { line_items: items } = await shop.reaches(id, 'shipped');
    const lines = [{ line_id: items[0].line_id, quantity: 1, reason: 'changed-mind', condition: 'new' }];
    await shop.must('POST', `/orders/${id}/returns`, { return_id: 'rma-tea', lines });
    await settled(installation.runtime);
    const before = (await check([{ sku: 'MUG', quantity: 1 }])).lines[0];
    await count();
    const after = (await check([{ sku: 'MUG', quantity: 1 }])).lines[0];
    expect(before).toMatchObject({ basis: 'usual', probability: 0.06, evidence: { article_sold: 0 } });
    expect(after.evidence).toMatchObject({ article_sold: 1, category_sold: 1 });
    expect(after.reasons[0]).toBe('Something came back of 1 of 1 line of MUG.');
    expect(after.cost.if_returned_minor).toBe(950 + 300);
  });

  it('is judged by a version that the shop has promoted, and by the starter again once it is rolled back', async () => {
    const read = (file: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../../models/returns/artefact', file), 'utf8'));
    const [model, summary, features] = ['model.json', 'meta/artefact.json', 'meta/features.json'].map(read);
    // The starter's trees with another base score: other answers to the same questions.
    const parameters = { ...model.learner.learner_model_param, base_score: '0.6' };
    const artefact = {
      model: { ...model, learner: { ...model.learner, learner_model_param: parameters } },
      summary: { ...summary, model_version: 'feedfeedfeedfeed' },
      features,
    };
    const post = (path: string, body: unknown) => shop.must('POST', `/models/returns/${path}`, body);
    const starter = (await check([clog])).lines[0].probability;
    const { version } = (await post('versions', { artefact, note: 'own returns' })).body.versions[0];
    const gate = { name: 'auc', value: 0.86, bound: 0.8, wants: 'at_least' };
    await post(`versions/${version}/gates`, { gates: [gate] });
    await post(`versions/${version}/approve`, { reason: 'better on our own returns' });
    await post(`versions/${version}/promote`, { reason: 'better on our own returns' });
    const answered = async () => {
      const { decision_id: id, probability } = (await check([clog])).lines[0];
      return { probability, version: (await shop.must('GET', `/decisions/${id}`)).body.model.version };
    };
    const patient = { timeout: 30_000, interval: 500 };
    await expect.poll(answered, patient).toMatchObject({ version: 'feedfeedfeedfeed' });
    expect((await answered()).probability).toBeGreaterThan(starter);
    await post('rollback', { reason: 'drill' });
    await expect.poll(answered, patient).toEqual({ version: summary.model_version, probability: starter });
  }, 90_000);

  it('teaches the model by the features that it was answered from', async () => {
    const source = returnsTrainingSourceOf(restrictedPlatform(installation.runtime.platform, 'intelligence/build-training-set'));
    const rows = [];
    for await (const row of source.rows(main, { from: plusMs(now, -400 * dayMs), to: plusMs(now, dayMs) })) rows.push(row);
    // Those of the last sixty days may still come back.
    expect(rows.length).toBe(40 + 30 + 500 + 12);
    expect(rows.filter(({ label }) => label === 1).length).toBe(30 + 10 + 12);
    expect(Object.keys(rows[0]?.features ?? {})).toEqual(source.names);
    // Nobody has agreed that is learnt from them.
    expect(rows.every(({ features }) => features['customer_ratio'] === null)).toBe(true);
  });
});

describe('a body that cannot be', () => {
  it.each([
    ['no line', { currency: 'USD', lines: [] }, 'lines'],
    ['a quantity of none', { currency: 'USD', lines: [{ sku: 'A', quantity: 0 }] }, 'lines.0.quantity'],
    ['a price below nothing', { currency: 'USD', lines: [{ sku: 'A', quantity: 1, unit_price: -1 }] }, 'lines.0.unit_price'],
    ['no currency', { lines: [{ sku: 'A', quantity: 1 }] }, 'currency'],
    ['no e-mail address', { currency: 'USD', lines: [{ sku: 'A', quantity: 1 }], customer: { email: 'ada' } }, 'customer.email'],
    ['a customer by no name', { currency: 'USD', lines: [{ sku: 'A', quantity: 1 }], customer: {} }, 'customer'],
  ])('is refused by the field: %s', async (_case, body, field) => {
    const refused = await installation.api('POST', '/checkout/return-risk', body);
    expect(refused.status).toBe(400);
    expect(refused.body.problems.map((problem: { field: string }) => problem.field)).toContain(field);
  });
});

describe('an order of goods that come back', () => {
  const policy = (returns?: number) => ({
    name: 'returns-counted',
    shipping: { kind: 'distance', base_minor: 600, per_thousand_km_minor: 250, cross_border_minor: 1_200 },
    split_cost_minor: 350,
    weights_percent: { shipping: 100, handling: 100, split: 100, ...(returns === undefined ? {} : { returns }) },
    returns: { per_unit_minor: 800 },
  });
  const evaluate = async (api: Api, returns?: number) =>
    (
      await api('POST', '/routing/evaluate', {
        lines: [{ sku: 'CLOG-41', quantity: 2 }],
        destination: { country: 'US', region: 'NY' },
        policy: policy(returns),
      })
    ).body.decision.receipt;

  it('is sourced with what they are expected to cost, where the policy says so', async () => {
    const [without, counted] = [await evaluate(installation.api), await evaluate(installation.api, 100)];
    expect(without).not.toHaveProperty('returns');
    const { returns, candidates, reasons } = counted;
    expect(returns.of).toMatchObject([{ sku: 'CLOG-41', basis: 'learned' }]);
    expect(returns.of[0].percent).toBeGreaterThan(0.5);
    expect(returns.of[0].percent).toBeLessThan(10);
    const [{ score_minor: score, contributions }] = candidates;
    expect(contributions.returns).toBeGreaterThan(0);
    expect(Object.values<number>(contributions).reduce((sum, part) => sum + part, 0)).toBe(score);
    expect(score - without.candidates[0].score_minor).toBe(contributions.returns);
    expect(reasons).toContain(`Expected to come back: ${returns.of[0].percent} % of CLOG-41.`);
  });

  it('counts none of them in a shop that has sold nothing, and says so', async () => {
    const admin = await installation.apiAs('admin', 'newcomer');
    await stockUp(admin, { east: { 'CLOG-41': 5 } });
    const { returns, candidates, reasons } = await evaluate(admin, 100);
    expect(returns).toEqual({
      version: null,
      of: [{ sku: 'CLOG-41', sold: 0, category_sold: 0, basis: 'too-few', percent: 0 }],
    });
    expect(candidates[0].contributions).not.toHaveProperty('returns');
    expect(reasons).toContain('What comes back has not been counted yet; no returns are expected.');
  });

  it('keeps what it was sourced by, so that a replay comes to the same after another count', async () => {
    await shop.must('PUT', '/policies/sourcing', { value: { policy: policy(100) }, note: 'returns count', expected_version: 0 });
    const from = installation.runtime.platform.clock.now();
    const recorded = async () => {
      const id = await shop.place({ 'CLOG-41': 2 });
      await shop.reaches(id, 'allocated');
      const { decisions } = (await shop.must('GET', `/orders/${id}/decisions`)).body;
      return decisions.find((one: { kind: string }) => one.kind === 'routing').receipt.receipt;
    };
    // A process goes by the policy that it has read for some seconds.
    const receipt = await vi.waitFor(
      async () => {
        const found = await recorded();
        expect(found.policy.name).toBe('returns-counted');
        return found;
      },
      { timeout: 60_000, interval: 2_000 },
    );
    expect(receipt.candidates[0].contributions.returns).toBeGreaterThan(0);
    await count();
    const { openReplay } = await import('../../lambdas/sourcing/composition.ts');
    const replayed = await openReplay(installation.runtime.platform).replay(main, {
      range: { from, to: plusMs(installation.runtime.platform.clock.now(), 60_000) },
      candidate: 'logged',
      rates: 'logged',
    });
    expect(replayed).toMatchObject({ ok: true, value: { reproduction: { notReproduced: [] }, changed: 0 } });
  }, 90_000);
});
