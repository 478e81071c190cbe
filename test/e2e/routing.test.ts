// Where an order would come from, asked without one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateRouteRoute } from '../../lib/contracts/http/routing.ts';
import { type Api, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop } from './shop.ts';

let installation: Installation;
let api: Api;
beforeAll(async () => {
  installation = await openInstallation();
  api = installation.api;
  await stockUp(api, { east: { MUG: 5, CUP: 1 }, west: { MUG: 9, CUP: 4 } });
  await api('POST', '/products', { sku: 'LATER', title: 'Not sold yet', available_from: '2099-01-01T00:00:00Z' });
  await api('POST', '/products', { sku: 'PRICED', title: 'Priced', price: 900, currency: 'EUR' });
});
afterAll(() => installation.close());

const newYork = { country: 'US', region: 'NY' };
const evaluate = (lines: Readonly<Record<string, number>>, more: object = {}, by: Api = api) =>
  by('POST', '/routing/evaluate', {
    lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
    destination: newYork,
    ...more,
  });

/** What is kept and written by now, to be compared with what is after. */
const traces = async () => {
  const { ledger, blobs } = installation.runtime.platform;
  const kept = await blobs.list({ prefix: 'decision', limit: 1_000 });
  const { items } = await ledger.query({ PK: 'main#POLICIES' });
  return { kept, items };
};

describe('evaluating a route', () => {
  it('answers what an order would get, with the receipt that it would get', async () => {
    const { examples } = (await api('GET', '/policies/sourcing/schema')).body;
    const { value } = examples.find(({ title }: { title: string }) => title === 'own, as cost');
    const winter = { policy: { ...value.policy, name: 'winter', split_cost_minor: 77 } };
    expect((await api('PUT', '/policies/sourcing', { value: winter, note: 'winter', expected_version: 0 })).status).toBe(200);
    const { status, body } = await evaluate({ MUG: 2 }, { destination: { ...newYork, postal_code: '12207' } });
    expect(status).toBe(200);
    expect(evaluateRouteRoute.responses[200].schema.parse(body)).toEqual(body);
    const shop = createShop(installation);
    const orderId = await shop.place({ MUG: 2 });
    await shop.reaches(orderId, 'allocated');
    const { decisions } = (await api('GET', `/orders/${orderId}/decisions`)).body;
    const { receipt: decided } = decisions.find((one: { kind: string }) => one.kind === 'routing');
    expect(body.decision.assignments).toEqual(decided.assignments.map(withLine('1')));
    expect(body.decision.receipt.candidates.map(score)).toEqual(decided.receipt.candidates.map(score));
    expect(body.decision.receipt.policy).toEqual({ name: 'winter', version: 1 });
    expect(body.decision.receipt.decided_by).toEqual({ policy: 'sourcing', version: 1, source: 'stored' });
    expect(body.decision.receipt.decided_by).toEqual(decided.receipt.decided_by);
    expect(body.decision.receipt.runner_up.would_change).toBe(decided.receipt.runner_up.would_change);
  });

  it('writes nothing, keeps nothing and reserves nothing', async () => {
    const before = await traces();
    const stock = (await api('GET', '/inventory/levels?sku=MUG')).body;
    const first = await evaluate({ MUG: 3 });
    const again = await evaluate({ MUG: 3 });
    expect(again.body.decision).toEqual(first.body.decision);
    expect(await traces()).toEqual(before);
    expect((await api('GET', '/inventory/levels?sku=MUG')).body).toEqual(stock);
  });

  it('goes by another preset or a whole policy when one is given', async () => {
    const preset = await evaluate({ CUP: 2 }, { preset: 'nearest' });
    expect(preset.body.decision.receipt).toMatchObject({ policy: { name: 'nearest' }, search: 'rule' });
    expect(preset.body.decision.receipt).not.toHaveProperty('decided_by');
    const { examples } = (await api('GET', '/policies/sourcing/schema')).body;
    const { policy } = examples.find(({ title }: { title: string }) => title === 'own, as balanced').value;
    const warehouses = { ...policy, name: 'try-out', constraints: { location_types: ['store'] } };
    const { body } = await evaluate({ MUG: 1 }, { policy: warehouses });
    expect(body.decision).toMatchObject({
      complete: false,
      unsourced: [{ line_id: '1', sku: 'MUG', quantity: 1, reason: 'location-type' }],
      receipt: { policy: { name: 'try-out', version: 1 }, binding: { constraint: 'location-type', more_units: 1 } },
    });
  });

  it('counts the days against the date that the customer would be told', async () => {
    const late = await evaluate({ MUG: 1 }, { deliver_by: new Date(Date.now() - 86_400_000).toISOString() });
    expect(late.body.decision.assignments[0].late_days).toBeGreaterThan(0);
    expect(late.body.decision.receipt.candidates[0].contributions.lateness).toBeGreaterThan(0);
  });

  it('leaves out what is not sold yet, and says from when it will be', async () => {
    const mixed = await evaluate({ MUG: 1, LATER: 2 });
    expect(mixed.body.decision).toMatchObject({
      complete: false,
      assignments: [{ location_id: 'east', lines: [{ line_id: '1' }] }],
      unsourced: [{ line_id: '2', sku: 'LATER', quantity: 2, reason: 'not-released' }],
    });
    const alone = await evaluate({ LATER: 1 });
    expect(alone.body.decision).toMatchObject({
      complete: false,
      assignments: [],
      receipt: { policy: { name: 'release-dates' }, reasons: [expect.stringContaining('LATER is sold from 2099-01-01')] },
    });
  });

  it('reckons in the currency asked for, else in that of the prices', async () => {
    expect((await evaluate({ PRICED: 1 })).body.decision.receipt.currency).toBe('EUR');
    expect((await evaluate({ PRICED: 1 }, { currency: 'CAD' })).body.decision.receipt.currency).toBe('CAD');
    expect((await evaluate({ MUG: 1 })).body.decision.receipt.currency).toBe('USD');
  });
});

