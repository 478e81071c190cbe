import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RatingTwin, startRatingTwin } from '../../../bin/demo/twins/rating/rating.twin.ts';
import { LocationId, TenantId } from '../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import type { QuoteService, QuoteUse } from '../../../lib/kernel/sourcing-policy.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { Http, Table } from '../../../lib/platform/ports.ts';
import { createModelObservability, type LogLine } from '../../../lib/platform/simulation/observability.model.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { createModelKeys } from '../../../lib/platform/simulation/services.model.ts';
import { createHttp } from '../../../lib/platform/system/http.fetch.ts';
import type { QuoteAsk } from '../../../lib/sourcing/app/sourcing.ports.ts';
import { createEasyPost, createQuotes, createShipStation, type RatedPlace } from '../../../lib/sourcing/index.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { sha256 } from '../domain/sourcing.fixtures.ts';

const tenantId = TenantId('main');
const apiKey = 'EZTK-test';
const usd = CurrencyCode('USD');

let parts: EmbeddedParts;
let views: Table;
let twins: RatingTwin[];
let secrets: Map<string, string>;
let logged: LogLine[];
let metrics: Map<string, number>;

beforeEach(() => {
  parts = openEmbeddedParts();
  views = openTable(parts.store, { name: 'views' }).table;
  twins = [];
  secrets = new Map();
  logged = [];
  metrics = new Map();
});
afterEach(async () => {
  await Promise.all(twins.map((twin) => twin.close()));
  await parts.close();
});

const origins = new Map<LocationId, RatedPlace>([
  [LocationId('LOU'), { country: 'US', region: 'US-KY', postalCode: '40202' }],
  [LocationId('RNO'), { country: 'US', region: 'NV', postalCode: '89501' }],
]);

const openQuotes = async (
  service: QuoteService = 'easypost',
  options: { readonly http?: Http; readonly limit?: { perSecond: number; burst: number } } = {},
) => {
  const { clock, ids } = parts;
  const twin = await startRatingTwin({
    clock,
    random: createRandom(7),
    service,
    apiKey,
    ...(options.limit ? { limit: options.limit } : {}),
  });
  twins.push(twin);
  secrets.set(`main/${service}-api-key`, `${apiKey}\n`);
  const outside = { http: options.http ?? createHttp(), clock };
  const platform = {
    views,
    keys: createModelKeys(ids),
    sha256,
    clock,
    secrets: { get: async (name: string) => (secrets.has(name) ? { current: secrets.get(name) as string } : undefined) },
    parameters: { get: async (name: string) => (name === `${service}-url` ? `${twin.url}/` : undefined) },
    observability: createModelObservability(
      (line) => void logged.push(line),
      (name, value) => void metrics.set(name, (metrics.get(name) ?? 0) + value),
    ),
  };
  const open = () =>
    createQuotes({ platform, clients: [createEasyPost(outside), createShipStation(outside)], origins: { origins: async () => origins } });
  return { twin, quotes: open(), open };
};

const use: QuoteUse = { from: 'easypost' };
const ask: QuoteAsk = {
  tenantId,
  use,
  currency: usd,
  from: [
    { locationId: LocationId('RNO'), km: 3_000 },
    { locationId: LocationId('LOU'), km: 900 },
  ],
  to: { country: 'US', region: 'NY', postalCode: '12207', city: 'Albany' },
  weights: { wholeGrams: 900 },
};

