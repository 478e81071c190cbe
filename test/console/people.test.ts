import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

type Member = {
  readonly email: string;
  readonly user_id: string;
  readonly role: string;
  readonly status: string;
  readonly membership: string;
  readonly locations: unknown;
};

// A dialog, a browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000 });

describeOptional('people and keys', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  const member = async (email: string): Promise<Member | undefined> =>
    (await tested.installation.api('GET', '/users')).body.items.find((one: Member) => one.email === email);
  const tries = (email: string, password: string, more: object = {}) =>
    tested.installation.api('POST', '/sign-in', { email, password, ...more }, { 'x-api-key': '' });

  it('lets a person in with a password that is shown once, and shuts them out again', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('not an address');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('mira@example.com');
    await dialog.getByLabel('Role').selectOption('warehouse');
    await dialog.getByText('Some of them').click();
    await dialog.getByRole('combobox', { name: /see and change: which/ }).click();
    await page.getByRole('option', { name: 'Newark' }).click();
    await page.keyboard.press('Tab');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Add' }).click();
    const password = await dialog.getByRole('group', { name: 'One-time password' }).locator('code').innerText();
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole('button', { name: 'I have it' }).click();
    expect((await tries('mira@example.com', password, { new_password: 'a sentence for the winter' })).status).toBe(200);
    expect(await member('mira@example.com')).toMatchObject({ role: 'warehouse', locations: ['east'], membership: 'active' });

    await page.getByRole('row', { name: /mira@example.com/ }).click();
    const details = page.getByRole('dialog', { name: 'mira@example.com' });
    await details.waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await details.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('dialog', { name: 'Disable' }).getByRole('button', { name: 'Disable' }).click();
    await details.getByRole('button', { name: 'Enable' }).waitFor();
    expect((await tries('mira@example.com', 'a sentence for the winter')).status).toBe(401);
    await details.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog', { name: 'Revoke' }).getByRole('button', { name: 'Revoke' }).click();
    await details.getByRole('button', { name: 'Give the place back' }).waitFor();
    expect(await member('mira@example.com')).toMatchObject({ status: 'disabled', membership: 'revoked' });
    await visit.close();
  });

  it('changes role and locations of a member, and resets the password', async () => {
    const added = await tested.installation.api('POST', '/users', { email: 'sam@example.com', role: 'support', locations: ['east'] });
    expect(added.status).toBe(201);
    const visit = await tested.visit({ size: 'phone' });
    const { page } = visit;
    await visit.open('/people');
    await page.getByRole('listitem').filter({ hasText: 'sam@example.com' }).click();
    const dialog = page.getByRole('dialog', { name: 'sam@example.com' });
    await dialog.getByLabel('Role').selectOption('finance');
    await dialog.getByText('All locations').click();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await member('sam@example.com')).toMatchObject({ role: 'finance', locations: 'all' });
    await page.getByRole('listitem').filter({ hasText: 'sam@example.com' }).click();
    await dialog.getByRole('button', { name: 'New password' }).click();
    await page.getByRole('dialog', { name: 'New password' }).getByRole('button', { name: 'New password' }).click();
    const password = await dialog.getByRole('group', { name: 'One-time password' }).locator('code').innerText();
    expect((await tries('sam@example.com', password)).body.code).toBe('password-change-required');
    await visit.close();
  });

  it('makes a key with chosen rights, shows it once, and revokes it', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/people?tab=keys');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a key' });
    await dialog.getByLabel('What it is for').fill('Price tags');
    await dialog.getByText('Rights one by one').click();
    await dialog.getByRole('button', { name: 'Make the key' }).click();
    await dialog.getByText('must name at least one').first().waitFor();
    await dialog.getByRole('checkbox', { name: 'See locations and products' }).check();
    await dialog.getByLabel('Good for').selectOption('90');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Make the key' }).click();
    const apiKey = await dialog.getByRole('group', { name: 'API key' }).locator('code').innerText();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'I have it' }).click();
    const asKey = (path: string) => tested.installation.api('GET', path, undefined, { 'x-api-key': apiKey });
    expect((await asKey('/products')).status).toBe(200);
    expect((await asKey('/orders')).status).toBe(403);
    expect(await page.content()).not.toContain(apiKey);

    await page.getByRole('row', { name: /Price tags/ }).click();
    const details = page.getByRole('dialog', { name: 'Price tags' });
    await details.getByText('catalog:read').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await details.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog', { name: 'Revoke' }).getByRole('button', { name: 'Revoke' }).click();
    await page
      .getByRole('row', { name: /Price tags/ })
      .getByText('revoked')
      .waitFor();
    const { body } = await tested.installation.api('GET', '/api-keys');
    expect(body.items.find(({ label }: { readonly label: string }) => label === 'Price tags')).toMatchObject({
      scopes: ['catalog:read'],
      revoked_at: expect.any(String),
      expires_at: expect.any(String),
    });
    await visit.close();
  });

  it('changes the own password and goes on, while other sessions end', async () => {
    const [email, before, after] = ['robin@example.com', 'the very first sentence', 'another sentence for later'];
    const added = await tested.installation.api('POST', '/users', { email, role: 'support', locations: 'all' });
    await tries(email, added.body.one_time_password.password, { new_password: before });
    const other = await tries(email, before);
    const visit = await tested.stranger('phone');
    const { page } = visit;
    await visit.open('/');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(before);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Pipeline' }).waitFor();
    await visit.open('/account');
    await page.getByText(email).first().waitFor();
    await page.getByRole('textbox', { name: 'Present password' }).fill('not it');
    await page.getByRole('textbox', { name: 'New password', exact: true }).fill(after);
    await page.getByRole('textbox', { name: 'New password, again' }).fill(`${after}!`);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('must be the same as the new password').first().waitFor();
    await page.getByRole('textbox', { name: 'New password, again' }).fill(after);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('alert').getByText('password-wrong').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('textbox', { name: 'Present password' }).fill(before);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is changed').waitFor();
    await page.reload();
    await page.getByText(email).first().waitFor();
    const stale = { authorization: `Bearer ${other.body.access_token}`, 'x-api-key': '' };
    expect((await tested.installation.api('GET', '/me', undefined, stale)).status).toBe(401);
    await visit.close();
  });

  it('says on the account page what somebody may do, and keeps the colours they choose', async () => {
    const visit = await tested.visit({ role: 'warehouse', locations: ['west'] });
    const { page } = visit;
    await visit.open('/account');
    await page.getByText('Pick, pack and ship').waitFor();
    await page.getByText('Reno').waitFor();
    await page.getByText('Europe/Berlin').waitFor();
    expect(await page.getByText('See who ordered').count()).toBe(0);
    await page.getByText('Dark', { exact: true }).click();
    expect(await soundness(visit)).toEqual(sound);
    await page.reload();
    await page.getByText('Pick, pack and ship').waitFor();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await visit.close();
  });

  it('is not there for who does not manage access', async () => {
    const visit = await tested.visit({ role: 'operator' });
    await visit.open('/people');
    expect(await visit.page.getByRole('heading', { level: 1 }).innerText()).toBe('There is no such page');
    await visit.close();
  });
});
