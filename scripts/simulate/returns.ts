// Customers who send goods back, and whoever opens their parcels: in any order, in parts, again and again, and more than they had.
import type { Random } from '../../lib/platform/simulation/random.ts';
import type { SimulatedAnswer } from '../../lib/platform/simulation/gateway.ts';
import { returnConditions, returnReasons } from '../../lib/orders/domain/returns/return.values.ts';
import type { People } from './people.ts';
import { type ReturnBook, type ReturnedOrder, shelvedAs, toldOf } from './return-book.ts';
import { keptAt, locations, type Tenant, tenants, type World } from './world.ts';

type ReturnedLine = { readonly line_id: string; readonly quantity: number; readonly reason: string; readonly condition: string };
export type Parcel = {
  readonly tenant: Tenant;
  readonly orderId: string;
  readonly body: { readonly return_id: string; readonly location_id: (typeof locations)[number]; readonly lines: readonly ReturnedLine[] };
};

export type Returns = {
  /** One thing that comes to the mind of a customer of a retailer who sends something back. */
  readonly look: (tenant: Tenant) => Promise<void>;
  /** Sends what is still to be sent. @returns whether there was anything */
  readonly finish: () => Promise<boolean>;
  /** Returns that were acknowledged. */
  readonly accepted: readonly Parcel[];
  /** Parcels of goods that had left, which were refused for good. */
  readonly turnedAway: readonly Parcel[];
  /** Answers that nobody should have got. */
  readonly refusals: readonly string[];
};

type Parts = {
  readonly world: World;
  readonly people: Pick<People, 'ask' | 'receive'>;
  readonly book: ReturnBook;
  readonly random: Random;
  readonly accepted: Parcel[];
  readonly refusals: string[];
};

/** Orders of one retailer of which something comes back. A handful, so that a run stays as quick as it was. */
const ordersMax = 2;
const unitPriceMinor = 1_000;
/** How often somebody tells, after a return was taken, what must change nothing. */
const mischiefShare = 0.6;
/** Rounds for which somebody waits until the order has heard of what left; whether it ever does is judged elsewhere. */
const roundsMax = 12;

const pathOf = ({ orderId }: Parcel): string => `/orders/${orderId}/returns`;

/** What somebody sends back of an order: everything at once, line by line, unit by unit, or one unit alone. */
const createPacking = ({ random }: Parts) => {
  let serial = 0;

  const parcelOf = (tenant: Tenant, orderId: string, lines: readonly (readonly [lineId: string, units: number])[]): Parcel => ({
    tenant,
    orderId,
    body: {
      return_id: `rma-${(serial += 1)}`,
      location_id: random.pick(locations),
      lines: lines.map(([lineId, quantity]) => ({
        line_id: lineId,
        quantity,
        reason: random.pick(returnReasons),
        condition: random.pick(returnConditions),
      })),
    },
  });

  return {
    parcelOf,
    parcelsOf: (tenant: Tenant, { orderId, left }: ReturnedOrder): readonly Parcel[] => {
      const lines = [...left];
      const units = lines.flatMap(([lineId, count]) => Array.from({ length: count }, () => [lineId, 1] as const));
      const mood = random.next();
      if (mood < 0.25) return [parcelOf(tenant, orderId, lines)];
      if (mood < 0.5) return lines.map((line) => parcelOf(tenant, orderId, [line]));
      return (mood < 0.75 ? units : units.slice(0, 1)).map((unit) => parcelOf(tenant, orderId, [unit]));
    },
  };
};

/** Tells of a parcel, now and then twice at once. @returns undefined while the order takes no return of it */
const createSend =
  ({ world, people, accepted, refusals }: Parts) =>
  async (parcel: Parcel): Promise<SimulatedAnswer | undefined> => {
    const { tenant, orderId, body } = parcel;
    const say = () => people.ask(tenant, 'POST', pathOf(parcel), body, `${orderId}-${body.return_id}`);
    const again = world.cloud.faults.strikes('duplicate') ? say() : undefined;
    const answers = [await say(), await again].filter((answer) => answer !== undefined);
    for (const { status, body: said } of answers)
      if (![200, 201, 409, 422].includes(status)) refusals.push(`return ${body.return_id} was answered ${status} ${String(said['code'])}`);
    const taken = answers.filter(({ status }) => status <= 201);
    if (taken.filter(({ status }) => status === 201).length > 1) refusals.push(`return ${body.return_id} was recorded twice`);
    if (taken.length > 0) accepted.push(parcel);
    return taken[0];
  };

type Advice = { readonly disposition: string; readonly location_id: (typeof locations)[number] };

/** Asks what becomes of the goods, and puts on the shelf what can be sold as it is, now and then twice. */
const createOpen =
  ({ world, people, refusals }: Parts) =>
  async ({ tenant, orderId, body }: Parcel, skus: ReturnedOrder['skus']): Promise<void> => {
    const [line] = body.lines;
    const sku = skus.get(line?.line_id ?? '');
    if (!line || !sku) return;
    const { condition, quantity } = line;
    const question = { sku, condition, quantity, location_id: body.location_id, unit_price: unitPriceMinor };
    const { status, body: said } = await people.ask(tenant, 'POST', '/returns/disposition', question);
    if (status !== 200) return void refusals.push(`what becomes of ${sku} was answered ${status} ${String(said['code'])}`);
    const { disposition, location_id: location } = said['best'] as Advice;
    if (disposition !== 'resell' || !keptAt(location).some((kept) => kept === sku)) return;
    const lines = [{ sku, location_id: location, quantity }];
    const receipt = shelvedAs(orderId, body.return_id);
    await people.receive(tenant, receipt, lines);
    if (!world.cloud.faults.strikes('duplicate')) return;
    const again = await people.ask(tenant, 'POST', '/inventory/receipts', { receipt_id: receipt, lines });
    if (again.status !== 200) refusals.push(`receipt ${receipt} was answered ${again.status} when it came again`);
  };

