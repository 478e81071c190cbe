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
const nobody = 'z'.repeat(26);

describe('oms order note', () => {
  it('writes a note that the order shows, with its text to whoever asks for what is personal', async () => {
    const { exitCode, out } = await oms('order', 'note', day.held, ' rang about the vase ');
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^Note [a-z0-9]{26} was written\.\n$/)]);
    expect((await oms('order', day.held)).out).toMatch(/system oms +\(shown with --personal\)/);
    expect((await oms('order', day.held, '--personal')).out).toMatch(/system oms +rang about the vase/);
    expect((await json('order', day.held)).notes).toMatchObject([{ text: null, text_state: 'hidden' }]);
    const before = await oms('order', day.held, '--as-of', (await json('events', day.held)).events[0].recorded_at);
    expect(before.out).not.toContain('--personal');
  });

  it('says what is wrong with an empty one, and with an order that is not there', async () => {
    expect(await oms('order', 'note', day.held, '  ')).toMatchObject({ exitCode: 2, err: expect.stringContaining('1 to 2000') });
    expect(await oms('order', 'note', 'nobody', 'x')).toMatchObject({ exitCode: 1, err: expect.stringContaining('nobody') });
  });
});

describe('oms order address', () => {
  const reno = { name: 'Ada Quill', line1: '5 Sierra Street', city: 'Reno', region: 'NV', postal_code: '89501', country: 'US' };
  const correct = (address: unknown, ...more: readonly string[]) =>
    oms('order', 'address', day.held, '--address', typeof address === 'string' ? address : JSON.stringify(address), ...more);

  it('sends an order to another address, once', async () => {
    expect(await correct(reno, '--reason', 'typing-error')).toMatchObject({ exitCode: 0, out: 'The address is corrected.\n' });
    expect(await correct(reno)).toMatchObject({ exitCode: 0, out: 'The order goes there already.\n' });
    expect((await json('order', day.held)).destination).toMatchObject({ region: 'NV' });
  });

  it('says what is wrong with an address, and takes it when it is confirmed', async () => {
    const odd = { ...reno, postal_code: '12207' };
    expect(await correct(odd)).toMatchObject({ exitCode: 3, err: expect.stringContaining('does not lie in the region') });
    expect(await correct(odd, '--confirmed')).toMatchObject({ exitCode: 0 });
    expect(await correct({ ...reno, country: 'Narnia' })).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('country: must be two'),
    });
    expect(await correct('{')).toMatchObject({ exitCode: 2, err: expect.stringContaining('@ and the file') });
  });
});

describe('oms order diff', () => {
  it('shows what changed between two versions, and the events between', async () => {
    const { version } = await json('order', day.held);
    const { out } = await oms('order', 'diff', day.held, '--from-version', String(version - 1));
    expect(out).toContain(`From version ${version - 1} to version ${version}`);
    expect(out).toMatch(/order\.[a-z_]+/);
    const whole = await json('order', 'diff', day.delivered.order, '--from-version', '0');
    expect(whole.changes).toContainEqual({ path: 'status', before: null, after: 'delivered' });
    expect(JSON.stringify(whole)).not.toContain('Ada Quill');
    expect(JSON.stringify(await json('order', 'diff', day.delivered.order, '--from-version', '0', '--personal'))).toContain('Ada Quill');
    expect((await oms('order', 'diff', day.held, '--from', '2099-01-01T00:00:00Z', '--to', '2099-01-02T00:00:00Z')).out).toContain(
      'Nothing differs.',
    );
  });

  it.each([
    [[]],
    [['--from-version', '1', '--from', '2026-11-20T10:00:00Z']],
    [['--from-version', '1', '--to-version', '2', '--to', '2026-11-20T10:00:00Z']],
  ])('refuses %j, which names no two states', async (given) => {
    expect(await oms('order', 'diff', day.held, ...given)).toMatchObject({
      exitCode: 2,
      out: '',
      err: expect.stringMatching(/^Give either/),
    });
  });
});

