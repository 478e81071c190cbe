import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { systemPrincipal } from '../../lib/access/index.ts';
import { eventually } from '../e2e/installation.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';

// A browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

describeOptional('decisions', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  let order: string;
  let held: string;

  beforeAll(async () => {
    tested = await openConsole();
    const { shop } = tested;
    order = await shop.place({ TEE: 2, MUG: 1 });
    await shop.reaches(order, 'allocated');
    // Above the review of large orders.
    held = await shop.place({ CAP: 1 }, { line_items: [{ sku: 'CAP', quantity: 1, unit_price: 90_000 }] });
    await eventually(
      () => shop.order(held),
      ({ holds }) => holds.length > 0,
    );
  });
  afterAll(() => tested?.close());

  const kept = async (visit: Visit, name: string): Promise<void> => {
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(visit.page, name);
  };

  /** Presses a button and sends the dialog that it opens, with a choice and a comment. */
  const say = async ({ page }: Visit, [button, label]: readonly [string, string], choice: string, comment: string): Promise<void> => {
    await page.getByRole('button', { name: button, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').selectOption({ label: choice });
    await dialog.getByLabel('Comment').fill(comment);
    await dialog.getByRole('button', { name: label, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  it('are explained on their order, with what would have changed them, and take an opinion and a contest', async () => {
    const visit = await tested.visit({ role: 'support' });
    const { page } = visit;
    await visit.open(`/orders/${order}?tab=why`);
    const routing = page.getByRole('region', { name: 'Where it comes from' });
    await routing.getByText('hash verified').waitFor();
    await routing.getByText('What would have changed it').waitFor();
    await page
      .getByRole('region', { name: 'To be read to the customer' })
      .getByText('A person can look at it again')
      .or(page.getByText(/comes from|sent from|leaves from|nearest/i))
      .first()
      .waitFor();
    await kept(visit, 'why');
    await say(visit, ['Right: Where it comes from', 'Right'], 'as expected', 'Near to the customer');
    await routing.getByText('finds it right (as expected)').waitFor();
    await say(visit, ['Contest: Where it comes from', 'Contest'], 'the delivery is too late', 'Wants it on Friday');
    await routing.getByText('contested it for the customer (the delivery is too late)').waitFor();
    await say(visit, ['Answer the contest: Where it comes from', 'Answer the contest'], 'It has been explained', 'Told on the phone');
    await routing.getByText('answered the contest: explained').waitFor();
    await kept(visit, 'why-said');
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });

  it('that stopped an order are overridden with a reason', async () => {
    // Who decides on a suspicion has to be a person.
    const [email, password] = ['operator@example.com', 'a long enough password'];
    const { access } = compose(tested.installation.runtime.platform);
    await access.createUser(systemPrincipal('main', 'test'), { email, role: 'operator', locations: 'all', password });
    const visit = await tested.stranger();
    const { page } = visit;
    await visit.open('/decisions?kind=fraud&band=review');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Decisions', level: 1 }).waitFor();
    await kept(visit, 'decisions');
    await page.getByRole('table', { name: 'Decisions' }).getByRole('row').nth(1).click();
    await page.getByRole('heading', { name: 'Whether somebody looks at it first' }).waitFor();
    await page.getByText('The parts come to the score.').waitFor();
    await kept(visit, 'decision');
    await say(visit, ['Release: Whether somebody looks at it first', 'Release'], 'the customer is verified', 'Called back');
    await page.getByText('decided otherwise: released (the customer is verified)').waitFor();
    await page.getByText('“Called back”').waitFor();
    await kept(visit, 'decision-overridden');
    expect(await page.getByRole('button', { name: /^Uphold/ }).count()).toBe(0);
    expect((await tested.shop.order(held)).holds).toMatchObject([{ outcome: 'released' }]);
    await visit.close();
  });

  it('are found by the day on which they were made', async () => {
    const visit = await tested.visit({ role: 'analyst' });
    const { page } = visit;
    await visit.open('/decisions');
    await page.getByRole('table', { name: 'Decisions' }).getByRole('row').nth(1).waitFor();
    await page.getByLabel('Last day').fill('2020-01-01');
    await page.getByText('No decision is like that').waitFor();
    // One right after the other, without waiting for the page: neither is lost.
    await Promise.all([page.getByLabel('Last day').fill(''), page.getByLabel('First day').fill('2020-01-01')]);
    await page.getByRole('table', { name: 'Decisions' }).getByRole('row').nth(1).waitFor();
    expect(new URL(page.url()).search).toBe('?first=2020-01-01');
    await visit.close();
  });

  it('about where an order comes from are overridden by sending its work elsewhere, with what happens by it', async () => {
    const moved = await tested.shop.place({ TEE: 1 });
    await tested.shop.reaches(moved, 'allocated');
    const [work] = (await tested.shop.order(moved)).fulfillment_orders;
    const [from, to] = work.location_id === 'east' ? ['east', 'west'] : ['west', 'east'];
    const visit = await tested.visit({ role: 'support' });
    const { page } = visit;
    await visit.open(`/orders/${moved}`);
    await page.getByRole('button', { name: `Reroute: the work at ${from}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To').selectOption(to);
    await dialog.getByLabel('Because').selectOption('faster-elsewhere');
    await dialog.getByText(`The work at ${from} is called off, and its stock is free there again.`).waitFor();
    await kept(visit, 'reroute');
    await dialog.getByRole('button', { name: 'Reroute' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { fulfillment_orders: works } = await eventually(
      () => tested.shop.order(moved),
      ({ fulfillment_orders: all }) => all.some(({ location_id: at }: { location_id: string }) => at === to),
    );
    expect(works).toContainEqual(expect.objectContaining({ location_id: to, attempt: 2 }));
    await visit.open(`/orders/${moved}?tab=why`);
    await page.getByText(/decided otherwise: rerouted \(faster elsewhere\)/).waitFor();
    await visit.close();
  });

  it('are counted by kind, and held against each other by group', async () => {
    for (const size of ['desktop', 'phone'] as const) {
      const visit = await tested.visit({ role: 'analyst', size, scheme: size === 'desktop' ? 'dark' : 'light' });
      const { page } = visit;
      await visit.open('/decisions?tab=figures');
      await page.getByLabel('Figures by kind of decision').getByText('Where it comes from').waitFor();
      await page.getByLabel('Adoption by week').getByText('Where it comes from').first().waitFor();
      await kept(visit, `decision-figures-${size}`);
      await page.getByRole('tab', { name: 'Unusual data' }).click();
      await page.getByText(/may be set aside\. Those that wait stand/).waitFor();
      await kept(visit, `record-checks-${size}`);
      await page.getByRole('tab', { name: 'Fairness' }).click();
      await page.getByText('No gap was found').waitFor();
      await page.getByText('too few orders').first().waitFor();
      await kept(visit, `decision-fairness-${size}`);
      expect(visit.complaints).toEqual([]);
      await visit.close();
    }
  });

  it('can be read on a phone, and are nothing that an analyst changes', async () => {
    const visit = await tested.visit({ role: 'analyst', size: 'phone', scheme: 'dark' });
    const { page } = visit;
    await visit.open(`/orders/${held}?tab=why`);
    await page.getByText('hash verified').first().waitFor();
    expect(await page.getByRole('button', { name: /^(Right|Release|Contest)/ }).count()).toBe(0);
    await kept(visit, 'why-phone');
    await visit.open('/decisions');
    await page.getByRole('list', { name: 'Decisions' }).getByRole('listitem').first().waitFor();
    await kept(visit, 'decisions-phone');
    await visit.close();
  });
});
