import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AtRest, type Day, openAtRest, playDay } from '../operations/day-of-work.ts';
import { createOms, documentOf } from './oms.ts';

let day: Day;
let rest: AtRest;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  day = await playDay();
});
afterAll(() => day.remove());
beforeEach(() => {
  rest = openAtRest(day);
  oms = createOms(rest.dataDir);
});
afterEach(() => rest.close());

const json = async (...given: readonly string[]) => documentOf(await oms(...given, '--json'));

describe('oms pipeline', () => {
  it('shows the stages that have orders, with their ages', async () => {
    const { exitCode, out } = await oms('pipeline');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^allocated +1 /m);
    expect(out).toMatch(/^backorder +1 /m);
    expect(out).toContain('< 15 min');
    expect(out).not.toContain('picking');
  });

  it('gives every stage as JSON, as the API does', async () => {
    const { stages, as_of } = await json('pipeline');
    expect(as_of).toMatch(/^\d{4}-/);
    expect(stages).toHaveLength(13);
    expect(stages.find(({ status }: { status: string }) => status === 'delivered')).toMatchObject({ orders: 1, stuck_after_seconds: null });
  });
});

describe('oms search', () => {
  it('finds an order and says by what', async () => {
    const { out } = await oms('search', day.allocated.order);
    expect(out).toContain(day.allocated.order);
    expect(out).toContain('order_id');
    expect((await json('search', day.allocated.work)).items).toMatchObject([{ order: { order_id: day.allocated.order } }]);
  });

  it('says when there is none', async () => {
    expect((await oms('search', 'nowhere')).out).toBe('No order is known by nowhere.\n');
  });
});

describe('oms queue', () => {
  it('shows what waits for a decision, with what to do', async () => {
    const { out } = await oms('queue', 'review');
    expect(out).toContain(day.held);
    expect(out).toContain('What to do:');
    expect((await json('queue', 'review', '--type', 'fraud-review')).items).toEqual([]);
  });

  it('shows orders that need somebody', async () => {
    expect((await oms('queue', 'exceptions', '--kind', 'backordered')).out).toContain(day.backordered);
    expect((await oms('queue', 'exceptions', '--kind', 'notice-late')).out).toBe('No order needs anybody.\n');
  });

  it('names the kinds there are when asked for another', async () => {
    const { exitCode, err } = await oms('queue', 'exceptions', '--kind', 'sad');
    expect(exitCode).toBe(2);
    expect(err).toContain('backordered');
  });
});

describe('oms dlq show', () => {
  it('says in words what is wrong with a letter', async () => {
    const dead = rest.product.platform.queue('orders-reactions-dlq');
    await dead.send([{ body: JSON.stringify({ detail: { tenant_id: 'main', type: 'order.created' } }) }]);
    const [letter] = await dead.browse(1);
    const { out } = await oms('dlq', 'show', 'orders-reactions', letter?.messageId ?? '');
    expect(out).toContain("By today's contract:");
    expect(out).toContain('detail.event_id');
  });
});
