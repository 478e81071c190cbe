import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { settled } from '../e2e/books.ts';
import { stockUp } from '../e2e/installation.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { answerInstead } from './answer-instead.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

// A browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

describeOptional('replay', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  let order: string;

  /** A cup goes to New York: Toronto is nearer and behind a border, so the product sends it from Dallas and the static rule does not. */
  beforeAll(async () => {
    tested = await openConsole();
    const { installation, shop } = tested;
    await shop.must('POST', '/locations', {
      location_id: 'north',
      name: 'Toronto',
      type: 'warehouse',
      country: 'CA',
      region: 'ON',
      latitude: 43.65,
      longitude: -79.38,
    });
    await stockUp(installation.api, { south: { CUP: 10 }, north: { CUP: 10 } });
    order = await shop.place({ CUP: 1 });
    await shop.reaches(order, 'allocated');
    await settled(installation.runtime);
  });
  afterAll(() => tested?.close());

  it('shows in money what the nearest location would have cost, and leads to the order', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/replay');
    expect(await soundness(visit)).toEqual(sound);
    await page.getByLabel('Policy', { exact: true }).selectOption({ label: 'Nearest' });
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('Reproduced 1 of 1 decisions').waitFor();
    await page.getByText(/^Nearest would have cost US\$\d+\.\d\d \(.*%\) more over 1 order\.$/).waitFor();
    await page.getByText('1 of 1 decisions that were followed come out otherwise.').waitFor();
    const total = page.getByRole('table', { name: 'Figures in USD' }).getByRole('row', { name: /^Total cost/ });
    expect(await total.innerText()).toMatch(/\+US\$\d+\.\d\d worse/);
    expect(
      await page
        .getByRole('table', { name: 'Locations' })
        .getByRole('row', { name: /^Toronto/ })
        .innerText(),
    ).toMatch(/\+US\$/);
    const different = page.getByRole('table', { name: 'Orders that differ most' }).getByRole('row', { name: order });
    expect(await different.innerText()).toMatch(/1 from .*1 from Toronto/s);
    expect(await soundness(visit)).toEqual(sound);
    await different.getByRole('link', { name: order }).click();
    await page.waitForURL(`**/orders/${order}`);
    await visit.close();
  });

  it('tells before a policy is made live what it would really have cost, and how much that rests on', async () => {
    const { simulation_id: id } = (await tested.shop.must('GET', '/simulations')).body.items[0];
    const real = (await tested.shop.must('GET', `/simulations/${id}`)).body;
    const cost = (mean: number) => ({ mean, low: mean - 20, high: mean + 20 });
    const estimate = {
      currency: 'USD',
      decisions: 640,
      matched: 410,
      effective: 262.4,
      logged: cost(900),
      snips: cost(1_040),
      doubly_robust: cost(1_031),
      verdict: 'worse',
    };
    const visit = await tested.visit({ size: 'phone' });
    const { page } = visit;
    await visit.open(`/replay/${id}`);
    await page.getByText('Nothing was left to chance in these days').waitFor();
    // A log that tells takes hundreds of decisions with a share drawn; here is what the page makes of one.
    for (const [verdict, effective, words, more] of [
      ['worse', 262.4, 'Dearer, by what became of the orders', {}],
      ['no-evidence', 8.2, 'Too thin to conclude anything', { refusal: 'few-decisions', supported: 630 }],
      ['no-evidence', 262.3, 'Too little overlap to conclude anything', { refusal: 'little-overlap', supported: 415 }],
    ] as const) {
      const result = { ...real.result, estimates: [{ ...estimate, verdict, effective, ...more }] };
      await answerInstead(page, `**/simulations/${id}`, { ...real, result });
      await visit.open(`/replay/${id}`);
      await page.getByText(words).waitFor();
      await page.getByText(`Told by 410 of 640 decisions in USD, which weigh as much as ${effective} independent ones.`).waitFor();
      if ('supported' in more) await page.getByText(`Of ${more.supported} the log could have made the policy’s choice.`).waitFor();
      await page.getByText('US$10.20 to US$10.60').waitFor();
      expect(await soundness(visit)).toEqual(sound);
      await keepScreenshot(page, `replay-${'refusal' in more ? more.refusal : verdict}`);
    }
    await visit.close();
  });

  it('says that the live policy comes to the log again, and keeps the replay in the list', async () => {
    const visit = await tested.visit({ size: 'phone', scheme: 'dark' });
    const { page } = visit;
    await visit.open('/replay');
    await page.getByLabel('Policy', { exact: true }).selectOption('preset:live');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('Both sides are therefore the log itself.').waitFor();
    await page.getByText(/^Policy of each decision comes to the same US\$\d+\.\d\d over 1 order\.$/).waitFor();
    await page.getByText('The policy replayed makes every decision as the log did').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('link', { name: 'All replays' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Policy of each decision' }).filter({ hasText: 'done' }).waitFor();
    await visit.close();
  });

  it('shows at its field what cannot be replayed', async () => {
    const visit = await tested.visit({ role: 'operator' });
    const { page } = visit;
    await visit.open('/replay');
    await page.getByLabel('First day').fill('2020-01-02');
    await page.getByLabel('Last day').fill('2020-01-01');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await expect.poll(() => page.getByLabel('First day').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Last day').fill('2020-01-03');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('No order was routed in the range.').first().waitFor();
    await page.getByLabel('Policy', { exact: true }).selectOption('own');
    await page.getByLabel('Policy in JSON').fill('{ "name": ');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('must be a policy in JSON, between { and }').waitFor();
    await page.getByLabel('Policy in JSON').fill('{ "name": "mine", "split_cost_minor": -1 }');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText('policy.split_cost_minor').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('lets an analyst read replays and begin none', async () => {
    const visit = await tested.visit({ role: 'analyst' });
    const { page } = visit;
    await visit.open('/replay');
    await page.getByRole('table', { name: 'Replays' }).or(page.getByText('No policy has been replayed')).waitFor();
    expect(await page.getByRole('button', { name: 'Replay', exact: true }).count()).toBe(0);
    await visit.open('/replay/01m826n7ggf2m88yt5va1ysmzq');
    await page.getByRole('alert').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });
});
