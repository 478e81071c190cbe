// `oms channel add --publish-stock` and `oms channel stock`, over a data folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openProduct } from '../../../bin/commands/open-product.ts';
import { createStockRows, untoldStock } from '../../../lib/channels/app/stock/stock-rows.ts';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { createOms, documentOf } from '../../cli/oms.ts';
import { defaultBuffers, solveBuffer } from '../../../lib/inventory/index.ts';
import { toWire } from '../../../lib/kernel/wire.ts';

const openOms = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'waybill-channel-stock-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  await openProduct(dataDir).stop();
  const oms = createOms(dataDir);
  const add = (...more: readonly string[]) => oms('channel', 'add', 'walmart', 'main', '--settings', '{"market":"us"}', ...more);
  return { dataDir, oms, add };
};

it('an account is told nothing of stock unless it is asked for, then of all locations or of those named', async () => {
  const { add } = await openOms();
  expect(documentOf(await add('--json'))).toMatchObject({ stock: null });
  expect(documentOf(await add('--publish-stock', '--json'))).toMatchObject({ stock: { locations: 'all', channel_location_id: null } });
  const named = ['--publish-stock', '--stock-locations', 'east, west', '--stock-channel-location', 'node-1'];
  expect(documentOf(await add(...named, '--json'))).toMatchObject({
    stock: { locations: ['east', 'west'], channel_location_id: 'node-1' },
  });
  expect((await add(...named)).out).toContain('It is told how many there are at east, west.');
});

it('what makes no sense is refused and says what would', async () => {
  const { oms, add } = await openOms();
  expect(await add('--stock-locations', 'east')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--publish-stock') });
  expect(await add('--publish-stock', '--stock-locations', 'no#where')).toMatchObject({ exitCode: 2 });
  const spaced = await add('--publish-stock', '--stock-channel-location', 'node 1');
  expect(spaced).toMatchObject({ exitCode: 2, err: expect.stringContaining('without spaces') });
  const bare = await oms('channel', 'add', 'walmart', 'bare', '--publish-stock');
  expect(bare).toMatchObject({ exitCode: 2, err: expect.stringContaining('needs settings') });
  expect(await oms('channel', 'stock', 'walmart', 'nobody')).toMatchObject({ exitCode: 1, err: expect.stringContaining('channel list') });
});

it('what an account was told is listed by SKU, all of it or what was not taken', async () => {
  const { dataDir, oms, add } = await openOms();
  await add('--publish-stock');
  expect((await oms('channel', 'stock', 'walmart', 'main')).out).toContain('was told nothing of stock');
  const runtime = openProduct(dataDir);
  const owner = { tenantId: TenantId('main'), channel: 'walmart', account: 'main' };
  const rows = createStockRows(runtime.platform.ledger);
  const at = runtime.platform.clock.now();
  const published = solveBuffer({
    sku: 'MUG',
    channel: 'walmart',
    account: 'main',
    policy: { ...defaultBuffers, percent: 20 },
    available: 12,
    safetyStock: 4,
    sales: undefined,
    lag: { seconds: 906, basis: 'prior' },
    caution: 1,
  });
  await rows.save(owner, undefined, {
    ...untoldStock,
    sku: Sku('MUG'),
    quantity: 7,
    published,
    state: 'done',
    code: null,
    at,
    place: null,
  });
  await rows.save(owner, undefined, { ...untoldStock, sku: Sku('CUP'), state: 'refused', code: 'CONTENT_NOT_FOUND', at, place: null });
  await runtime.stop();
  const { out } = await oms('channel', 'stock', 'walmart', 'main');
  expect(out).toMatch(/CUP +refused +CONTENT_NOT_FOUND/);
  expect(out).toMatch(/MUG +7 +done/);
  expect(out).toContain('12 available − 4 safety stock − 1 buffer (20 %)');
  const mug = { sku: 'MUG', quantity: 7, state: 'done', code: null, at, published: toWire(published), drift: null, oversells: 0 };
  const cup = { sku: 'CUP', quantity: null, state: 'refused', code: 'CONTENT_NOT_FOUND', at, published: null, drift: null, oversells: 0 };
  expect(documentOf(await oms('channel', 'stock', 'walmart', 'main', '--json'))).toEqual({ items: [cup, mug] });
  expect(documentOf(await oms('channel', 'stock', 'walmart', 'main', '--refused', '--json'))).toEqual({ items: [cup] });
  expect(documentOf(await oms('channel', 'stock', 'walmart', 'main', '--limit', '1', '--json'))).toEqual({ items: [cup] });
});
