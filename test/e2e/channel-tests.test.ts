// The connection of accounts, tried over the API against the twins of the vendors, with no more rights than the function has.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startVendor, type Vendor } from '../../bin/demo/twins/vendors.ts';
import { compose } from '../../lambdas/composition.ts';
import { channelNames } from '../../lib/channels/domain/channel-names.ts';
import { ConnectionTestView } from '../../lib/contracts/http/channel-tests.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { variableName } from '../../lib/platform/embedded/env-file.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { type Installation, openInstallation } from './installation.ts';

let vendors: readonly Vendor[];
let installation: Installation;
beforeAll(async () => {
  const options = { clock: systemClock, account: 'twin', place: 0, skus: ['MUG'], signingSecret: 'a signing secret of the tests' };
  const random = createRandom(5);
  vendors = await Promise.all(channelNames.map((channel) => startVendor(channel, { ...options, random: random.fork(channel) })));
  const secrets = vendors.flatMap((vendor) => Object.entries(vendor.secrets));
  const env = Object.fromEntries(
    [...secrets, ['public-url', 'https://oms.example']].map(([name, value]) => [variableName(name ?? ''), value ?? '']),
  );
  installation = await openInstallation({ env });
  const { channels } = compose(installation.runtime.platform);
  const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'c', causationId: 'c' });
  for (const vendor of vendors) {
    const added = await channels.addChannelAccount(caller, vendor.account);
    if (!added.ok) throw new Error(added.error.code);
  }
});
afterAll(async () => {
  await installation.close();
  await Promise.all(vendors.map((vendor) => vendor.close()));
});

const pathOf = (channel: string) => `/channels/${channel}/accounts/twin/tests`;

it.each(
  channelNames,
)('an account of %s is tried: the vendor takes the credentials and has nothing to send yet, or already has', async (channel) => {
  const { status, body } = await installation.api('POST', pathOf(channel));
  expect(status).toBe(200);
  expect(ConnectionTestView.parse(body)).toEqual(body);
  const results = Object.fromEntries(body.checks.map((check: { name: string; ok: boolean }) => [check.name, check.ok]));
  expect(results).toMatchObject({ credentials: true, api: true, clock: true, webhooks: expect.any(Boolean) });
});

it.each(channelNames)('an account of %s whose vendor is down is answered all the same', async (channel) => {
  const vendor = vendors.find((one) => one.channel === channel);
  if (!vendor) throw new Error('every channel has a vendor');
  vendor.trouble.down = true;
  const { status, body } = await installation.api('POST', pathOf(channel));
  vendor.trouble.down = false;
  expect(status).toBe(200);
  expect(body).toMatchObject({ ok: false });
  expect(body.checks).toContainEqual(expect.objectContaining({ name: 'api', ok: false, hint: expect.any(String) }));
});

it('is nobody else’s to try', async () => {
  const rival = await installation.apiAs('admin', 'rival');
  expect((await rival('POST', pathOf('shopify'))).status).toBe(404);
  const operator = await installation.apiAs('operator');
  expect((await operator('POST', pathOf('shopify'))).status).toBe(403);
});

it('an account that has been removed is not tried', async () => {
  expect((await installation.api('DELETE', '/channels/walmart/accounts/twin')).status).toBe(204);
  expect(await installation.api('POST', pathOf('walmart'))).toMatchObject({ status: 422, body: { code: 'account-removed' } });
  const { body } = await installation.api('GET', '/channels/accounts');
  const states = body.accounts.map((one: { channel: string; health: { state: string } }) => [one.channel, one.health.state]);
  expect(states).toContainEqual(['walmart', 'removed']);
});