describe.each([
  { service: 'easypost' as const, accounts: undefined },
  { service: 'shipstation' as const, accounts: ['se-123890'] },
])('asking carriers through $service', ({ service, accounts }) => {
  const used: QuoteAsk = { ...ask, use: { from: service, ...(accounts ? { carrierAccounts: accounts } : {}) } };

  it('names what every service costs from each location, in minor units', async () => {
    const { quotes, twin } = await openQuotes(service);
    const told = await quotes.quotes(used);
    expect(told.missing).toEqual([]);
    expect(
      told.of.map(({ locationId, services }) => [locationId, services.map((one) => `${one.carrier} ${one.service} ${one.priceMinor}`)]),
    ).toEqual([
      ['LOU', ['FedEx SMART_POST 780', 'UPS Ground 1057', 'UPS NextDayAir 3890', 'USPS GroundAdvantage 761', 'USPS Priority 1124']],
      ['RNO', ['FedEx SMART_POST 930', 'UPS Ground 1192', 'UPS NextDayAir 4940', 'USPS GroundAdvantage 951', 'USPS Priority 1434']],
    ]);
    expect(told.of[0]?.services[1]).toEqual({ carrier: 'UPS', service: 'Ground', priceMinor: 1_057, perKilogramMinor: 0, transitDays: 2 });
    // A carrier that names no days is taken at its word.
    expect(told.of[0]?.services[0]).not.toHaveProperty('transitDays');
    expect(twin.questions).toHaveLength(2);
    expect(JSON.stringify(twin.questions)).not.toMatch(/name|street|phone|email/);
  });

  it('asks once for the same goods and place as long as a price counts, and anew after that', async () => {
    const { quotes, open, twin } = await openQuotes(service);
    const first = await quotes.quotes(used);
    await parts.advanceSeconds(59 * 60);
    // Another process, and a little less weight: the same question.
    expect(await open().quotes({ ...used, weights: { wholeGrams: 870 } })).toEqual(first);
    expect(twin.questions).toHaveLength(2);
    await parts.advanceSeconds(60);
    const later = await quotes.quotes(used);
    expect(later.of[0]?.at).not.toBe(first.of[0]?.at);
    expect(twin.questions).toHaveLength(4);
  });

  it('draws a line to the lightest unit, so that a part of the order costs less', async () => {
    const { quotes } = await openQuotes(service);
    const told = await quotes.quotes({ ...used, weights: { wholeGrams: 5_000, lightGrams: 500 } });
    const ground = told.of[0]?.services.find(({ service: name }) => name === 'Ground');
    expect(ground?.perKilogramMinor).toBeGreaterThan(0);
    // Zone 3 and twelve pounds begun.
    expect((ground?.priceMinor ?? 0) + Math.round((ground?.perKilogramMinor ?? 0) * 5)).toBe(910 + 2 * 27 + 12 * 31);
  });

  it('goes without where the key is refused, leaves the service alone, and takes a new key soon', async () => {
    const { quotes, twin } = await openQuotes(service);
    secrets.set(`main/${service}-api-key`, 'wrong');
    const one = { ...used, from: used.from.slice(1) };
    expect((await quotes.quotes(one)).missing).toEqual([{ locationId: 'LOU', gap: 'refused' }]);
    await quotes.quotes(one);
    expect(twin.calls.map(({ status }) => status)).toEqual([401]);
    expect(metrics.get('CarrierQuotesMissing')).toBe(2);
    expect(JSON.stringify(logged)).not.toContain('wrong');
    secrets.set(`main/${service}-api-key`, apiKey);
    await parts.advanceSeconds(60);
    expect((await quotes.quotes(one)).missing).toEqual([]);
  });

  it('stops asking for as long as the service wants it to', async () => {
    const { quotes, twin } = await openQuotes(service, { limit: { perSecond: 0.05, burst: 1 } });
    const one = { ...used, from: used.from.slice(1) };
    const other = { ...one, weights: { wholeGrams: 9_000 } };
    await quotes.quotes(one);
    expect((await quotes.quotes(other)).missing).toEqual([{ locationId: 'LOU', gap: 'rate-limited' }]);
    await parts.advanceSeconds(19);
    expect((await quotes.quotes(other)).missing).toEqual([{ locationId: 'LOU', gap: 'rate-limited' }]);
    expect(twin.calls.map(({ status }) => status)).toEqual([200, 429]);
    await parts.advanceSeconds(1);
    expect((await quotes.quotes(other)).missing).toEqual([]);
  });

  it('says that there is no price where the question is not understood, and asks the next one', async () => {
    const { quotes } = await openQuotes(service);
    const nowhere = { ...used, to: { country: 'US', postalCode: 'nowhere' } };
    expect((await quotes.quotes(nowhere)).missing.map(({ gap }) => gap)).toEqual(['refused', 'refused']);
    expect((await quotes.quotes(used)).missing).toEqual([]);
  });
});

