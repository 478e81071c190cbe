import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

const password = 'a long enough password';

describeOptional('signing in to the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
    const { access } = compose(tested.installation.runtime.platform);
    const system = systemPrincipal('main', 'test');
    for (const role of ['support', 'warehouse'] as const)
      await access.createUser(system, { email: `${role}@example.com`, role, locations: 'all', password });
    const other = systemPrincipal('other', 'test');
    await access.createTenant(other, { tenantId: TenantId('other'), name: 'other' });
    const created = await access.createUser(system, { email: 'both@example.com', role: 'support', locations: 'all', password });
    if (created.ok) await access.grantMembership(other, { userId: created.value.userId, role: 'support', locations: 'all' });
  });
  afterAll(() => tested.close());

  const signIn = async (email: string, secret = password) => {
    const visit = await tested.stranger();
    await visit.open('/');
    await visit.page.getByLabel('E-mail').fill(email);
    await visit.page.getByRole('textbox', { name: 'Password' }).fill(secret);
    await visit.page.getByRole('button', { name: 'Sign in' }).click();
    return visit;
  };

  it('leads a support agent to the pipeline, and shows the pages of that role alone', async () => {
    const { page, complaints, close } = await signIn('support@example.com');
    await page.getByRole('heading', { name: 'Pipeline' }).waitFor();
    const menu = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allTextContents();
    expect(menu).toContain('Orders');
    expect(menu).not.toContain('People and keys');
    expect(menu).not.toContain('Dead letters');
    expect(complaints).toEqual([]);
    await close();
  });

  it('leads somebody of the warehouse to the work, without a search for orders', async () => {
    const { page, close } = await signIn('warehouse@example.com');
    await page.getByRole('link', { name: 'Work', exact: true }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Search orders' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Pipeline' }).count()).toBe(0);
    await close();
  });

  it('says that the password is wrong, and keeps the page', async () => {
    const { page, close } = await signIn('support@example.com', 'not the password');
    expect(await page.getByRole('alert').textContent()).toContain('do not match an active account');
    await close();
  });

  it('asks somebody of two tenants for which one, and keeps the answer over a reload', async () => {
    const { page, close } = await signIn('both@example.com');
    await page.getByRole('button', { name: 'other' }).click();
    await page.getByRole('heading', { name: 'Pipeline' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Pipeline' }).waitFor();
    await page.getByRole('button', { name: 'Account of' }).click();
    expect(await page.getByText('Tenant other').textContent()).toContain('other');
    await close();
  });

  it('keeps nothing of the session once somebody has signed out', async () => {
    const { page, close } = await signIn('support@example.com');
    await page.getByRole('button', { name: 'Account of' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('E-mail').waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.reload();
    await page.getByLabel('E-mail').waitFor();
    await close();
  });

  it('takes a key out of the address at once', async () => {
    const { access } = compose(tested.installation.runtime.platform);
    const made = await access.createApiKey(systemPrincipal('main', 'test'), {
      label: 'link',
      scopes: scopesOf('support'),
      locations: 'all',
    });
    if (!made.ok) throw new Error(made.error.code);
    const { page, open, close } = await tested.stranger();
    await open(`/#key=${made.value.apiKey}`);
    await page.getByRole('heading', { name: 'Pipeline' }).waitFor();
    expect(page.url()).not.toContain('key=');
    await close();
  });
});
