import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Placed } from '../../scripts/crash-drill/trade.ts';
import { judge, type Outside } from '../../scripts/crash-drill/verdict.ts';
import { eventually, type Installation, openInstallation, orderBody, stockUp } from '../e2e/installation.ts';

let installation: Installation;
let cancelled: Placed;
let waiting: Placed;

const place = async (lines: Readonly<Record<string, number>>): Promise<Placed> => {
  const { body } = await installation.api('POST', '/orders', orderBody(lines, { channel_order_id: Object.keys(lines).join() }));
  const units = Object.values(lines).reduce((sum, quantity) => sum + quantity, 0);
  return { orderId: String(body.order_id), totalMinor: units * 1_000 };
};

const statusIs = ({ orderId }: Placed, status: string) =>
  eventually(
    () => installation.api('GET', `/orders/${orderId}`),
    ({ body }) => body.status === status,
  );

beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { 'DRILL-1': 10 } });
  cancelled = await place({ 'DRILL-1': 2 });
  await statusIs(cancelled, 'allocated');
  await installation.api('POST', `/orders/${cancelled.orderId}/cancel`, {});
  await statusIs(cancelled, 'cancelled');
  waiting = await place({ 'DRILL-2': 1 });
  await statusIs(waiting, 'backorder');
  await eventually(
    () => installation.runtime.platform.workflows.list({ machine: 'order-lifecycle', status: 'running', limit: 10 }),
    ({ executions }) => executions.length === 1,
  );
});
afterAll(() => installation.close());

/** What the drill finds when the world outside knows of these orders, and of so many units beside the first delivery. */
const problems = async (placed: Readonly<Record<string, Placed>>, received: Readonly<Record<string, number>> = {}) => {
  const outside: Outside = { placed: new Map(Object.entries(placed)), received: new Map(Object.entries(received)), firstDelivery: 10 };
  return (await judge(installation.runtime.platform, outside)).problems;
};

const executionLeft = expect.stringMatching(/^execution \S+ of order-lifecycle has not ended$/);

describe('the verdict of the crash drill', () => {
  it('names an order that has not come to its end, and its workflow', async () => {
    expect(await problems({ one: cancelled, two: waiting })).toEqual([`order two (${waiting.orderId}) is backorder`, executionLeft]);
  });

  it('counts what is found and what is finished', async () => {
    const outside: Outside = {
      placed: new Map([
        ['one', cancelled],
        ['two', waiting],
      ]),
      received: new Map(),
      firstDelivery: 10,
    };
    expect(await judge(installation.runtime.platform, outside)).toMatchObject({
      found: 2,
      finished: 1,
      byStatus: { cancelled: 1, backorder: 1 },
    });
  });

  it('names an acknowledged order that is lost', async () => {
    const lost = { ...cancelled, orderId: [...cancelled.orderId].reverse().join('') };
    expect(await problems({ one: cancelled, two: waiting, three: lost })).toContain(`order three (${lost.orderId}) is lost`);
  });

  it('names an order that was answered to two placements', async () => {
    expect(await problems({ one: cancelled, two: waiting, three: waiting })).toContain(
      `order ${waiting.orderId} was answered to two and three`,
    );
  });

  it('names an order that nobody was told of', async () => {
    expect(await problems({ one: cancelled })).toContain(`order ${waiting.orderId} is in the ledger, and nobody was told of it`);
  });

  it('names money that was captured twice', async () => {
    const cheaper = { ...cancelled, totalMinor: cancelled.totalMinor / 2 };
    expect(await problems({ one: cheaper, two: waiting })).toContain(`order ${cancelled.orderId}: 2000 captured of 1000 paid`);
  });

  it('names goods that were booked in less often than delivered', async () => {
    expect(await problems({ one: cancelled, two: waiting }, { 'DRILL-1@east': 3 })).toContain(
      'DRILL-1@east: 10 units were booked in, 13 were delivered',
    );
  });
});
