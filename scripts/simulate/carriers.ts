// Carriers outside, and what must be true of every price that an order was decided by.
import { ratesOf } from '../../bin/demo/twins/rating/tariffs.ts';
import { type RatingTwin, startRatingTwin } from '../../bin/demo/twins/rating/rating.twin.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import type { Clock } from '../../lib/platform/ports.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { createInputsArchive } from '../../lib/sourcing/index.ts';
import { askedWeight } from '../../lib/sourcing/domain/parcel-weights.ts';
import { countsQuotes } from '../../lib/sourcing/domain/quotes.ts';
import type { People } from './people.ts';
import { personalWord, postalCodes, type Tenant, type World } from './world.ts';

/** The retailer that asks carriers, and its key. */
const asking: Tenant = 'second';
const apiKey = 'a key of the simulation';
/** No article of the simulation says what it weighs. */
export const unitGrams = 700;
/** Shares of calls that the service fails at, and whose answers get lost. */
const trouble = { failing: 0.1, lostAnswers: 0.1 };

/** What the product has to know of a service that asks carriers, and the service itself. */
export type RatingService = {
  readonly twin: RatingTwin;
  readonly secrets: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
};

/** @param isTroubled whether the service fails now and then */
export const openRatingService = async (seed: number, clock: Clock, isTroubled: boolean): Promise<RatingService> => {
  const random = createRandom(seed).fork('rating');
  const twin = await startRatingTwin({ clock, random, service: 'easypost', apiKey, port: 'in-process' });
  if (isTroubled) Object.assign(twin.trouble, trouble);
  return { twin, secrets: { [`${asking}/easypost-api-key`]: apiKey }, parameters: { 'easypost-url': twin.url } };
};

type Recorded = {
  readonly kind: string;
  readonly decision_id: string;
  readonly decided_at: Instant;
  readonly receipt: { readonly receipt?: { readonly inputs_hash: string } };
};

const orderProblems = async ({ product, cloud }: World, name: string, decisions: readonly Recorded[]): Promise<readonly string[]> => {
  const [tenant = '', id = ''] = name.split('#');
  const [tenantId, orderId] = [TenantId(tenant), OrderId(id)];
  const reading = await product.orders.read.get(tenantId, orderId, { personal: true });
  const zip = reading?.personal?.shippingAddress?.postalCode;
  const archive = createInputsArchive(cloud.machine);
  const problems: string[] = [];
  for (const { kind, decision_id: decisionId, decided_at: decidedAt, receipt } of decisions) {
    const inputsHash = receipt.receipt?.inputs_hash;
    if (kind !== 'routing' || inputsHash === undefined) continue;
    const inputs = await archive.load({ tenantId, orderId, decisionId, decidedAt, inputsHash });
    if (!inputs || inputs.isPickup || !countsQuotes(inputs.policy)) continue;
    const { quotes, lines, availability } = inputs.request;
    if (!quotes) {
      if (availability.some(({ available }) => available > 0)) problems.push(`decision ${decisionId} of ${name} asked no carrier`);
      continue;
    }
    const grams = lines.reduce((sum, { quantity }) => sum + quantity * unitGrams, 0);
    for (const { locationId, services } of quotes.of) {
      const origin = (postalCodes as Readonly<Record<string, string>>)[locationId];
      const known = new Map(
        zip && origin ? ratesOf(origin, zip, askedWeight(grams) ?? 0).map((rate) => [`${rate.carrier} ${rate.service}`, rate]) : [],
      );
      for (const { carrier, service, priceMinor, perKilogramMinor, transitDays } of services) {
        const real = known.get(`${carrier} ${service}`);
        const isReal =
          real && real.cents === priceMinor + Math.round((perKilogramMinor * grams) / 1_000) && real.days === (transitDays ?? null);
        if (!isReal)
          problems.push(`order ${name} was decided by ${carrier} ${service} from ${locationId} at ${priceMinor}, and no carrier asks that`);
      }
    }
  }
  return problems;
};

/** Prices that no carrier has named, orders for which nobody was asked, and what carriers have heard of people. */
export const carrierProblems = async (world: World, people: Pick<People, 'ask' | 'placed'>): Promise<readonly string[]> => {
  const problems = world.rating.twin.questions.some((question) => JSON.stringify(question).includes(personalWord))
    ? ['a carrier has been told of a person']
    : [];
  for (const name of people.placed.values()) {
    const [tenant, id] = name.split('#') as [Tenant, string];
    if (tenant !== asking) continue;
    const { body } = await world.drive(people.ask(tenant, 'GET', `/orders/${id}/decisions`));
    problems.push(...(await orderProblems(world, name, (body['decisions'] ?? []) as readonly Recorded[])));
  }
  return problems;
};
