import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { accessibilityProblems, chromiumRequirement, keepScreenshot, settled, sidewaysOverflow, type Size } from './browser.ts';
import { keepClothesForecasts } from './forecast-story.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';
import { plantDeadLetter } from './stories.ts';

/** Every page, and every tab of a page that has its own address. `{…}` is filled in by what the suite has made. */
const addresses = [
  '/pipeline',
  '/orders',
  '/orders?status=pending',
  '/orders?q=no-such-thing',
  '/orders/new',
  '/orders/{order}',
  '/orders/{order}?tab=timeline',
  '/orders/{order}?tab=why',
  '/orders/{order}?tab=fraud',
  '/orders/{order}?tab=returns',
  '/orders/{order}?tab=notes',
  '/orders/{order}?tab=channel',
  '/orders/{order}?tab=compare',
  '/orders/{order}?tab=evidence',
  '/orders/{held}',
  '/review',
  '/fraud',
  '/fraud?tab=bands',
  '/fraud?tab=messages',
  '/exceptions',
  '/order-anomalies',
  '/order-anomalies?list=ended',
  '/bulk-jobs',
  '/bulk-jobs/{job}',
  '/warehouse',
  '/warehouse/{work}',
  '/receive',
  '/stock',
  '/stock?sku=TEE',
  '/stock?sku=TEE&tab=promise',
  '/stock?sku=TEE&tab=movements',
  '/stock?sku=TEE&tab=waiting',
  '/stock?sku=TEE&tab=channels',
  '/stock?sku=TEE&tab=forecast',
  '/stock?sku=TEE&tab=bought-together',
  '/stock?sku=TEE&tab=came-back',
  '/forecasts',
  '/forecasts?tab=accuracy',
  '/forecasts?tab=feeds',
  '/planning',
  '/planning?tab=staffing',
  '/planning?tab=volumes',
  '/supply',
  '/supply?tab=purchase-orders',
  '/supply/new-transfer',
  '/supply/new-purchase-order',
  '/supply/transfers/T-1',
  '/supply/purchase-orders/P-1',
  '/anomalies',
  '/anomalies?tab=safety-stock',
  '/anomalies?tab=counts-due',
  '/health',
  '/health/orders-stuck',
  '/dead-letters',
  '/dead-letters/{queue}',
  '/dead-letters/{queue}/{letter}',
  '/channels',
  '/channels/shopify/main',
  '/catalog',
  '/catalog?tab=products',
  '/catalog?tab=import',
  '/policies',
  '/policies/fraud_review',
  '/policies/sourcing',
  '/policies/buffers',
  '/policies/retraining',
  '/policies/fraud_bands',
  '/decisions',
  '/decisions?tab=figures',
  '/decisions?tab=fairness',
  '/decisions?tab=record-checks',
  '/decisions/{order}.route.001.001',
  '/models',
  '/models?tab=trainings',
  '/models/fraud',
  '/models/fraud?tab=in-use',
  '/models/fraud?tab=drift',
  '/models/fraud?tab=history',
  '/models/fraud/0',
  '/models/forecast?tab=drift',
  '/models/forecast?tab=in-use',
  '/models/routing?tab=in-use',
  '/routing',
  '/checkout',
  '/learning',
  '/learning?tab=carriers',
  '/learning?tab=quotes',
  '/replay',
  '/people',
  '/people?tab=keys',
  '/account',
  '/no/such/page',
] as const;

describeOptional('every page of the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  const names: Record<string, string> = {};

  beforeAll(async () => {
    tested = await openConsole();
    const { shop, installation } = tested;
    names['order'] = await shop.place({ TEE: 2, MUG: 1 });
    await shop.reaches(names['order'], 'allocated');
    names['work'] = await shop.released(names['order'], 'east');
    names['held'] = await shop.place({ CAP: 1 }, { shipping_lines: [] });
    await shop.hold(names['held'], 'shipping');
    await shop.must('POST', `/orders/${names['order']}/notes`, { text: 'Asked to leave it with the neighbour.' });
    await shop.must('POST', '/transfers', {
      transfer_id: 'T-1',
      from_location_id: 'west',
      to_location_id: 'east',
      lines: [{ sku: 'TEE', quantity: 5 }],
    });
    await shop.must('POST', '/purchase-orders', {
      purchase_order_id: 'P-1',
      supplier: 'Tee Works',
      location_id: 'east',
      lines: [{ line_id: '1', sku: 'TEE', quantity: 40, expected_at: '2099-01-01T00:00:00Z' }],
    });
    await shop.must('PUT', '/channels/shopify/accounts/main', { shop_domain: 'example.myshopify.com' });
    names['job'] = (
      await shop.must('POST', '/bulk-jobs', { action: 'cancel', reason: 'test', order_ids: [names['held']] })
    ).body.bulk_job_id;
    Object.assign(names, await plantDeadLetter(installation));
    await keepClothesForecasts(installation);
  });
  afterAll(() => tested.close());

  const filled = (address: string): string => address.replaceAll(/\{(\w+)\}/g, (_all, name: string) => names[name] ?? `no-${name}`);

  /** Each problem of a page, in words. */
  const problemsOf = async (visit: Visit, address: string, size: Size, scheme: string): Promise<readonly string[]> => {
    // Each page can be loaded by itself; links lead to the same pages and to their tabs, and sooner.
    const isLoaded = size === 'desktop' && scheme === 'light' && !address.includes('tab=');
    await (isLoaded ? visit.open : visit.go)(filled(address));
    // What a page asks for after it has been drawn.
    await settled(visit.page);
    await keepScreenshot(visit.page, `${address.replaceAll(/[^a-z0-9]+/gi, '-')}-${size}-${scheme}`);
    const overflow = await sidewaysOverflow(visit.page);
    return [
      ...(overflow > 0 ? [`${address} is ${overflow} pixels wider than the screen`] : []),
      ...(await accessibilityProblems(visit.page)).map((problem) => `${address}: ${problem}`),
      ...visit.complaints.splice(0).map((complaint) => `${address}: ${complaint}`),
    ];
  };

  // Side by side: most of a visit is waiting for what a page asks for.
  for (const [size, scheme] of [
    ['desktop', 'light'],
    ['phone', 'light'],
    ['desktop', 'dark'],
  ] as const)
    it.concurrent(`can be read and used by everybody, ${size}, ${scheme}`, async () => {
      const visit = await tested.visit({ size, scheme });
      await visit.open('/');
      const problems: string[] = [];
      for (const address of addresses) problems.push(...(await problemsOf(visit, address, size, scheme)));
      await visit.close();
      expect(problems).toEqual([]);
    }, 420_000);
});
