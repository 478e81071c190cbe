import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openInstallation, stockUp } from '../e2e/installation.ts';
import { createOms, documentOf } from './oms.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'waybill-availability-'));
const oms = createOms(dataDir);

beforeAll(async () => {
  const installation = await openInstallation({ dataDir });
  await stockUp(installation.api, { east: { MUG: 4, CUP: 50, LAMP: 2 } });
  const lines = [{ sku: 'LAMP', location_id: 'east', quantity: 2 }];
  await installation.api('POST', '/reservations', { reservation_id: 'cart', lines });
  await installation.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('oms availability refuses while the tenant shows nothing, and then says what a website is answered', async () => {
  const closed = await oms('availability', 'MUG', '--json');
  expect([closed.exitCode, documentOf(closed).error.code]).toEqual([3, 'storefront-closed']);
  const value = { public: true, exact_up_to: 10, fresh_seconds: 30, stale_seconds: 60 };
  expect((await oms('policy', 'set', 'storefront', '--value', JSON.stringify(value), '--note', 'a shop opens')).exitCode).toBe(0);

  const shown = await oms('availability', 'MUG', 'CUP', 'LAMP', 'NEVER-SEEN');
  expect(shown).toMatchObject({ exitCode: 0, err: '' });
  expect(shown.out).toMatch(/^MUG +yes +4$/m);
  expect(shown.out).toMatch(/^CUP +yes +10\+$/m);
  expect(shown.out).toMatch(/^LAMP +no +0$/m);
  expect(shown.out).toContain('Not shown, because there never was any: NEVER-SEEN');
  expect(documentOf(await oms('availability', 'LAMP', '--json'))).toEqual({
    items: [{ sku: 'LAMP', in_stock: false, quantity: 0, more: false, expected_at: null }],
  });
});

it.each([
  [['A#B']],
  [Array.from({ length: 51 }, (_, index) => `S${index}`)],
  [[]],
])('a wrong list of articles is wrong usage', async (skus) => {
  expect((await oms('availability', ...skus)).exitCode).toBe(2);
});
