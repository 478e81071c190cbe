import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, openInstallation, orderBody, stockUp } from '../e2e/installation.ts';
import { createShop } from '../e2e/shop.ts';

const program = new URL('../../bin/oms.ts', import.meta.url).pathname;

const runProcess = async (given: readonly string[], stdin = '') => {
  const child = spawn(process.execPath, [program, ...given], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(stdin);
  const [out, err, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { exitCode, out, err };
};

describe('the program oms', () => {
  it('ends with the exit code of its command and writes each thing to its stream', async () => {
    expect(await runProcess(['normalize', 'shopify', '-'], 'junk')).toMatchObject({
      exitCode: 3,
      err: '',
      out: expect.stringContaining('"ok": false'),
    });
    expect(await runProcess(['dance'])).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('unknown command') });
  });
});

describe('beside a running server', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
    await stockUp(installation.api, {});
  });
  afterAll(() => installation.close());
  const oms = (given: readonly string[], stdin?: string) => runProcess(['--data-dir', installation.dataDir, ...given], stdin);

  it('brings in stock for which an order waits, and the server takes it up', async () => {
    const shop = createShop(installation);
    const id = await shop.place({ GLOBE: 2 });
    await shop.reaches(id, 'backorder');
    expect(await oms(['import', 'products', '-'], 'sku,title\nGLOBE,Globe\n')).toMatchObject({ exitCode: 0, err: '' });
    expect(await oms(['import', 'stock', '-'], 'sku,location_id,quantity\nGLOBE,east,5\n')).toMatchObject({
      exitCode: 0,
      err: '',
      out: '1 row: 1 recorded.\n',
    });
    await shop.reaches(id, 'allocated');
    expect(await oms(['order', id])).toMatchObject({ exitCode: 0, out: expect.stringContaining('2 × GLOBE') });
  });

  it('audits while orders come in, and is not misled by what is under way', async () => {
    const placing = Array.from({ length: 30 }, (_, index) =>
      installation.api('POST', '/orders', orderBody({ GLOBE: 1 }), { 'idempotency-key': `g-${index}` }),
    );
    expect(await oms(['audit'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('Nothing is wrong.') });
    await Promise.all(placing);
  });
});
