import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startVendor, type Vendor } from '../../bin/demo/twins/vendors.ts';
import { compose } from '../../lambdas/composition.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { variableName } from '../../lib/platform/embedded/env-file.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

/** Milliseconds in which even a busy machine has got through the queues between a button and the channel. */
const longest = 30_000;

type Account = { readonly channel: string; readonly account: string };

// A dialog, a browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000 });

describeOptional('channels', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  let vendor: Vendor;
  beforeAll(async () => {
    vendor = await startVendor('shopify', {
      clock: systemClock,
      random: createRandom(5),
      account: 'twin',
      place: 0,
      skus: ['TEE', 'MUG'],
      signingSecret: 'a signing secret of the tests',
    });
    tested = await openConsole(Object.fromEntries(Object.entries(vendor.secrets).map(([name, value]) => [variableName(name), value])));
    const { channels } = compose(tested.installation.runtime.platform);
    const caller = systemCaller(TenantId('main'), 'test', { correlationId: 'c', causationId: 'c' });
    const added = await channels.addChannelAccount(caller, { ...vendor.account, stock: { locations: 'all', channelLocationId: null } });
    if (!added.ok) throw new Error(added.error.code);
  });
  afterAll(async () => {
    await tested.close();
    await vendor.close();
  });

  const accountOf = async (channel: string, account: string) =>
    (await tested.installation.api('GET', '/channels/accounts')).body.accounts.find(
      (one: Account) => one.channel === channel && one.account === account,
    );

  it('tests a connection check by check, with what to do about each', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/channels');
    await page.getByRole('row', { name: /Shopify · twin/ }).click();
    await page.getByRole('heading', { name: 'Shopify · twin' }).waitFor();
    await page.getByRole('button', { name: 'Test connection' }).click();
    const result = page.getByRole('region', { name: 'Test of the connection' });
    await result.getByText('The channel takes the credentials', { exact: true }).waitFor();
    vendor.trouble.down = true;
    await page.getByRole('button', { name: 'Test connection' }).click();
    await result.getByText('Something stands in the way.').waitFor();
    await result.getByText('What to do:').first().waitFor();
    vendor.trouble.down = false;
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('looks at a channel now, and takes in a range with its progress', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/channels/shopify/twin');
    const asked = page.waitForResponse((response) => response.url().endsWith('/channels/shopify/accounts/twin/polls'));
    await page.getByRole('button', { name: 'Poll now' }).click();
    expect((await asked).status()).toBe(202);
    await page.getByText('Asked for; the readings show what came of it').waitFor();
    await page.getByRole('button', { name: 'Backfill' }).click();
    const dialog = page.getByRole('dialog', { name: 'Backfill' });
    await dialog.getByRole('button', { name: 'Take in' }).click();
    await dialog.getByText('must be given').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('From').fill('2026-01-02T00:00');
    await dialog.getByLabel('To', { exact: false }).last().fill('2026-01-03T00:00');
    await dialog.getByRole('button', { name: 'Take in' }).click();
    await page.getByRole('row', { name: /Backfill, 2 Jan 2026 to 3 Jan 2026.*all of it/ }).waitFor({ timeout: longest });
    // The viewer sits in Berlin, an hour before UTC in winter.
    expect((await accountOf('shopify', 'twin')).reading).toContainEqual(
      expect.objectContaining({ kind: 'backfill', from: '2026-01-01T23:00:00.000Z', to: '2026-01-02T23:00:00.000Z' }),
    );
    await visit.close();
  });

  it('shows what the channel was told of stock', async () => {
    const visit = await tested.visit({ role: 'analyst', size: 'phone' });
    const { page } = visit;
    await tested.shop.count('east', 'MUG', 17);
    await visit.open('/channels/shopify/twin');
    const told = page.getByRole('list', { name: 'Stock told to shopify twin' }).getByRole('listitem').filter({ hasText: 'MUG' });
    await told.getByText('17 available − 1 buffer = 16 shown').waitFor({ timeout: longest });
    await told.getByText('the policy holds 7.5 % back').waitFor();
    await page.getByLabel('Only where it once showed another number').check();
    await page.getByText('It has always shown what it was told').waitFor();
    await page.getByLabel('Only where it once showed another number').uncheck();
    await told.waitFor();
    for (const name of ['Test connection', 'Poll now', 'Edit settings', 'Remove'])
      expect(await page.getByRole('button', { name }).count(), name).toBe(0);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('adds an account of Amazon with its settings, and has the command for its secret', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/channels');
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.getByRole('menuitem', { name: 'Amazon' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an account of Amazon' });
    await dialog.getByLabel('Id of the account').fill('na');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('must name at least one').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('Seller id').fill('no such form');
    await dialog.getByLabel('Marketplaces').fill('ATVPDKIKX0DER\nA2EUQ1WTGCTBG2');
    await dialog.getByLabel('The app has the restricted role').uncheck();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    // What only the API knows stands beside the field too.
    await dialog.locator('.mantine-InputWrapper-error').first().waitFor();
    await dialog.getByLabel('Seller id').fill('A2EXAMPLE');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Amazon · na' }).waitFor();
    await page.getByText('npm run -s oms -- secret put amazon-na-credentials').waitFor();
    expect(await accountOf('amazon', 'na')).toMatchObject({
      settings: { region: 'na', seller_id: 'A2EXAMPLE', marketplace_ids: ['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2'], personal_data: false },
      stock: null,
    });
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('changes one setting and keeps the others, also those that the form does not know', async () => {
    const { api } = tested.installation;
    const before = { shop_domain: 'shop.example', settings: { burst: 9, shipped_status: 'sent-out' } };
    expect((await api('PUT', '/channels/woocommerce/accounts/main', before)).status).toBe(200);
    const visit = await tested.visit({ size: 'phone' });
    const { page } = visit;
    await visit.open('/channels/woocommerce/main');
    await page.getByRole('button', { name: 'Edit settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'WooCommerce main' });
    await dialog.getByLabel('Orders of one page').fill('25');
    await dialog.getByLabel('Carriers by the names').fill('UPS = UPS\nDHL = DHL Paket');
    await dialog.getByLabel('Told how many there are').check();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await accountOf('woocommerce', 'main')).toMatchObject({
      shop_domain: 'shop.example',
      settings: { burst: 9, shipped_status: 'sent-out', orders_per_page: 25, tracking_providers: { UPS: 'UPS', DHL: 'DHL Paket' } },
      stock: { locations: 'all', channel_location_id: null },
    });
    await visit.close();
  });

  it('removes an account after asking, and takes it into use again', async () => {
    await tested.installation.api('PUT', '/channels/walmart/accounts/old', { settings: { market: 'us' } });
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/channels/walmart/old');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog', { name: 'Remove' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Take into use again' }).click();
    expect((await accountOf('walmart', 'old')).removed_at).not.toBeNull();
    await page.getByRole('dialog').getByRole('button', { name: 'Take into use again' }).click();
    await page.getByRole('button', { name: 'Remove' }).waitFor();
    expect((await accountOf('walmart', 'old')).removed_at).toBeNull();
    await visit.close();
  });
});
