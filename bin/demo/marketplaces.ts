import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../lambdas/composition.ts';
import { channelNames } from '../../lib/channels/domain/channel-names.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { variableName } from '../../lib/platform/embedded/env-file.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { apiKeySecret } from '../../lib/sourcing/index.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { say } from './narrator.ts';
import { equipment, productOf } from './retailer.ts';
import { type RatingTwin, startRatingTwin } from './twins/rating/rating.twin.ts';
import { startVendor, type Vendor, type VendorDelivery } from './twins/vendors.ts';

const account = 'outdoor';
const courierMs = 500;
const betweenOrdersMs = 2_500;
/** What customers of the vendors buy, in turn. */
const baskets = [
  [{ sku: 'MUG-STEEL', quantity: 2 }],
  [
    { sku: 'LAMP-HEAD', quantity: 1 },
    { sku: 'MUG-STEEL', quantity: 1 },
  ],
  [{ sku: 'MAT-AIR', quantity: 1 }],
  [{ sku: 'BAG-DOWN', quantity: 1 }],
] as const;
const roundsOfOrders = 2;

/** The address by which the vendors know us; they send nothing to one without TLS, so what they send is brought from there. */
const publicUrl = 'https://waybill.example';

/** Servers on this computer that stand for the vendors of all four channels. */
export type Marketplaces = {
  readonly vendors: readonly Vendor[];
  /** Stands for the service that asks carriers for their prices. */
  readonly rating: RatingTwin;
  /** Secrets of their accounts and our public address, as variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

/** @param seed the same at each start of a data folder, so that the vendors take the same keys */
export const openMarketplaces = async (seed: number, signingSecret: string): Promise<Marketplaces> => {
  const random = createRandom(seed);
  const skus = equipment.map(({ sku }) => sku);
  const vendors = await Promise.all(
    channelNames.map((channel) =>
      startVendor(channel, { clock: systemClock, random: random.fork(channel), account, place: 0, skus, signingSecret }),
    ),
  );
  const apiKey = 'EZTK-of-the-demo';
  const rating = await startRatingTwin({ clock: systemClock, random: random.fork('rating'), service: 'easypost', apiKey, port: 0 });
  const secrets = vendors.flatMap((vendor) => Object.entries(vendor.secrets));
  const own = [
    ['public-url', publicUrl],
    [apiKeySecret(TenantId('main'), 'easypost'), apiKey],
  ] as const;
  return {
    vendors,
    rating,
    env: Object.fromEntries([...secrets, ...own].map(([name, value]) => [variableName(name), value])),
    close: async () => {
      await Promise.all([...vendors, rating].map((twin) => twin.close()));
    },
  };
};

/** Makes the accounts, or tells them where their vendors are this time. All of them are told what can be had. */
export const connectMarketplaces = async (platform: Platform, { vendors }: Marketplaces): Promise<void> => {
  const { channels } = compose(platform);
  const caller = systemCaller(TenantId('main'), 'demo', { correlationId: platform.ids.next(), causationId: 'demo' });
  for (const vendor of vendors) {
    const added = await channels.addChannelAccount(caller, { ...vendor.account, stock: { locations: 'all', channelLocationId: null } });
    if (!added.ok) throw new Error(`the demo's account at ${vendor.channel} was refused: ${added.error.code}`);
  }
};

/** Brings what a vendor sends by itself, as the internet or EventBridge would. */
const carry = async (platform: Platform, url: string, delivery: VendorDelivery): Promise<void> => {
  if (delivery.kind === 'event') await platform.queue('amazon-events').send([{ body: delivery.body }]);
  else await fetch(url + new URL(delivery.url).pathname, { method: 'POST', headers: delivery.headers, body: delivery.body });
};

const orderAt = (vendor: Vendor, number: number): void => {
  const basket = baskets[number % baskets.length] ?? [];
  vendor.placeOrder(basket.map((line) => ({ ...line, price: productOf(line.sku).price })));
};

type RunOptions = {
  /** Where the API answers. */
  readonly url: string;
  readonly signal: AbortSignal;
  /** Whether customers come. */
  readonly ordering: boolean;
};

/** Customers order at the vendors, and the vendors tell us; what they hear of parcels is told in the terminal. */
export const runMarketplaces = async (
  platform: Platform,
  { vendors }: Marketplaces,
  { url, signal, ordering }: RunOptions,
): Promise<void> => {
  const customers = async (): Promise<void> => {
    if (!ordering) return;
    for (let round = 0; round < roundsOfOrders; round += 1) {
      for (const [index, vendor] of vendors.entries()) {
        await sleep(betweenOrdersMs, undefined, { signal });
        orderAt(vendor, round + index);
      }
    }
  };
  const courierOf = async (vendor: Vendor): Promise<void> => {
    let told = vendor.parcels().length;
    while (!signal.aborted) {
      for (const delivery of vendor.takeDeliveries({ duplicates: 0.2, shuffled: true })) await carry(platform, url, delivery);
      const parcels = vendor.parcels().length;
      if (parcels > told) say(vendor.channel, 'the channel has been told of the parcel', new Date().toISOString());
      told = parcels;
      await sleep(courierMs, undefined, { signal });
    }
  };
  await Promise.all([customers(), ...vendors.map(courierOf)]);
};
