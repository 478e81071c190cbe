// What whoever runs an installation looks at: alarms with what to do, figures, and what could not be handled.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toDetail } from '../../lib/contracts/events/envelope.ts';
import { type CommitItem, expand } from '../../lib/platform/event-store/commit.codec.ts';
import { setAsideLetter } from '../../lib/platform/set-aside.ts';
import { settled } from '../e2e/books.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { accessibilityProblems, chromiumRequirement, keepScreenshot, type Size, sidewaysOverflow } from './browser.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

describeOptional('operations in the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  let commit: CommitItem;
  beforeAll(async () => {
    tested = await openConsole();
    const { runtime } = tested.installation;
    const orderId = await tested.shop.place({ TEE: 1 });
    await tested.shop.reaches(orderId, 'allocated');
    await settled(runtime);
    const { items } = await runtime.platform.ledger.query({ PK: `main#ORDER#${orderId}`, prefix: 'E#' });
    commit = items[0] as CommitItem;
  }, 120_000);
  afterAll(() => tested.close());

  const put = async (queue: string, body: unknown): Promise<void> =>
    tested.installation.runtime.platform.queue(`${queue}-dlq`).send([{ body: typeof body === 'string' ? body : JSON.stringify(body) }]);
  const event = (change: object = {}) => {
    const [first] = expand(commit, tested.installation.runtime.platform.sha256).records;
    const detail = { ...toDetail(first!) };
    return {
      id: 'e-1',
      source: 'oms.orders',
      'detail-type': 'OrderCreated',
      detail: { ...detail, payload: { ...detail.payload, ...change } },
    };
  };
  const lettersOf = async (queue: string): Promise<readonly unknown[]> =>
    (await tested.shop.must('GET', `/dead-letters/${queue}`)).body.messages;

  it('send a dead letter back in four interactions from the first page', async () => {
    await put('orders-reactions', event());
    const { page, complaints, open, close } = await tested.visit();
    await open('/');
    await page.getByRole('link', { name: 'Dead letters' }).click();
    await page.getByRole('row').filter({ hasText: 'orders-reactions' }).click();
    await page.getByRole('row').filter({ hasText: 'event order.created' }).getByRole('button', { name: 'Send back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
    await page.getByRole('status').filter({ hasText: '1 letter sent back' }).waitFor();
    await page.getByText('Nothing is left here. What fails again comes back.').waitFor();
    expect(await lettersOf('orders-reactions')).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('show what is wrong with a letter, and where the ledger says something else', async () => {
    await put('orders-reactions', event({ currency: 'dollars' }));
    const { page, open, close } = await tested.visit();
    await open('/dead-letters/orders-reactions');
    await page.getByText('event order.created').click();
    await page.getByText('It does not have the form that it should have').waitFor();
    const difference = page.getByRole('row').filter({ hasText: 'payload.currency' });
    expect(await difference.getByRole('cell').allTextContents()).toEqual(['payload.currency', 'dollars', 'USD']);
    expect(await page.getByLabel('The message as it was sent, without anything personal').textContent()).toContain('"dollars"');
    await page.getByRole('button', { name: 'Send back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
    await page.getByRole('status').filter({ hasText: '1 letter sent back' }).waitFor();
    await close();
  });

  it('send back those that somebody chose, and leave the others', async () => {
    await Promise.all([1, 2, 3].map(() => put('order-timers', { tenant_id: 'main', of: 'no known kind' })));
    const { page, open, close } = await tested.visit();
    await open('/dead-letters/order-timers');
    const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
    await boxes.nth(2).waitFor();
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole('button', { name: 'Send back 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send back 2' }).click();
    await page.getByRole('status').filter({ hasText: '2 letters sent back' }).waitFor();
    await page.getByRole('button', { name: 'Send all back' }).waitFor();
    const { queues } = (await tested.shop.must('GET', '/kpis')).body.messages;
    expect(queues).toContainEqual(expect.objectContaining({ queue: 'order-timers', replayed: 2 }));
    await close();
  });

  it('say when the reader of the ledger fails again', async () => {
    const broken = { sequence: '1', kind: 'insert' as const, key: commit, newImage: { ...commit, events: 'none' } };
    await put('publisher', setAsideLetter('publisher', broken));
    const { page, open, close } = await tested.visit();
    await open('/dead-letters/publisher');
    await page.getByRole('row').getByRole('button', { name: 'Send back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
    await page.getByRole('alert').filter({ hasText: 'It failed again' }).waitFor();
    expect(await lettersOf('publisher')).toHaveLength(1);
    await close();
  });

  it('lead from an alarm that rings to what is to be done about it', async () => {
    await put('orders-intake', {
      tenant_id: 'main',
      channel: 'shopify',
      refused: [{ field: 'total', code: 'required', message: 'must be there' }],
    });
    const { page, open, complaints, close } = await tested.visit();
    await open('/health');
    const alert = page.getByRole('status').filter({ hasText: 'An alarm rings' });
    await alert.getByText('A message or stream record was given up after its retries.').waitFor();
    await alert.getByRole('link', { name: 'What to do' }).click();
    await page.getByRole('heading', { name: 'Dead letters' }).waitFor();
    await page.getByText('Safe action.').waitFor();
    expect(await page.getByRole('main').textContent()).not.toContain('**');
    expect(complaints).toEqual([]);
    await close();
  });

  it('have a runbook for every alarm', async () => {
    const { page, open, go, close } = await tested.visit();
    const { alarms } = (await tested.shop.must('GET', '/status')).body;
    await open('/health');
    for (const { name } of alarms) {
      await go(`/health/${name}`);
      await page.getByText('Symptom.').waitFor();
      expect(await page.getByText('Safe action.').count(), name).toBe(1);
    }
    await go('/health/nothing-of-the-kind');
    await page.getByText('There is no runbook of this name.').waitFor();
    await close();
    // A page for each of some sixty.
  }, 60_000);

  it('show the figures of a day and of a week, and their course', async () => {
    const { page, open, close } = await tested.visit();
    await open('/health');
    const figures = page.getByRole('region', { name: 'Figures' });
    await figures.getByText('Events delivered').first().waitFor();
    await figures
      .getByText(/of \d+ events/)
      .first()
      .waitFor();
    const course = page.getByRole('table', { name: /^Course of the figures/ });
    await course.getByRole('row').nth(8).waitFor();
    await page.getByText('Last 7 days').click();
    await page.waitForURL(/range=7d/);
    await page
      .getByRole('table', { name: /^Course of the figures/ })
      .getByRole('row')
      .nth(7)
      .waitFor();
    // The table of the week takes the place of the other, which goes first.
    await expect
      .poll(() =>
        page
          .getByRole('table', { name: /^Course of the figures/ })
          .getByRole('row')
          .count(),
      )
      .toBe(8);
    await close();
  });

  it('let an analyst look, and send nothing back', async () => {
    const { page, open, close } = await tested.visit({ role: 'analyst' });
    await open('/dead-letters/orders-intake');
    await page.getByText('total: must be there').waitFor();
    expect(await page.getByRole('button', { name: /Send/ }).count()).toBe(0);
    await close();
  });

  it.each([
    ['desktop', 'light'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ] as const)('are accessible and fit the screen: %s, %s', async (size: Size, scheme) => {
    await put('orders-reactions', event({ currency: 'pounds' }));
    const letters = (await lettersOf('orders-reactions')) as readonly { message_id: string }[];
    const { page, open, complaints, close } = await tested.visit({ size, scheme });
    const paths = [
      '/dead-letters',
      '/dead-letters/orders-reactions',
      `/dead-letters/orders-reactions/${letters[0]?.message_id}`,
      '/health',
    ];
    for (const [index, path] of [...paths, '/health/channel-notices-refused'].entries()) {
      await open(path);
      await page
        .locator(path.startsWith('/health/') ? 'pre' : '[data-row]')
        .first()
        .waitFor();
      expect(await accessibilityProblems(page), path).toEqual([]);
      expect(await sidewaysOverflow(page), path).toBe(0);
      await keepScreenshot(page, `operations-${index}-${size}-${scheme}`);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
