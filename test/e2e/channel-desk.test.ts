// Channel accounts over the API, for every channel of the product, with no more rights than their functions have in AWS.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { channelNames } from '../../lib/channels/domain/channel-names.ts';
import { type Api, type Installation, openInstallation } from './installation.ts';

// Nobody listens there, so that nothing leaves this computer.
const nowhere = 'https://127.0.0.1:1';

const settings: Readonly<Record<(typeof channelNames)[number], object>> = {
  shopify: { shop_domain: 'desk.example.com' },
  woocommerce: { site_url: 'https://desk.example.com' },
  amazon: { region: 'na', seller_id: 'A2EXAMPLE', marketplace_ids: ['ATVPDKIKX0DER'] },
  walmart: { market: 'us' },
};

let installation: Installation;
let admin: Api;
beforeAll(async () => {
  installation = await openInstallation();
  admin = await installation.apiAs('admin');
});
afterAll(() => installation.close());

it.each(channelNames)('an account of %s is added, read, filled in and removed', async (channel) => {
  const path = `/channels/${channel}/accounts/desk`;
  const added = await admin('PUT', path, { settings: settings[channel], base_url: nowhere });
  expect(added).toMatchObject({ status: 200, body: { channel, account: 'desk', settings: settings[channel], connected: true } });
  expect((await admin('POST', `${path}/polls`)).status).toBe(202);
  const range = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };
  const recent = { from: new Date(Date.now() - 86_400_000).toISOString(), to: new Date(Date.now() - 3_600_000).toISOString() };
  const asked = await admin('POST', `${path}/backfills`, channel === 'walmart' ? recent : range);
  expect(asked.status).toBe(202);
  const listed = async () => {
    const { body } = await admin('GET', '/channels/accounts');
    return body.accounts.find((one: { channel: string; account: string }) => one.channel === channel && one.account === 'desk');
  };
  expect((await listed()).reading.map((one: { name: string }) => one.name)).toContain(asked.body.backfill);
  expect((await admin('DELETE', path)).status).toBe(204);
  expect(await listed()).toMatchObject({ connected: false, removed_at: expect.any(String) });
});
