// What people make of decisions: overriding one, sending work elsewhere, saying what they think, asking for a person; and the
// figures that count all of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReadLabels } from '../../lib/intelligence/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { compose } from '../../lambdas/composition.ts';
import { settled } from './books.ts';
import { createDecidedOrders, type ListedDecision, named } from './decided-orders.ts';
import { type Api, eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let support: Api;
let analyst: Api;
let operator: Api;
let rival: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '0' } });
  shop = createShop(installation);
  await stockUp(installation.api, { east: { MUG: 60, CAP: 60 }, west: { MUG: 60 }, south: { MUG: 2 } });
  [support, analyst, operator, rival] = await Promise.all([
    installation.apiAs('support'),
    installation.apiAs('analyst'),
    installation.signedIn('operator'),
    installation.apiAs('admin', 'rival'),
  ]);
});
afterAll(() => installation.close());

const { allocated, inReview } = createDecidedOrders(() => shop);

const labelsOf = async (model: string) => {
  const labels = [];
  const window = { from: Instant('2020-01-01T00:00:00.000Z'), to: Instant('2099-01-01T00:00:00.000Z') };
  for await (const label of createReadLabels(installation.runtime.platform)(TenantId('main'), model, window)) labels.push(label);
  return labels;
};

describe('an override', () => {
  it('releases an order from review with a reason, once, and teaches the model', async () => {
    const { id, fraud, holdId } = await inReview();
    const body = { action: 'release', reason_code: 'customer-verified', comment: 'Ada Quill rang from her number on file' };
    expect((await rival('POST', `${named(fraud)}/override`, body)).status).toBe(404);
    expect((await analyst('POST', `${named(fraud)}/override`, body)).status).toBe(403);
    expect(await operator('POST', `${named(fraud)}/override`, { ...body, reason_code: 'because' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'reason_code' }] },
    });
    expect(await operator('POST', `${named(fraud)}/override`, body)).toMatchObject({ status: 200, body: { act: `hold:${holdId}` } });
    await shop.reaches(id, 'allocated');
    await settled(installation.runtime);
    expect((await operator('POST', `${named(fraud)}/override`, body)).status).toBe(200);
    const { said, outcomes } = (await support('GET', named(fraud))).body;
    // The bus brings the release, too; a reason that is known goes before one that nobody gave.
    expect(said.filter(({ reason_code: reason }: { reason_code: string }) => reason === 'customer-verified')).toHaveLength(1);
    expect(said.at(-1)).toMatchObject({ what: 'override', verb: 'released', reason_code: 'customer-verified', comment: body.comment });
    expect(outcomes).toContainEqual(expect.objectContaining({ code: 'review-released' }));
    expect((await analyst('GET', named(fraud))).body.said.at(-1).comment).toBeNull();
    const labels = (await labelsOf('fraud')).filter(({ decisionId }) => decisionId === fraud);
    expect(labels).toMatchObject([{ from: 'override', decisionWasRight: false, target: 0 }]);
    const events = JSON.stringify(await installation.runtime.platform.ledger.query({ PK: `main#DECISION#${fraud}` }));
    expect(events).toContain('decision.overridden');
    expect(events).not.toMatch(/Ada|Quill/);
  });

  it('by a button that asks for no reason is noted as well', async () => {
    const { id, fraud, holdId } = await inReview();
    expect((await operator('POST', `/orders/${id}/holds/${holdId}/reject`)).status).toBe(200);
    await shop.reaches(id, 'cancelled');
    const { body } = await eventually(
      () => support('GET', named(fraud)),
      ({ body: { said } }) => said.length > 0,
    );
    expect(body.said).toMatchObject([{ what: 'override', verb: 'upheld', reason_code: 'not-given', actor: { kind: 'user' } }]);
    expect(body.outcomes.map(({ code }: { code: string }) => code)).toEqual(['review-upheld', 'cancelled-fraud']);
    await eventually(
      () => analyst('GET', '/decisions?mark=overridden&limit=200'),
      ({ body: { items } }) => (items as readonly ListedDecision[]).some(({ decision_id: name }) => name === fraud),
    );
  });

  it('is refused of a decision that stopped nothing', async () => {
    const id = await allocated();
    const { body } = await support('GET', `/orders/${id}/why`);
    const passed = body.paragraphs.find(({ kind }: { kind: string }) => kind === 'fraud').decision_id;
    expect(await operator('POST', `${named(passed)}/override`, { action: 'release', reason_code: 'other' })).toMatchObject({
      status: 422,
      body: { code: 'nothing-to-override' },
    });
  });
});

