import { compose } from '../../lambdas/composition.ts';
import { scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { authorizer } from '../../lib/access/wiring.ts';
import { bundledFraudScorer, servedModel, timeDeadlinesBy } from '../../lib/intelligence/index.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { ModelUnavailableError, type Place } from '../../lib/platform/ports.ts';
import { type Cloud, openCloud, type Watch } from '../../lib/platform/simulation/cloud.ts';
import type { FaultKind } from '../../lib/platform/simulation/faults.ts';
import type { Tamper } from '../../lib/platform/simulation/functions.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { useSolverWithoutHaste } from '../../lib/sourcing/index.ts';
import { wirings } from '../../lib/wirings.ts';
import { openRatingService, type RatingService } from './rating-service.ts';

export const tenants = ['main', 'second'] as const;
export type Tenant = (typeof tenants)[number];

export const locations = ['east', 'west', 'south'] as const;
export const skus = ['SIM-1', 'SIM-2', 'SIM-3', 'SIM-4', 'SIM-5', 'SIM-BULKY'] as const;

/** Stands at one location alone: when that has no room to pack it, nobody else can send it. */
export const bulky = 'SIM-BULKY';

/** Where the locations are. */
export const postalCodes: Readonly<Record<(typeof locations)[number], string>> = { east: '07114', west: '89501', south: '75201' };

/** What a location keeps. */
export const keptAt = (location: (typeof locations)[number]): readonly (typeof skus)[number][] =>
  skus.filter((sku) => sku !== bulky || location === 'east');

/** Every name, address and mail of the simulated people holds this word, so that it is found wherever it must not be. */
export const personalWord = 'zzpersonal';

/** How the numbers of the simulated people begin, and their addresses on the net, of which three of four numbers are personal too. */
export const [personalPhone, personalNetwork] = ['+1518555', '203.0.113.'] as const;

export const shop = { account: 'simshop', domain: 'simshop.myshopify.com', tenant: 'main', secret: 'a secret of the shop' } as const;

const start = Instant('2026-11-20T10:00:00.000Z');
const completionDelaySeconds = 60;

export type World = {
  readonly cloud: Cloud;
  readonly product: ReturnType<typeof compose>;
  readonly apiKeys: Readonly<Record<Tenant, string>>;
  readonly rating: RatingService;
  /** Lets the schedule go on until the work is done. @throws Error when it can never be */
  readonly drive: <T>(work: Promise<T>) => Promise<T>;
};

/** Of all seeds, the share whose items are sold from buckets as those of an installation in AWS are. */
const bucketShare = 1 / 3;

/**
 * Where the run takes place. What many processes in AWS do to one item a hundred times a second, a few orders a minute have to do
 * here: whoever is the second of a second, or the only one, opens buckets of two or three units each.
 */
const placeOf = (seed: number): Place | undefined => {
  const random = createRandom(seed).fork('buckets');
  if (!random.chance(bucketShare)) return undefined;
  const slots = random.between(2, 4);
  return { environment: 'live', stage: 'simulation', busyItems: { fromPerSecond: 1, belowPerSecond: 0.1, slots, fromUnits: slots + 2 } };
};

/** The region with two retailers in it: keys, warehouses and a shop, nothing in stock and nothing ordered. */
export const openWorld = async (options: {
  readonly seed: number;
  readonly faults: ReadonlySet<FaultKind>;
  readonly watch: Watch;
  readonly tamper: Tamper;
}): Promise<World> => {
  await useSolverWithoutHaste();
  const fraud = servedModel(bundledFraudScorer());
  const place = placeOf(options.seed);
  const opened: { cloud?: Cloud } = {};
  const rating = await openRatingService(options.seed, { now: () => opened.cloud?.machine.clock.now() ?? start }, options.faults.size > 0);
  const cloud = await openCloud({
    ...options,
    http: { send: rating.twin.send },
    ...(place ? { place } : {}),
    start,
    wirings,
    authorizer,
    handlersUrl: new URL('../../lambdas/', import.meta.url),
    machinesUrl: new URL('../../state-machines/', import.meta.url),
    secrets: { [`shopify-${shop.account}-webhook-secret`]: shop.secret, ...rating.secrets },
    parameters: { ...rating.parameters, models: 'sagemaker', 'order-completion-delay-seconds': String(completionDelaySeconds) },
    models: {
      invoke: async ({ endpoint, payload }) => {
        if (endpoint !== 'fraud') throw new ModelUnavailableError(`There is no model endpoint ${endpoint}`);
        return fraud(payload);
      },
    },
  });
  opened.cloud = cloud;
  timeDeadlinesBy((ms, ring) => cloud.scheduler.after(ms, 'a model is waited for no longer', ring));
  const product = compose(cloud.machine);
  const apiKeys: Record<string, string> = {};
  for (const tenant of tenants) {
    const system = systemPrincipal(tenant, 'simulation');
    await product.access.createTenant(system, { tenantId: TenantId(tenant), name: tenant });
    const created = await product.access.createApiKey(system, { label: 'admin', scopes: scopesOf('admin'), locations: 'all' });
    if (!created.ok) throw new Error(created.error.code);
    apiKeys[tenant] = created.value.apiKey;
  }
  const caller = systemCaller(TenantId(shop.tenant), 'simulation', { correlationId: 'setup', causationId: 'setup' });
  const added = await product.channels.addChannelAccount(caller, { channel: 'shopify', account: shop.account, shopDomain: shop.domain });
  if (!added.ok) throw new Error(added.error.code);
  return {
    cloud,
    product,
    apiKeys: apiKeys as Record<Tenant, string>,
    rating,
    drive: async (work) => {
      let done = false;
      const end = (): void => {
        done = true;
      };
      void work.then(end, end);
      await cloud.scheduler.run({ until: () => done });
      if (!done) throw new Error('The simulation has come to rest, and something is still waited for');
      return work;
    },
  };
};