/** What must change nothing: a return that is told again, another one under its name, more than there was, and what never left. */
const createMischief = (parts: Parts, { parcelOf }: ReturnType<typeof createPacking>, send: ReturnType<typeof createSend>) => {
  const { people, book, random, accepted, refusals } = parts;

  const tellAgain = async (parcel: Parcel): Promise<void> => {
    const { status } = await people.ask(parcel.tenant, 'POST', pathOf(parcel), parcel.body);
    if (status !== 200) refusals.push(`return ${parcel.body.return_id} was answered ${status} when it came again`);
  };

  const tellOtherwise = async (parcel: Parcel): Promise<void> => {
    const lines = parcel.body.lines.map((line) => ({ ...line, quantity: line.quantity + 1 }));
    const { status, body } = await people.ask(parcel.tenant, 'POST', pathOf(parcel), { ...parcel.body, lines });
    if (status !== 422 || body['code'] !== 'return-differs')
      refusals.push(`another return ${parcel.body.return_id} was answered ${status} ${String(body['code'])}`);
  };

  /** One unit more than is out by now, or of an order of which nothing has left; the book knows when it is taken. */
  const tellTooMuch = async (tenant: Tenant): Promise<void> => {
    const own = [...book.orders.values()].filter((order) => order.tenant === tenant && order.skus.size > 0);
    if (own.length === 0) return;
    const { orderId, skus, left, back } = random.pick(own);
    const lineId = random.pick([...skus.keys()]);
    await send(parcelOf(tenant, orderId, [[lineId, (left.get(lineId) ?? 0) - (back.get(lineId) ?? 0) + 1]]));
  };

  return async (tenant: Tenant): Promise<void> => {
    const own = accepted.filter((parcel) => parcel.tenant === tenant);
    const mood = random.next();
    if (own.length === 0 || mood < 0.4) return tellTooMuch(tenant);
    await (mood < 0.8 ? tellAgain : tellOtherwise)(random.pick(own));
  };
};

export const openReturns = (world: World, people: Pick<People, 'ask' | 'receive'>, book: ReturnBook): Returns => {
  const random = world.cloud.random.fork('returns');
  const parts: Parts = { world, people, book, random, accepted: [], refusals: [] };
  const packing = createPacking(parts);
  const send = createSend(parts);
  const open = createOpen(parts);
  const mischief = createMischief(parts, packing, send);
  /** Parcels that are still to be sent, by retailer. */
  const packed = new Map<Tenant, Set<Parcel>>(tenants.map((tenant) => [tenant, new Set()]));
  const chosen = new Set<string>();
  const waited = new Map<Parcel, number>();
  const turnedAway: Parcel[] = [];

  /** Somebody sends back something of one order more, where one has left. */
  const begin = (tenant: Tenant): void => {
    const own = [...book.orders.values()].filter((order) => order.tenant === tenant);
    const left = own.filter((order) => order.left.size > 0 && !chosen.has(order.name));
    if (left.length === 0 || own.filter(({ name }) => chosen.has(name)).length >= ordersMax) return;
    const order = random.pick(left);
    chosen.add(order.name);
    for (const parcel of packing.parcelsOf(tenant, order)) packed.get(tenant)?.add(parcel);
  };

  const unpack = (parcel: Parcel): void => void packed.get(parcel.tenant)?.delete(parcel);

  /** @returns whether it was taken */
  const sendOne = async (parcel: Parcel): Promise<boolean> => {
    if ((await send(parcel)) === undefined) return false;
    unpack(parcel);
    const order = book.orders.get(`${parcel.tenant}#${parcel.orderId}`);
    if (order) await open(parcel, order.skus);
    if (random.chance(mischiefShare)) await mischief(parcel.tenant);
    return true;
  };

  /** When nothing fails any more: an order that has heard of what left takes it back. */
  const sendAtLast = async (parcel: Parcel): Promise<void> => {
    const order = book.orders.get(`${parcel.tenant}#${parcel.orderId}`);
    const isKnown = parcel.body.lines.every(
      ({ line_id: id, quantity }) => order !== undefined && toldOf(order, id) - (order.back.get(id) ?? 0) >= quantity,
    );
    const rounds = (waited.get(parcel) ?? 0) + 1;
    waited.set(parcel, rounds);
    if (isKnown && (await sendOne(parcel))) return;
    if (isKnown) turnedAway.push(parcel);
    if (isKnown || rounds === roundsMax) unpack(parcel);
  };

  return {
    accepted: parts.accepted,
    refusals: parts.refusals,
    turnedAway,
    look: async (tenant) => {
      begin(tenant);
      const waiting = [...(packed.get(tenant) ?? [])];
      if (waiting.length > 0 && random.chance(0.7)) await sendOne(random.pick(waiting));
      else if (random.chance(0.1)) await mischief(tenant);
    },
    finish: async () => {
      for (const tenant of tenants) begin(tenant);
      const waiting = [...packed.values()].flatMap((parcels) => [...parcels]);
      for (const parcel of waiting) await sendAtLast(parcel);
      return waiting.length > 0;
    },
  };
};