describe('work sent elsewhere', () => {
  const reroute = (id: string, body: object, api = support) =>
    api('POST', `/orders/${id}/reroute`, { reason_code: 'faster-elsewhere', ...body });

  it('comes from the location that a person names, and the decision knows', async () => {
    const id = await allocated();
    const work = await shop.released(id, 'east');
    expect((await reroute(id, { fulfillment_order_id: work, to_location_id: 'west' })).status).toBe(200);
    await shop.released(id, 'west');
    const order = await shop.order(id);
    expect(order.fulfillment_orders.map(({ location_id: at, status }: Record<string, string>) => `${at} ${status}`)).toEqual([
      'east cancelled',
      'west allocated',
    ]);
    const said = await eventually(
      async () => (await support('GET', named(`${id}.route.001.001`))).body.said,
      (found) => found.length > 0,
    );
    expect(said).toMatchObject([{ verb: 'rerouted', reason_code: 'faster-elsewhere', act: `work:${work}` }]);
    const again = (await support('GET', named(`${id}.route.002.001`))).body;
    expect(again.reasons.join(' ')).toContain('Somebody wanted it from west');
    // Said again after it was done, it changes nothing.
    expect((await reroute(id, { fulfillment_order_id: work, to_location_id: 'west' })).status).toBe(200);
    expect(await shop.order(id)).toMatchObject({ version: order.version });
  });

  it('comes from anywhere but where it was, when nobody names a place', async () => {
    const id = await allocated();
    const work = await shop.released(id, 'east');
    expect((await reroute(id, { fulfillment_order_id: work })).status).toBe(200);
    const child = await eventually(
      async () => (await shop.order(id)).fulfillment_orders.at(-1),
      ({ location_id: at, status }) => at !== 'east' && status === 'allocated',
    );
    expect(child.location_id).not.toBe('east');
  });

  it('is refused where the place has too little, is unknown, or the work has begun', async () => {
    const id = await allocated({ MUG: 3 });
    const work = await shop.released(id, 'east');
    expect(await reroute(id, { fulfillment_order_id: work, to_location_id: 'south' })).toMatchObject({
      status: 422,
      body: { code: 'location-cannot-supply', skus: ['MUG'] },
    });
    expect(await reroute(id, { fulfillment_order_id: work, to_location_id: 'nowhere' })).toMatchObject({
      status: 422,
      body: { code: 'location-unknown' },
    });
    expect(await reroute(id, { fulfillment_order_id: work, to_location_id: 'east' })).toMatchObject({
      status: 422,
      body: { problem: 'same-location' },
    });
    expect(await reroute(id, { fulfillment_order_id: 'x' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'fulfillment_order_id' }] },
    });
    expect((await reroute(id, { fulfillment_order_id: work }, rival)).status).toBe(404);
    await shop.pick(work);
    await shop.reaches(id, 'picking');
    expect(await reroute(id, { fulfillment_order_id: work })).toMatchObject({
      status: 422,
      body: { code: 'reroute-refused', problem: 'begun' },
    });
  });
});

describe('feedback', () => {
  it('is noted once, with its author, and becomes a label', async () => {
    const { fraud } = await inReview();
    const body = { verdict: 'wrong', reason_code: 'genuine-customer', comment: 'orders every month' };
    const first = await support('POST', `${named(fraud)}/feedback`, body);
    expect(first.status).toBe(200);
    expect((await support('POST', `${named(fraud)}/feedback`, body)).body).toEqual(first.body);
    expect((await support('GET', named(fraud))).body.said).toMatchObject([
      { what: 'feedback', verdict: 'wrong', comment: 'orders every month' },
    ]);
    await settled(installation.runtime);
    expect((await labelsOf('fraud')).filter(({ decisionId }) => decisionId === fraud)).toMatchObject([
      { from: 'feedback', target: 0, weight: 0.3 },
    ]);
    expect(await support('POST', `${named(fraud)}/feedback`, { ...body, verdict: 'maybe' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'verdict' }] },
    });
    expect(await support('POST', `${named(fraud)}/feedback`, { ...body, comment: 'x'.repeat(501) })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'comment' }] },
    });
    expect((await rival('POST', `${named(fraud)}/feedback`, body)).status).toBe(404);
    expect((await analyst('POST', `${named(fraud)}/feedback`, body)).status).toBe(403);
  });

  it('loses its text when the person is erased, and keeps its verdict', async () => {
    const email = 'feedback.person@example.com';
    const id = await shop.place({ MUG: 1 }, { customer: { email, name: 'Feed Back' } });
    await shop.reaches(id, 'allocated');
    const name = named(`${id}.route.001.001`);
    await support('POST', `${name}/feedback`, { verdict: 'right', reason_code: 'as-expected', comment: 'she was content' });
    const { channels } = compose(installation.runtime.platform);
    const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
    expect(JSON.stringify(await channels.exportPerson(caller, { email }))).toContain('she was content');
    await channels.erasePerson(caller, { email });
    expect((await support('GET', name)).body.said).toMatchObject([{ verdict: 'right', comment: null }]);
  });
});