describe('oms order timeline and executions', () => {
  it('tell in sentences what happened', async () => {
    const { out } = await oms('order', 'timeline', day.delivered.order);
    for (const sentence of [
      'brought the order: 2 units',
      'Sourcing gave 2 units to east.',
      'A parcel goes with ups',
      'Everything has arrived',
    ])
      expect(out).toContain(sentence);
    const { items } = await json('order', 'timeline', day.delivered.order);
    expect(items[0]).toMatchObject({ kind: 'order', title: 'Order came in' });
  });

  it('show the workflows, and what the order waits for', async () => {
    const { out } = await oms('order', 'executions', day.backordered);
    expect(out).toContain(`order-lifecycle  ${day.backordered}-1  running`);
    expect(out).toContain('The order waits for stock');
    expect((await oms('order', 'executions', day.delivered.order)).out).toContain('Due at ');
  });
});

describe('oms bulk', () => {
  const withFile = (...orders: readonly string[]) => createOms(rest.dataDir, `# orders to call off\n${orders.join('\n')}\n\n`);

  it('says what would become of each order, and changes none', async () => {
    const run = withFile(day.held, day.delivered.order, day.cancelled, nobody);
    const { exitCode, out } = await run('bulk', 'cancel', '--file', '-', '--dry-run');
    expect(exitCode).toBe(1);
    expect(out).toMatch(new RegExp(`${day.held} +changed`));
    expect(out).toMatch(new RegExp(`${day.delivered.order} +refused +order-not-cancellable`));
    expect(out).toMatch(new RegExp(`${day.cancelled} +unchanged`));
    expect(out).toMatch(new RegExp(`${nobody} +refused +order-not-found`));
    expect((await json('order', day.held)).status).not.toBe('cancelled');
    expect((await json('bulk', 'list')).jobs).toEqual([]);
  });

  it('works a job off by itself, and shows what became of it', async () => {
    const { exitCode, out } = await withFile(day.held, day.backordered, nobody)('bulk', 'cancel', '--file', '-', '--reason', 'operator');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Bulk job [a-z0-9]{26} \(cancel\) is done: 3 orders, 2 changed, 0 unchanged, 1 refused, 0 failed, 0 waiting\.$/m);
    expect(out).toContain('There is no such order.');
    const cancelled = await json('order', day.held);
    expect(cancelled).toMatchObject({ status: 'cancelled', cancellation: { reason: 'operator', requested_by: 'system:oms' } });
    const { jobs } = await json('bulk', 'list');
    expect(jobs).toMatchObject([{ state: 'done', counts: { done: 2, refused: 1 } }]);
    const shown = await json('bulk', 'show', jobs[0].bulk_job_id);
    expect(shown.rows.map(({ state }: { state: string }) => state)).toEqual(['done', 'done', 'refused']);
    expect((await oms('bulk', 'list')).out).toContain(jobs[0].bulk_job_id);
    for (const verb of ['stop', 'resume']) expect((await oms('bulk', verb, jobs[0].bulk_job_id)).out).toContain('is done: 3 orders');
  });

  it('places holds, and releases them by their type', async () => {
    const file = withFile(day.held, day.backordered);
    await file('bulk', 'place-hold', '--file', '-', '--type', 'address', '--reason', 'look at the street', '--blocks', 'shipping');
    expect((await json('order', day.held)).holds).toContainEqual(
      expect.objectContaining({ type: 'address', blocks: ['shipping'], outcome: 'open' }),
    );
    const released = await withFile(day.held, day.backordered)('bulk', 'release-holds', '--file', '-', '--type', 'address', '--json');
    expect(documentOf(released).counts).toMatchObject({ done: 2 });
    expect((await json('order', day.held)).holds.map(({ type, outcome }: { type: string; outcome: string }) => [type, outcome])).toEqual([
      ['operator', 'open'],
      ['address', 'released'],
    ]);
    const again = await withFile(day.held, day.backordered)('bulk', 'reject-holds', '--file', '-', '--type', 'address');
    expect(again).toMatchObject({ exitCode: 0, out: expect.stringContaining('2 unchanged') });
  });

  it('names the line that is no order id, and refuses a file without any', async () => {
    expect(await withFile(day.held, '#1001 is left out', 'nonsense')('bulk', 'cancel', '--file', '-')).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/^Line 4 of - is not an order id/),
    });
    expect(await withFile()('bulk', 'cancel', '--file', '-')).toMatchObject({ exitCode: 2, err: expect.stringContaining('0 orders') });
    expect(await oms('bulk', 'show', nobody)).toMatchObject({ exitCode: 1, err: expect.stringContaining(nobody) });
  });
});
