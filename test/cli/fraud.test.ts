import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
const file = (name: string, lines: readonly string[]): string => {
  const path = join(rest.dataDir, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

describe('oms fraud queue', () => {
  it('says how many wait, and how many a day can be decided', async () => {
    expect((await oms('fraud', 'queue')).out).toContain('0 orders waiting, 0 overdue; 0 of 50 decided today.');
    expect((await json('fraud', 'queue')).capacity).toMatchObject({ per_day: 50, waiting: 0 });
  });
});

describe('oms fraud bands', () => {
  it('shows from which probability each action is the cheapest', async () => {
    const { out } = await oms('fraud', 'bands', '--amounts', '2500,100000');
    expect(out).toContain('Mode: advise.');
    expect(out).toMatch(/^1000\.00 USD +0 % +– +\d+\.\d %/m);
    const { values } = await json('fraud', 'bands', '--amounts', '2500');
    expect(values[0].value_minor).toBe(2_500);
    expect(values[0].bands[0]).toMatchObject({ action: 'pass', from: 0 });
  });
  it('names a wrong amount', async () => {
    expect(await oms('fraud', 'bands', '--amounts', 'much')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--amounts') });
  });
});

describe('oms fraud verify', () => {
  it('says that an order without a phone cannot be confirmed by a code, and that none is waited for', async () => {
    expect((await oms('fraud', 'verify', day.held)).out).toBe('The verification has failed: no-phone.\n');
    const { exitCode, err } = await oms('fraud', 'verify', day.held, '--code', '123456');
    expect([exitCode, err]).toEqual([3, 'The verification is over: it has failed.\n']);
  });
  it('takes six digits', async () => {
    expect(await oms('fraud', 'verify', day.held, '--code', '12')).toMatchObject({ exitCode: 2 });
  });
});

describe('oms fraud chargeback', () => {
  it('records what a bank reports, and the order counts as fraud', async () => {
    const given = ['fraud', 'chargeback', day.delivered.order, '--amount', '12.50', '--currency', 'USD', '--reason', '10.4'];
    expect((await oms(...given)).out).toBe('Recorded: the order counts as fraud.\n');
    expect(await json(...given)).toMatchObject({
      chargebacks: [{ amount_minor: 1_250, fraudulent: true }],
      label: { label: 'fraud', basis: 'chargeback' },
    });
  });
  it.each([
    ['--amount', ['--amount', '0', '--currency', 'USD', '--reason', '10.4']],
    ['--currency', ['--amount', '1', '--currency', 'usd', '--reason', '10.4']],
    ['--reason', ['--amount', '1', '--currency', 'USD', '--reason', 'in words']],
  ])('names %s when it is wrong', async (option, given) => {
    expect(await oms('fraud', 'chargeback', day.delivered.order, ...given)).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining(option),
    });
  });
});

describe('oms fraud import-chargebacks', () => {
  const heading = 'order,received_at,reason_code,amount,currency,chargeback_id';
  it('takes the rows that are right, names the others, and changes nothing when it comes again', async () => {
    const now = new Date().toISOString();
    const path = file('chargebacks.csv', [
      heading,
      `${day.delivered.order},${now},10.4,20.00,USD,cb-1`,
      `nobody,${now},10.4,20.00,USD,cb-2`,
      `${day.delivered.order},2001-01-01,10.4,20.00,USD,cb-3`,
      `${day.delivered.order},${now},10.4,much,USD,cb-4`,
    ]);
    expect((await oms('fraud', 'import-chargebacks', path, '--dry-run')).out).toContain('Dry run: nothing was written.');
    const { exitCode, out } = await oms('fraud', 'import-chargebacks', path);
    expect(exitCode).toBe(1);
    expect(out).toContain('row 3: order "nobody" is not one order');
    expect(out).toContain('row 4: 2001-01-01T23:59:59.000Z is before the order was placed');
    expect(out).toContain('row 5: amount must be an amount of USD');
    const again = await json('fraud', 'import-chargebacks', path);
    expect(again.rows[0]).toMatchObject({ row: 2, ok: true, outcome: 'recorded' });
  });
});

describe('oms fraud cost', () => {
  it('compares the bands with the best threshold on the orders of a file', async () => {
    const rows = Array.from({ length: 400 }, (_, index) => `${index % 20 === 0 ? 0.3 : 0.002},8000,${index % 60 === 0 ? 1 : 0}`);
    const path = file('history.csv', ['probability,amount_minor,fraud', ...rows]);
    const cost = await json('fraud', 'cost', '--history', path);
    expect(cost).toMatchObject({ currency: 'USD', orders: 400, frauds: 7 });
    expect(cost.bands.actions.review).toBe(20);
    expect(cost.saved_share).toBeGreaterThan(0);
    expect((await oms('fraud', 'cost', '--history', path)).out).toMatch(/Bands are [\d.]+ % cheaper than the best threshold\./);
  });
  it('names the row that is wrong', async () => {
    const path = file('history.csv', ['probability,amount_minor,fraud', '0.1,100,0', '1.1,100,0']);
    expect(await oms('fraud', 'cost', '--history', path)).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('Row 3: probability'),
    });
  });
  it('says that it knows of no outcomes yet', async () => {
    expect((await oms('fraud', 'cost')).out).toBe('There are no orders whose outcome is known.\n');
  });
  it('counts the own orders whose outcome is known', async () => {
    await oms('fraud', 'chargeback', day.delivered.order, '--amount', '12.50', '--currency', 'USD', '--reason', '10.4');
    await oms('rebuild-views');
    expect(await json('fraud', 'cost')).toMatchObject({ orders: 1, frauds: 1 });
  });
});

describe('oms outbox', () => {
  it('is empty where nothing was to be sent', async () => {
    expect((await oms('outbox')).out).toBe('Nothing.\n');
  });
});