describe('a contest', () => {
  it('puts the order before a person without keeping its goods back, until somebody answers', async () => {
    const id = await allocated();
    const path = `/orders/${id}/decisions/route.001.001/contest`;
    const body = { reason_code: 'delivery-too-late', comment: 'needs it on Friday' };
    const storefront = await installation.apiAs('storefront');
    const contested = (await storefront('POST', path, body)).body;
    expect(contested).toMatchObject({ decision_id: `${id}.route.001.001`, hold_id: `contest-${contested.contest_id}` });
    expect((await storefront('POST', path, body)).body).toEqual(contested);
    expect(await storefront('POST', path, { ...body, reason_code: 'other' })).toMatchObject({
      status: 422,
      body: { code: 'contest-open' },
    });
    const waiting = await eventually(
      async () => (await support('GET', '/review-queue?limit=200')).body.items,
      (items) => items.some(({ hold }: { hold: { hold_id: string } }) => hold.hold_id === contested.hold_id),
    );
    expect(waiting.length).toBeGreaterThan(0);
    const open = (await analyst('GET', '/decisions?mark=contest-open&limit=200')).body.items as readonly ListedDecision[];
    expect(open.map(({ decision_id: name }) => name)).toContain(contested.decision_id);
    const work = await shop.released(id, 'east');
    for (const step of [shop.pick, shop.pack, shop.ship]) await step(work);
    await shop.reaches(id, 'shipped');
    const answer = `${named(contested.decision_id)}/contests/${contested.contest_id}/answer`;
    expect((await rival('POST', answer, { outcome: 'explained' })).status).toBe(404);
    expect((await storefront('POST', answer, { outcome: 'explained' })).status).toBe(403);
    expect((await support('POST', answer, { outcome: 'explained', comment: 'told the customer' })).status).toBe(200);
    expect((await support('POST', answer, { outcome: 'explained' })).status).toBe(200);
    expect(await support('POST', answer, { outcome: 'changed' })).toMatchObject({ status: 422, body: { code: 'contest-answered' } });
    const { holds } = await shop.order(id);
    expect(holds).toMatchObject([{ hold_id: contested.hold_id, outcome: 'released' }]);
    const { said } = (await support('GET', named(contested.decision_id))).body;
    expect(said.map(({ what }: { what: string }) => what)).toEqual(['contest', 'answer']);
  });

  it('is refused for a decision that there is none of, with the field that is wrong', async () => {
    const id = await allocated();
    expect((await support('POST', `/orders/${id}/decisions/route.007.001/contest`, { reason_code: 'other' })).status).toBe(404);
    expect(await support('POST', `/orders/${id}/decisions/route.001.001/contest`, { reason_code: 'angry' })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'reason_code' }] },
    });
    expect((await rival('POST', `/orders/${id}/decisions/route.001.001/contest`, { reason_code: 'other' })).status).toBe(404);
  });
});

describe('the figures', () => {
  it('count what was accepted and overridden, and every decision passes its audit', async () => {
    await settled(installation.runtime);
    const { status, body } = await analyst('GET', '/decisions/kpis');
    expect(status).toBe(200);
    const routing = body.kinds.find(({ kind }: { kind: string }) => kind === 'routing');
    expect(routing.decisions).toBeGreaterThan(5);
    expect(routing.overridden).toBe(2);
    expect(routing.override_percent).toBeCloseTo((100 * routing.overridden) / routing.decisions, 2);
    expect(routing.accepted).toBeLessThan(routing.decisions);
    const weeks = body.weeks.filter(({ kind }: { kind: string }) => kind === 'routing');
    const sumOf = (name: 'decisions' | 'accepted' | 'overridden') =>
      weeks.reduce((sum: number, week: Record<typeof name, number>) => sum + week[name], 0);
    expect([sumOf('decisions'), sumOf('accepted'), sumOf('overridden')]).toEqual([routing.decisions, routing.accepted, routing.overridden]);
    for (const { audit } of body.kinds) expect(audit).toMatchObject({ passed: audit.examined, passed_percent: 100 });
    expect(body.time_to_justify.answer_ms.measured).toBeGreaterThan(0);
    expect(body.time_to_justify.contest_seconds.measured).toBe(1);
    expect(await analyst('GET', '/decisions/kpis?from=2020-01-01T00:00:00Z')).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'query.from' }] },
    });
    expect((await rival('GET', '/decisions/kpis')).body.kinds).toEqual([]);
  });

  it('compare regions, channels and currencies, and say when there are too few to compare', async () => {
    const { status, body } = await analyst('GET', '/decisions/fairness');
    expect(status).toBe(200);
    const reviewed = body.comparisons.find(({ measure, by }: Record<string, string>) => measure === 'reviewed' && by === 'region');
    expect(reviewed.groups).toMatchObject([{ group: 'US-NY', gap: null }]);
    expect(body.gaps).toBe(0);
  });
});
