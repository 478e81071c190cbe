import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../lambdas/composition.ts';
import { type Role, scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { envFileName, environmentVariable } from '../../lib/platform/embedded/embedded-platform.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createEnvFileSettings } from '../../lib/operations/adapters/settings.env-file.ts';
import { serviceUrlParameter } from '../../lib/sourcing/index.ts';
import { createApiClient, signIn } from './api-client.ts';
import { connectMarketplaces, type Marketplaces, openMarketplaces, runMarketplaces } from './marketplaces.ts';
import { say, startNarrator } from './narrator.ts';
import { importPast } from './past.ts';
import { createShop } from './shopify-shop.ts';
import { play, refusedSku, seed } from './story.ts';
import { startWarehouseCrew } from './warehouse-crew.ts';

/** What the demo remembers in the data folder. The key opens this laptop's demo and nothing else. */
export type DemoNotes = {
  readonly apiKey: string;
  /** With no more rights than a storefront needs; absent in folders of earlier releases until the next start. */
  readonly storefrontKey?: string;
  readonly webhookSecret: string;
  /** A person who may release holds; machines' keys may not. */
  readonly operator: { readonly email: string; readonly password: string };
  readonly seededAt: string;
};

const notesFile = (dataDir: string): string => join(dataDir, 'demo.json');
const account = 'demo';
const shopDomain = 'waybill-demo.myshopify.com';
const crewStepMs = 700;

export const readDemoNotes = (dataDir: string): DemoNotes | undefined =>
  existsSync(notesFile(dataDir)) ? (JSON.parse(readFileSync(notesFile(dataDir), 'utf8')) as DemoNotes) : undefined;

/**
 * Before the first start: the demo is a sandbox, whose keys say so. A folder of an earlier release has no such line, so that
 * it stays live, and the keys that were made there stay good.
 */
export const prepareDemoFolder = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  appendFileSync(join(dataDir, envFileName), `# The demo is for trying things out.\n${environmentVariable}=sandbox\n`, { mode: 0o600 });
};

/** Settings that make the demo move: a shop's webhook secret, and completion after seconds instead of days. */
const writeSettings = (dataDir: string, webhookSecret: string, { env }: Marketplaces): void => {
  const lines = [
    '# Written by the demo.',
    `SHOPIFY_DEMO_WEBHOOK_SECRET=${webhookSecret}`,
    '# Accounts at the twins of the vendors.',
    ...Object.entries(env).map(([name, value]) => `${name}='${value}'`),
    '# Seconds from delivery to completion; 14 days when left out.',
    'ORDER_COMPLETION_DELAY_SECONDS=15',
    '',
  ];
  appendFileSync(join(dataDir, envFileName), lines.join('\n'), { mode: 0o600 });
};

// Nobody but this computer can reach the vendors, and they sign what they send to it with this.
const vendorsSign = 'signs what the twins of the demo send';
const vendorsSeed = 1;

/** Starts the vendors, with what the product has to know of them. */
export const openDemo = (): Promise<Marketplaces> => openMarketplaces(vendorsSeed, vendorsSign);

/** Makes the tenant, a key and the shop's account at the first start, and connects the vendors at each. */
export const prepareDemo = async (
  platform: Platform,
  given: { readonly dataDir: string; readonly known: DemoNotes | undefined; readonly marketplaces: Marketplaces },
): Promise<DemoNotes> => {
  const notes = given.known ?? (await prepareRetailer(platform, given.dataDir, given.marketplaces));
  await connectMarketplaces(platform, given.marketplaces);
  // The twins are somewhere else at each start.
  const settings = createEnvFileSettings(join(given.dataDir, envFileName));
  await settings.putParameter(serviceUrlParameter('easypost'), given.marketplaces.rating.url);
  if (notes.storefrontKey !== undefined) return notes;
  const withStorefront = { ...notes, storefrontKey: await makeKey(platform, 'storefront', 'storefront') };
  writeFileSync(notesFile(given.dataDir), JSON.stringify(withStorefront), { mode: 0o600 });
  return withStorefront;
};

/** A key with the rights of the role as they are now. */
const makeKey = async (platform: Platform, label: string, role: Role): Promise<string> => {
  const key = await compose(platform).access.createApiKey(systemPrincipal('main', 'demo'), {
    label,
    scopes: scopesOf(role),
    locations: 'all',
  });
  if (!key.ok) throw new Error(`the demo's key ${label} was refused: ${key.error.code}`);
  return key.value.apiKey;
};

const prepareRetailer = async (platform: Platform, dataDir: string, marketplaces: Marketplaces): Promise<DemoNotes> => {
  const { access, channels } = compose(platform);
  const system = systemPrincipal('main', 'demo');
  await access.createTenant(system, { tenantId: TenantId('main'), name: 'Demo retailer' });
  const apiKey = await makeKey(platform, 'demo', 'admin');
  const operator = { email: 'operator@example.com', password: randomBytes(12).toString('base64url') };
  const user = await access.createUser(system, { ...operator, role: 'operator', locations: 'all' });
  if (!user.ok) throw new Error(`the demo's operator was refused: ${user.error.code}`);
  const webhookSecret = randomBytes(24).toString('hex');
  writeSettings(dataDir, webhookSecret, marketplaces);
  const cause = { correlationId: platform.ids.next(), causationId: 'demo' };
  const shop = await channels.addChannelAccount(systemCaller(TenantId('main'), 'demo', cause), { channel: 'shopify', account, shopDomain });
  if (!shop.ok) throw new Error(`the demo's shop was refused: ${shop.error.code}`);
  const { merged, from } = await importPast(platform);
  say('history', `${merged.added} rows of the past are imported, from ${String(from).slice(0, 10)} on`, platform.clock.now());
  const notes = { apiKey, webhookSecret, operator, seededAt: platform.clock.now() };
  writeFileSync(notesFile(dataDir), JSON.stringify(notes), { mode: 0o600 });
  return notes;
};

/** Tells what happens, works the warehouses, and, the first time, brings the orders. */
export const runDemo = async (options: {
  readonly platform: Platform;
  readonly marketplaces: Marketplaces;
  readonly url: string;
  readonly notes: DemoNotes;
  readonly first: boolean;
  readonly signal: AbortSignal;
  readonly from: string;
}): Promise<void> => {
  const { platform, marketplaces, url, notes, signal, first } = options;
  const api = createApiClient(url, { apiKey: notes.apiKey });
  if (options.first) await seed(api);
  let refused = !options.first;
  const refuses = (_locationId: string, work: { readonly lines: readonly { readonly sku: string }[] }): boolean => {
    if (refused || !work.lines.some((line) => line.sku === refusedSku)) return false;
    refused = true;
    return true;
  };
  const running = [startNarrator({ api, signal, from: options.from }), startWarehouseCrew({ api, stepMs: crewStepMs, refuses, signal })];
  if (options.first) {
    const shop = createShop({ url, account, domain: shopDomain, secret: notes.webhookSecret });
    await play({ platform, api, shop, rating: marketplaces.rating, operator: await signIn(url, notes.operator), signal });
  }
  running.push(runMarketplaces(platform, marketplaces, { url, signal, ordering: first }));
  await Promise.all(running);
};
