import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, type Installation, openInstallation, orderBody, stockUp } from '../e2e/installation.ts';
import { createOms } from './oms.ts';
let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation({});
  await stockUp(installation.api, { east: { TEE: 50, MUG: 5 }, west: { TEE: 50, CAP: 10 } });
});
afterAll(() => installation.close());
it('x', async () => {
  const oms = createOms(installation.dataDir);
  const ids: string[] = [];
  for (let i = 0; i < 6; i += 1) {
    const a = await installation.api('POST', '/orders', orderBody({ TEE: 2, CAP: i % 3 === 0 ? 3 : 1 }), { 'idempotency-key': `k${i}` });
    ids.push(a.body.order_id);
  }
  await eventually(async () => (await installation.api('GET', `/orders/${ids[5]}`)).body.status, (s) => s === 'allocated');
  await new Promise((r) => setTimeout(r, 300));
  for (const args of [['audit', '--settling', '0'], ['status'], ['rebuild-views', '--check', '--settling', '0'], ['rebuild-views'], ['order', 'k0'], ['events', 'k0'], ['dlq', 'list'], ['key', 'list'], ['tenant', 'list'], ['user', 'create', 'ada.quill@example.com', '--role', 'support'], ['user', 'list'], ['channel', 'add', 'shopify', 'shop1'], ['channel', 'list'], ['person', 'export', '--email', 'ada.quill@example.com']]) {
    const r = await oms(...args);
    console.log(args.join(' '), r.exitCode, '\n' + r.out.slice(0, 3000), r.err);
  }
  expect(1).toBe(1);
});
