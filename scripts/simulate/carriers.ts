// What must be true of every price that an order was decided by.
import { ratesOf } from '../../bin/demo/twins/rating/tariffs.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { createInputsArchive } from '../../lib/sourcing/index.ts';
import { askedWeight } from '../../lib/sourcing/domain/parcel-weights.ts';
import { countsQuotes, type Quotes } from '../../lib/sourcing/domain/quotes.ts';
import type { People } from './people.ts';
import { asking, unitGrams } from './rating-service.ts';
import { personalWord, postalCodes, type World } from './world.ts';

type Recorded = {
  readonly kind: string;
  readonly decision_id: string;
  readonly decided_at: Instant;
  readonly receipt: { readonly receipt?: { readonly inputs_hash: string } };
};

type Place = { readonly name: string; readonly zip: string | null | undefined; readonly grams: number };

/** Prices of one location that no carrier asks for these goods to this place. */
const falsePrices = ({ name, zip, grams }: Place, { locationId, services }: Quotes['of'][number]): readonly string[] => {
  const origin = (postalCodes as Readonly<Record<string, string>>)[locationId];
  const real = zip && origin ? ratesOf(origin, zip, askedWeight(grams) ?? 0) : [];
  return services.flatMap(({ carrier, service, priceMinor, perKilogramMinor, transitDays = null }) => {
    const known = real.find((rate) => rate.carrier === carrier && rate.service === service);
    const whole = priceMinor + Math.round((perKilogramMinor * grams) / 1_000);
    if (known?.cents === whole && known.days === transitDays) return [];
    return [`order ${name} was decided by ${carrier} ${service} from ${locationId} at ${priceMinor}, and no carrier asks that`];
  });
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
    const grams = lines.reduce((sum, { quantity }) => sum + quantity * unitGrams, 0);
    if (!quotes && availability.some(({ available }) => available > 0)) problems.push(`decision ${decisionId} of ${name} asked no carrier`);
    problems.push(...(quotes?.of ?? []).flatMap((quoted) => falsePrices({ name, zip, grams }, quoted)));
  }
  return problems;
};

/** Prices that no carrier has named, orders for which nobody was asked, and what carriers have heard of people. */
export const carrierProblems = async (world: World, people: Pick<People, 'ask' | 'placed'>): Promise<readonly string[]> => {
  const problems = world.rating.twin.questions.some((question) => JSON.stringify(question).includes(personalWord))
    ? ['a carrier has been told of a person']
    : [];
  const names = [...people.placed.values()].filter((name) => name.startsWith(`${asking}#`));
  const answers = await world.drive(
    Promise.all(names.map((name) => people.ask(asking, 'GET', `/orders/${name.slice(asking.length + 1)}/decisions`))),
  );
  for (const [index, { body }] of answers.entries())
    problems.push(...(await orderProblems(world, names[index] ?? '', (body['decisions'] ?? []) as readonly Recorded[])));
  return problems;
};