describe('what makes no sense', () => {
  it.each([
    [
      'an article that nobody knows',
      {
        lines: [
          { sku: 'MUG', quantity: 1 },
          { sku: 'NOBODY', quantity: 1 },
        ],
      },
      'lines.1.sku',
    ],
    ['no unit', { lines: [{ sku: 'MUG', quantity: 0 }] }, 'lines.0.quantity'],
    ['no line', { lines: [] }, 'lines'],
    ['no country', { destination: { country: 'New York' } }, 'destination.country'],
    ['a preset that there is not', { preset: 'fastest' }, 'preset'],
    ['a policy that allows no parcel', { policy: { constraints: { max_parcels: 0 } } }, 'policy.constraints.max_parcels'],
    ['what is no moment', { deliver_by: 'tomorrow' }, 'deliver_by'],
  ])('is refused by the field: %s', async (_, change, field) => {
    const { status, body } = await api('POST', '/routing/evaluate', {
      lines: [{ sku: 'MUG', quantity: 1 }],
      destination: newYork,
      ...change,
    });
    expect(status).toBe(400);
    expect(body.problems.map((problem: { field: string }) => problem.field)).toContain(field);
  });

  it('is a preset beside a policy', async () => {
    const { examples } = (await api('GET', '/policies/sourcing/schema')).body;
    const { policy } = examples.find(({ title }: { title: string }) => title === 'own, as balanced').value;
    expect((await evaluate({ MUG: 1 }, { preset: 'cost', policy })).body.problems).toMatchObject([{ field: 'preset' }]);
  });
});

describe('another tenant', () => {
  it('learns nothing of these articles and locations', async () => {
    const rival = await installation.apiAs('admin', 'rival');
    const { status, body } = await evaluate({ MUG: 1, PRICED: 1 }, {}, rival);
    expect(status).toBe(400);
    expect(body.problems).toMatchObject([
      { field: 'lines.0.sku', code: 'unknown-sku' },
      { field: 'lines.1.sku', code: 'unknown-sku' },
    ]);
  });
});

type Assignment = { readonly lines: readonly object[] };
/** An order names its lines otherwise than a question does. */
const withLine =
  (lineId: string) =>
  (assignment: Assignment): object => ({ ...assignment, lines: assignment.lines.map((line) => ({ ...line, line_id: lineId })) });
const score = ({ score_minor, contributions }: { readonly score_minor: number; readonly contributions: object }) => ({
  score_minor,
  contributions,
});