describe('asking carriers', () => {
  it('waits no longer than the policy says, and leaves a service alone that does not answer', async () => {
    const { quotes, twin } = await openQuotes();
    twin.trouble.slowMs = 400;
    const impatient = { ...ask, use: { ...use, waitMs: 100 } };
    expect((await quotes.quotes(impatient)).missing.map(({ gap }) => gap)).toEqual(['no-answer', 'no-answer']);
    twin.trouble.slowMs = 0;
    twin.trouble.down = true;
    for (let turn = 0; turn < 3; turn += 1) await quotes.quotes(ask);
    const cut = twin.calls.length;
    await quotes.quotes(ask);
    expect(twin.calls).toHaveLength(cut);
    twin.trouble.down = false;
    await parts.advanceSeconds(30);
    // One question tries; what it brings back opens the way for the others.
    await quotes.quotes(ask);
    expect((await quotes.quotes(ask)).missing).toEqual([]);
  });

  it('asks the nearest that hold the goods, and of the others says that it did not', async () => {
    const { quotes, twin } = await openQuotes();
    const told = await quotes.quotes({ ...ask, use: { ...use, locationsMax: 1 } });
    expect(told.of.map(({ locationId }) => locationId)).toEqual(['LOU']);
    expect(told.missing).toEqual([{ locationId: 'RNO', gap: 'not-asked' }]);
    expect(twin.questions).toHaveLength(1);
    expect(metrics.get('CarrierQuotesMissing')).toBeUndefined();
  });

  it('asks nobody without a postal code at both ends, for more than a parcel can weigh, or for those who cannot wait', async () => {
    const { quotes, twin } = await openQuotes();
    const gaps = async (change: Partial<QuoteAsk>) => (await quotes.quotes({ ...ask, ...change })).missing.map(({ gap }) => gap);
    expect(await gaps({ to: undefined })).toEqual(['address-unknown', 'address-unknown']);
    expect(await gaps({ from: [{ locationId: LocationId('NEW'), km: 1 }] })).toEqual(['address-unknown']);
    expect(await gaps({ weights: { wholeGrams: 70_000 } })).toEqual(['too-heavy', 'too-heavy']);
    expect(await gaps({ onlyKept: true })).toEqual(['not-asked', 'not-asked']);
    expect(twin.calls).toEqual([]);
    await quotes.quotes(ask);
    expect(await gaps({ onlyKept: true })).toEqual([]);
  });

  it('takes no price in another currency, and nothing from carriers that refuse the weight', async () => {
    const { quotes } = await openQuotes();
    expect((await quotes.quotes({ ...ask, currency: CurrencyCode('EUR') })).missing.map(({ gap }) => gap)).toEqual([
      'no-service',
      'no-service',
    ]);
    const heavy = await quotes.quotes({ ...ask, weights: { wholeGrams: 39_000 } });
    expect(heavy.of[0]?.services.map(({ carrier }) => carrier)).toEqual(['UPS', 'UPS']);
  });

  it('says that the key is missing where nobody has put it in', async () => {
    const { quotes, twin } = await openQuotes();
    secrets.clear();
    expect((await quotes.quotes(ask)).missing.map(({ gap }) => gap)).toEqual(['refused', 'refused']);
    expect(twin.calls).toEqual([]);
    expect(JSON.stringify(logged)).toContain('main/easypost-api-key is not set up');
  });

  it.each([
    ['no JSON', 200, '<html>'],
    ['JSON of another shape', 200, '{"rates":[{"carrier":"UPS"}]}'],
    ['a redirect', 302, ''],
    ['a failure', 503, ''],
  ])('takes %s for no answer', async (_what, status, body) => {
    const http: Http = { send: async () => ({ status, headers: { location: 'https://elsewhere.example' }, body: Buffer.from(body) }) };
    const { quotes } = await openQuotes('easypost', { http });
    expect((await quotes.quotes(ask)).missing.map(({ gap }) => gap)).toEqual(['no-answer', 'no-answer']);
  });

  it('leaves out rates that are no amounts, and takes the cheapest of several accounts with a carrier', async () => {
    const rate = (amount: unknown, account: string) => ({
      carrier: 'UPS',
      service: 'Ground',
      rate: amount,
      currency: 'USD',
      carrier_account_id: account,
    });
    const rates = [rate('8.10', 'ca_1'), rate('7.905', 'ca_2'), rate('', 'ca_3'), rate('-1', 'ca_4')];
    const http: Http = { send: async () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify({ rates, messages: [] })) }) };
    const { quotes } = await openQuotes('easypost', { http });
    expect((await quotes.quotes(ask)).of[0]?.services).toEqual([
      { carrier: 'UPS', service: 'Ground', priceMinor: 791, perKilogramMinor: 0 },
    ]);
  });

  it('decides without quotes where its own table fails', async () => {
    const { quotes } = await openQuotes();
    views = { ...views, getMany: async () => Promise.reject(new Error('down')) };
    const broken = await openQuotes();
    expect((await broken.quotes.quotes(ask)).missing.map(({ gap }) => gap)).toEqual(['no-answer', 'no-answer']);
    expect((await quotes.quotes(ask)).missing).toEqual([]);
  });

  it('keeps nothing that tells where the goods go', async () => {
    const { quotes } = await openQuotes();
    await quotes.quotes(ask);
    const rows = await views.scan({ limit: 100 });
    expect(rows.items.length).toBe(2);
    expect(JSON.stringify(rows.items)).not.toContain('12207');
  });
});
