import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { barcodesOf } from '../support/code-128-reader.ts';
import { readPdf, textOf } from '../support/pdf-reader.ts';
import { type AtRest, type Day, openAtRest, playDay } from '../operations/day-of-work.ts';
import { createOms, documentOf } from './oms.ts';

let day: Day;
let rest: AtRest;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  day = await playDay();
  rest = openAtRest(day);
});
afterAll(async () => {
  await rest.close();
  day.remove();
});
beforeEach(() => {
  oms = createOms(rest.dataDir);
});

const file = () => join(rest.dataDir, 'printed.pdf');

describe('oms pick-list', () => {
  it('writes what a location has to pick', async () => {
    const outcome = await oms('pick-list', '--location', 'east', '--out', file());
    expect(outcome).toEqual({ exitCode: 0, out: `${file()} is ready to print.\n`, err: '' });
    const pages = readPdf(readFileSync(file()));
    expect(textOf(pages)).toContain('1 fulfillment order, 1 article, 3 units, released');
    expect(pages.flatMap(barcodesOf)).toEqual(['LAMP', day.allocated.work]);
  });

  it('writes the fulfillment orders that are named, on the paper that is asked for', async () => {
    const outcome = await oms(
      'pick-list',
      '--location',
      'east',
      '--orders',
      day.allocated.work,
      '--paper',
      'letter',
      '--out',
      file(),
      '--json',
    );
    expect(documentOf(outcome)).toEqual({ file: file(), bytes: readFileSync(file()).length });
    expect(readPdf(readFileSync(file()))[0]?.width).toBe(612);
  });

  it.each([
    ['a location that there is none of', ['--location', 'nowhere'], 1, 'There is no such location.'],
    ['work that was shipped long ago', ['--location', 'east', '--orders'], 1, 'only what is released or picking is'],
  ])('is refused for %s', async (_what, given, exitCode, message) => {
    const named = given.at(-1) === '--orders' ? [...given, day.delivered.work] : given;
    const outcome = await oms('pick-list', ...named, '--out', file());
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.err).toContain(message);
  });

  it('says what an id looks like', async () => {
    expect((await oms('pick-list', '--location', 'east', '--orders', 'web-1', '--out', file())).err).toContain('26 characters');
  });
});

describe('oms packing-slip', () => {
  it('writes the slip with the address', async () => {
    expect((await oms('packing-slip', day.allocated.work, '--out', file())).exitCode).toBe(0);
    const lines = textOf(readPdf(readFileSync(file()))).split('\n');
    expect(lines).toEqual(expect.arrayContaining(['Ada Quill', 'LAMP', '3 units in this shipment']));
  });

  it('is refused for work that there is none of', async () => {
    const outcome = await oms('packing-slip', 'a'.repeat(26), '--out', file());
    expect([outcome.exitCode, outcome.err]).toEqual([1, expect.stringContaining('There is no fulfillment order')]);
  });

  it('says so when the file cannot be written', async () => {
    const outcome = await oms('packing-slip', day.allocated.work, '--out', join(rest.dataDir, 'no-folder', 'slip.pdf'));
    expect([outcome.exitCode, outcome.err]).toEqual([1, expect.stringContaining('cannot be written: ENOENT')]);
  });
});

describe('oms rebuild-views', () => {
  it('makes products of older releases findable by their barcode', async () => {
    const { catalog, platform } = rest.product;
    await catalog.putProduct('main', { sku: 'LAMP', title: 'Lamp', barcode: '4006381333931', requires_shipping: true });
    await platform.ledger.delete({ PK: 'main#BARCODE#4006381333931', SK: 'LAMP' });
    expect(await catalog.findByBarcode('main', '4006381333931')).toEqual([]);
    expect((await oms('rebuild-views')).exitCode).toBe(0);
    expect((await catalog.findByBarcode('main', '4006381333931')).map(({ sku }) => sku)).toEqual(['LAMP']);
  });
});
