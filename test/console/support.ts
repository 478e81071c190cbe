import type { Page } from 'playwright-core';
import { builtConsole } from '../../bin/console/built-console.ts';
import { compose } from '../../lambdas/composition.ts';
import { type Role, scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { type Installation, openInstallation, stockUp } from '../e2e/installation.ts';
import { createShop, type Shop } from '../e2e/shop.ts';
import { countRequests, openBrowser, patienceMs, settled, type Size, sizes } from './browser.ts';

/** A person at the console. */
export type Visit = {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, refused loads, broken content security. */
  readonly complaints: string[];
  /** Opens a page by its address below `/console`. */
  readonly open: (path: string) => Promise<void>;
  /** Goes to a page as a link does, without loading the console anew. */
  readonly go: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ConsoleUnderTest = {
  readonly installation: Installation;
  readonly shop: Shop;
  /** Somebody who has signed in with a key of a role, and has opened no page yet. */
  readonly visit: (options?: {
    readonly role?: Role;
    readonly size?: Size;
    readonly scheme?: 'light' | 'dark';
    readonly locations?: 'all' | string[];
  }) => Promise<Visit>;
  /** Somebody who has not signed in. */
  readonly stranger: (size?: Size) => Promise<Visit>;
  readonly close: () => Promise<void>;
};

/** What a page asks for that is refused by the API is the business of the test; the browser logs it all the same. */
const isRefusal = (text: string): boolean => /status of (4\d\d|503)/.test(text);

/** The product with its console, two locations with stock, and a browser. */
export const openConsole = async (env: Record<string, string> = {}): Promise<ConsoleUnderTest> => {
  const folder = await builtConsole();
  const pages = [{ mount: '/console/', folder: () => Promise.resolve(folder), fallback: 'index.html' }];
  const installation = await openInstallation({ env, pages });
  const { url, api, runtime } = installation;
  for (const [sku, title, barcode] of [
    ['TEE', 'T-shirt, organic cotton', '4006381333931'],
    ['MUG', 'Mug, enamel', '5901234123457'],
    ['CAP', 'Cap, wool', '9780201379624'],
  ])
    await api('POST', '/products', { sku, title, barcode, price: 1_000, currency: 'USD', weight_grams: 200 });
  await stockUp(api, { east: { TEE: 500, MUG: 20 }, west: { TEE: 500, CAP: 50 } });
  const { access } = compose(runtime.platform);
  const browser = await openBrowser();
  // Who comes takes the page that somebody has left: a new one would fetch and compile the whole console anew. Who has signed in
  // is of the page; what is remembered is of the browser, and gone when nobody is left.
  const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', locale: 'en-GB' });
  const visitors = new Set<Page>();
  const left: Page[] = [];

  const leave = async (page: Page): Promise<void> => {
    visitors.delete(page);
    for (const event of ['request', 'requestfinished', 'requestfailed', 'console', 'pageerror']) page.removeAllListeners(event);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.goto(`${url}/console/icon.svg`);
    await page.evaluate((isLast) => {
      sessionStorage.clear();
      if (isLast) localStorage.clear();
    }, visitors.size === 0);
    left.push(page);
  };

  const stranger = async (size: Size = 'desktop', scheme: 'light' | 'dark' = 'light'): Promise<Visit> => {
    const page = left.pop() ?? (await context.newPage());
    visitors.add(page);
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme: scheme });
    page.setDefaultTimeout(patienceMs);
    countRequests(page);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !isRefusal(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    return {
      page,
      complaints,
      open: async (path) => {
        await page.goto(`${url}/console${path}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
      },
      go: async (path) => {
        await page.evaluate(
          `history.pushState(null, '', ${JSON.stringify(`/console${path}`)}); dispatchEvent(new PopStateEvent('popstate'))`,
        );
        await settled(page);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
      },
      close: () => leave(page),
    };
  };

  const visit: ConsoleUnderTest['visit'] = async ({ role = 'admin', size = 'desktop', scheme = 'light', locations = 'all' } = {}) => {
    const key = await access.createApiKey(systemPrincipal('main', 'test'), { label: role, scopes: scopesOf(role), locations });
    if (!key.ok) throw new Error(key.error.code);
    const visitor = await stranger(size, scheme);
    // The smallest file of the console: a page to sign in at, thrown away for the first that a test opens, takes a second each time.
    await visitor.page.goto(`${url}/console/icon.svg`);
    await visitor.page.evaluate(([name, value]) => sessionStorage.setItem(name, value), [
      'waybill.credentials',
      JSON.stringify({ kind: 'api_key', apiKey: key.value.apiKey }),
    ] as const);
    return visitor;
  };

  return {
    installation,
    shop: createShop(installation),
    visit,
    stranger: (size) => stranger(size),
    close: async () => {
      await browser.close();
      await installation.close();
    },
  };
};
