// Decisions as people read them: one, why, the list, and what they agree to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { compose } from '../../lambdas/composition.ts';
import { createDecidedOrders, type ListedDecision, named } from './decided-orders.ts';
import { type Api, eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let support: Api;
let analyst: Api;
let rival: Api;
beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '0' } });
  shop = createShop(installation);
  await stockUp(installation.api, { east: { MUG: 60, CAP: 60 }, west: { MUG: 60 }, south: { MUG: 2 } });
  [support, analyst, rival] = await Promise.all([
    installation.apiAs('support'),
    installation.apiAs('analyst'),
    installation.apiAs('admin', 'rival'),
  ]);
});
afterAll(() => installation.close());

const { allocated, inReview } = createDecidedOrders(() => shop);

describe('one decision', () => {
  it('is found by its name alone, with all that it rested on, and what became of it', async () => {
    const id = await allocated();
    const { status, body } = await support('GET', named(`${id}.route.001.001`));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      decision_id: `${id}.route.001.001`,
      order_id: id,
      kind: 'routing',
      policy: { name: 'balanced' },
      hash_matches: true,
      contributions: { unit: 'minor units', adds_up: true },
      confidence: { basis: 'margin' },
      outcomes: [{ code: 'pending' }],
      said: [],
    });
    expect(body.contributions.sum).toBe(body.score.value);
    expect(body.reasons[0]).toMatch(/east/);
    expect(body.would_change[0]).toMatch(/would win if/);
    const work = await shop.released(id, 'east');
    for (const step of [shop.pick, shop.pack, shop.ship, shop.deliver]) await step(work);
    await shop.reaches(id, 'delivered');
    const after = await eventually(
      () => support('GET', named(`${id}.route.001.001`)),
      ({ body: { outcomes } }) => outcomes.some(({ code }: { code: string }) => code === 'delivered'),
    );
    expect(after.body.outcomes.map(({ code }: { code: string }) => code)).not.toContain('pending');
  });

  it('of a fraud check has score, parts that sum to it, and the model with its version', async () => {
    const { fraud } = await inReview();
    const { body } = await support('GET', named(fraud));
    expect(body).toMatchObject({ kind: 'fraud', decided: 'review', hash_matches: true, model: { name: 'fraud' } });
    expect(body.contributions.adds_up).toBe(true);
    expect(body.features).toMatchObject({ line_count: 1 });
    expect(body.reasons.join(' ')).toContain('above the review threshold');
    expect(body.would_change.length).toBeGreaterThan(0);
  });

  it('is nobody else’s, and a name that is none is refused', async () => {
    const id = await allocated();
    expect((await rival('GET', named(`${id}.route.001.001`))).status).toBe(404);
    expect((await support('GET', named(`${id}.route.009.001`))).status).toBe(404);
    expect(await support('GET', named('nonsense'))).toMatchObject({ status: 400, body: { problems: [{ field: 'path.id' }] } });
  });
});

describe('why', () => {
  it('tells in sentences that can be read out, and holds nothing of a person', async () => {
    const id = await allocated();
    const { status, body } = await support('GET', `/orders/${id}/why`);
    expect(status).toBe(200);
    expect(body.paragraphs.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['fraud', 'routing']);
    for (const { for_customer: said, reasons, would_change: change, may_change: who } of body.paragraphs) {
      expect(body.answer).toContain(said);
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.length).toBeLessThanOrEqual(3);
      expect(change.length).toBeGreaterThan(0);
      expect(who).toMatch(/\.$/);
    }
    expect(JSON.stringify(body)).not.toMatch(/Quill|Harbour|ada\.quill/);
    expect((await rival('GET', `/orders/${id}/why`)).status).toBe(404);
  });

  it('says of what is missing why it cannot be sent', async () => {
    const id = await shop.place({ NOWHERE: 1 });
    await shop.reaches(id, 'backorder');
    const { body } = await support('GET', `/orders/${id}/why`);
    expect(body.answer).toContain('we do not have enough of it in stock');
  });
});

describe('the list', () => {
  it('pages through decisions, newest orders first, and filters by kind, band and version', async () => {
    const [one, other] = [await allocated(), await allocated()];
    const all: ListedDecision[] = [];
    let cursor = '';
    do {
      const { body } = await analyst('GET', `/decisions?limit=3${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      all.push(...body.items);
      cursor = body.cursor ?? '';
    } while (cursor !== '');
    const names = all.map(({ decision_id: name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.indexOf(`${other}.route.001.001`)).toBeLessThan(names.indexOf(`${one}.route.001.001`));
    const { policy } = (await analyst('GET', named(`${one}.route.001.001`))).body;
    const versioned = (version: number) => analyst('GET', `/decisions?kind=routing&version=balanced@${version}&limit=200`);
    expect((await versioned(policy.version)).body.items.length).toBe(all.filter(({ kind }) => kind === 'routing').length);
    expect((await versioned(policy.version + 1)).body.items).toEqual([]);
    const { fraud } = await inReview();
    const reviewed = (await analyst('GET', '/decisions?kind=fraud&band=review&limit=200')).body.items as readonly ListedDecision[];
    expect(reviewed.map(({ decision_id: name }) => name)).toContain(fraud);
    expect(reviewed.every(({ decided }) => decided === 'review')).toBe(true);
    expect((await rival('GET', '/decisions')).body.items).toEqual([]);
    expect(await analyst('GET', '/decisions?band=Review!')).toMatchObject({ status: 400, body: { problems: [{ field: 'query.band' }] } });
    expect(await analyst('GET', '/decisions?cursor=bm9wZQ')).toMatchObject({ status: 400 });
  });
});

describe('consent', () => {
  it('is noted with the person, the later statement standing, and goes with them', async () => {
    const email = 'consent.person@example.com';
    await shop.place({ MUG: 1 }, orderBody({ MUG: 1 }, { customer: { email, name: 'Con Sent' } }));
    const found = await eventually(
      async () => (await support('GET', `/orders?email=${encodeURIComponent(email)}`)).body.items,
      (items) => items.length > 0,
    );
    const path = `/persons/${found[0].person_id}/consents`;
    expect((await support('GET', path)).body.consents).toContainEqual({ purpose: 'personalisation', statement: null });
    const storefront = await installation.apiAs('storefront');
    const say = (granted: boolean, at: string) => ({
      statements: [{ purpose: 'personalisation', granted, stated_at: at, source: 'checkout' }],
    });
    expect((await storefront('POST', path, say(true, '2026-01-02T00:00:00Z'))).status).toBe(200);
    expect((await storefront('POST', path, say(false, '2026-01-01T00:00:00Z'))).status).toBe(200);
    expect((await support('GET', path)).body.consents).toContainEqual({
      purpose: 'personalisation',
      statement: expect.objectContaining({ granted: true, source: 'checkout', wording: null }),
    });
    expect(await storefront('POST', path, { statements: [{ purpose: 'everything', granted: true, source: 'checkout' }] })).toMatchObject({
      status: 400,
      body: { problems: [{ field: 'statements.0.purpose' }] },
    });
    expect((await analyst('GET', path)).status).toBe(403);
    expect((await rival('GET', path)).status).toBe(404);
    expect((await rival('POST', path, say(true, '2026-01-03T00:00:00Z'))).status).toBe(404);
    const { channels } = compose(installation.runtime.platform);
    const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
    await channels.erasePerson(caller, { email });
    expect((await support('GET', path)).status).toBe(404);
  });
});
