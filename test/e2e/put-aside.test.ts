// A body of Amazon that cannot be an order: it is put aside with a timer, and destroyed when that is due.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { eventually, type Installation, openInstallation } from './installation.ts';

const order = { orderId: '111-1234567-1234567', lastUpdatedTime: '2026-11-20T09:00:00Z', orderItems: [] };
const credentials = JSON.stringify({ client_id: 'client', client_secret: 'secret', refresh_token: 'refresh' });

let server: Server;
let installation: Installation;
beforeAll(async () => {
  server = createServer((request, response) => {
    const isToken = request.url?.endsWith('/auth/o2/token') === true;
    const answer = isToken ? { access_token: 'token', token_type: 'bearer', expires_in: 3_600 } : { order };
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  installation = await openInstallation({ env: { AMAZON_NORTH_CREDENTIALS: credentials } });
  const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'test', causationId: 'test' });
  const added = await compose(installation.runtime.platform).channels.addChannelAccount(caller, {
    channel: 'amazon',
    account: 'north',
    settings: { region: 'na', seller_id: 'A2TWINSELLER', marketplace_ids: ['ATVPDKIKX0DER'], personal_data: false },
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  if (!added.ok) throw new Error(added.error.code);
});
afterAll(async () => {
  await installation.close();
  await new Promise((resolve) => server.close(resolve));
});

it('what Amazon tells of an order that is none is kept as long as Amazon allows', async () => {
  const { platform } = installation.runtime;
  const request = { kind: 'look-up', tenant_id: 'main', channel_account: 'north', channel_order_id: order.orderId };
  await platform.queue('amazon-sync').send([{ body: JSON.stringify(request), group: 'north', deduplicationId: 'once' }]);
  const letters = await eventually(
    () => installation.api('GET', '/dead-letters/orders-intake'),
    ({ body }) => body.messages.length > 0,
  );
  const { raw_ref, person_id } = letters.body.messages[0].body;
  await eventually(
    () => platform.blobs.get(raw_ref),
    (blob) => blob !== undefined,
  );
  const due = { kind: 'due-payload', tenant_id: 'main', channel: 'amazon', channel_account: 'north', raw_ref, person_id };
  await platform.queue('channels-retention').send([{ body: JSON.stringify(due) }]);
  expect(
    await eventually(
      () => platform.blobs.get(raw_ref),
      (blob) => blob === undefined,
    ),
  ).toBeUndefined();
});
