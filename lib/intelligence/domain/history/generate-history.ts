import { shelfOf, type Wanted } from './baskets.ts';
import { dayFactor, dayNumberOf, dayText, holidayOf, momentText } from './calendar.ts';
import { between, type Chance, chanceOf, normal, pick, poisson } from './chance.ts';
import { deliver } from './delivery.ts';
import { type Article, createGoods, type Goods } from './goods.ts';
import type { ChargebackRow, FeedRow, HistoryLine, HistoryPlace, HistoryRow, OrderRow, ReturnRow } from './history.rows.ts';
import { campaignLift, type HistoryOptions, tryingOn } from './history.setting.ts';
import { createPeople, type Visit } from './people.ts';
import { chargebackDays, chargebackShare, createThieves, type Theft } from './thieves.ts';
import { createWardrobes, returnIdsOf, type Wardrobes } from './wardrobes.ts';

const currency = 'USD';
const expressShare = 0.14;
const thiefExpressShare = 0.5;
const freeShippingFromMinor = 7_500;
const shippingMinor = { ground: 595, express: 1_495 } as const;
const cancelledShare = 0.014;

const lineOf = (goods: Goods, day: number, { article, quantity, sizeStep }: Wanted, worn: number): HistoryLine => {
  const { sizes, name, digital } = article.category;
  const size = sizes.length === 0 ? null : (sizes[(worn % sizes.length) + (sizeStep ?? 0)] ?? null);
  return {
    // Where people try on, each size is an article of its own on the shelf.
    sku: sizeStep === undefined || size === null ? article.sku : `${article.sku}-${size}`,
    quantity,
    unit_price_minor: goods.listPriceOf(article, day),
    category: name,
    size,
    requires_shipping: !digital,
  };
};

type Basket = { readonly lines: readonly HistoryLine[]; readonly discount: number; readonly express: boolean; readonly ships: boolean };

const amountsOf = ({ lines, discount, express, ships }: Basket) => {
  const subtotal = lines.reduce((sum, { quantity, unit_price_minor }) => sum + quantity * unit_price_minor, 0);
  const free = subtotal - discount >= freeShippingFromMinor;
  const shipping = !ships ? 0 : express ? shippingMinor.express : free ? 0 : shippingMinor.ground;
  return { subtotal_minor: subtotal, discount_minor: discount, shipping_minor: shipping, total_minor: subtotal - discount + shipping };
};

type Placed = {
  readonly order: OrderRow;
  readonly wanted: readonly Wanted[];
  readonly express: boolean;
  readonly minutes: number;
};

/** Rows that belong to a later day than the order that they follow from. */
type Later = (day: number, row: HistoryRow) => void;

const discountOf = (goods: Goods, day: number, wanted: readonly Wanted[]): number =>
  wanted.reduce((sum, { article, quantity }) => sum + quantity * (goods.listPriceOf(article, day) - goods.priceOf(article, day)), 0);

/** Most people order in the afternoon and the evening of the east; minutes in UTC may go beyond midnight. */
const usualMinutes = (chance: Chance): number => Math.min(1_439, Math.max(0, Math.round(19 * 60 + 190 * normal(chance))));

type Maker = { readonly chance: Chance; readonly goods: Goods; readonly nextId: () => string };

const honestOrder = ({ chance, goods, nextId }: Maker, day: number, visit: Visit, wanted: readonly Wanted[]): Placed => {
  const { person, device, ip, shipping } = visit;
  const minutes = usualMinutes(chance);
  const lines = wanted.map((one) => lineOf(goods, day, one, person.size));
  const ships = lines.some((line) => line.requires_shipping);
  const express = ships && chanceOf(chance, expressShare);
  const order: OrderRow = {
    kind: 'order',
    source_id: nextId(),
    placed_at: momentText(day, minutes),
    channel: person.channel,
    currency,
    customer_id: person.id,
    email: null,
    email_domain: person.emailDomain,
    ip,
    device_id: device,
    billing: person.home,
    shipping,
    payment_kind: person.paymentKind,
    ...amountsOf({ lines, discount: discountOf(goods, day, wanted), express, ships }),
    cancelled: chanceOf(chance, cancelledShare),
    lines,
  };
  return { order, wanted, express, minutes };
};

const stolenOrder = ({ chance, goods, nextId }: Maker, day: number, theft: Theft, article: Article): Placed => {
  const wanted = [{ article, quantity: theft.units }];
  const lines = wanted.map((one) => lineOf(goods, day, one, between(chance, 0, 6)));
  const ships = lines.some((line) => line.requires_shipping);
  const express = ships && chanceOf(chance, thiefExpressShare);
  const order: OrderRow = {
    kind: 'order',
    source_id: nextId(),
    placed_at: momentText(day, theft.minutes),
    channel: theft.channel,
    currency,
    customer_id: theft.customerId,
    email: null,
    email_domain: theft.emailDomain,
    ip: theft.ip,
    device_id: theft.device,
    billing: theft.billing,
    shipping: theft.shipping,
    payment_kind: chanceOf(chance, 0.94) ? 'card' : 'wallet',
    ...amountsOf({ lines, discount: discountOf(goods, day, wanted), express, ships }),
    cancelled: false,
    lines,
  };
  return { order, wanted, express, minutes: theft.minutes };
};

const chargebackOf = (chance: Chance, order: OrderRow, day: number, reason: string, later: Later): void => {
  const receivedDay = day + chargebackDays(chance);
  const row: ChargebackRow = {
    kind: 'chargeback',
    source_id: `cb-${order.source_id}`,
    order_source_id: order.source_id,
    received_at: momentText(receivedDay, between(chance, 480, 1_080)),
    reason_code: reason,
    amount_minor: order.total_minor,
    currency,
  };
  later(receivedDay, row);
};

const shipmentOf = (chance: Chance, placed: Placed, day: number, later: Later): void => {
  const { order, wanted, express, minutes } = placed;
  const shipped = wanted.filter(({ article }) => !article.category.digital);
  if (shipped.length === 0 || order.cancelled) return;
  const kinds = new Set(shipped.map(({ article }) => article.category.packageKind));
  const destination = order.shipping as HistoryPlace;
  const row = deliver(chance, {
    sourceId: `s-${order.source_id}`,
    orderSourceId: order.source_id,
    day,
    minutes,
    destination,
    weightGrams: shipped.reduce((sum, { article, quantity }) => sum + quantity * article.category.weightGrams, 0),
    packageKind: kinds.has('bulky') ? 'bulky' : kinds.has('fragile') ? 'fragile' : 'standard',
    express,
  });
  // The row is written once the parcel has come to an end.
  later(dayNumberOf(row.delivered_at?.slice(0, 10) ?? dayText(day)), row);
};

const reasonsOf = (article: Article): readonly string[] =>
  article.category.sizes.length > 0
    ? article.runsSmall
      ? ['too-small', 'too-small', 'too-small', 'not-as-described']
      : ['too-small', 'too-large', 'not-as-described', 'changed-mind']
    : ['damaged', 'not-as-described', 'changed-mind'];

const returnsOf = (chance: Chance, { order, wanted }: Placed, day: number, later: Later): void => {
  if (order.cancelled) return;
  const ids = returnIdsOf(order);
  for (const { article, quantity } of wanted) {
    const share = article.category.returnShare * (article.runsSmall ? 2 : 1) * (order.discount_minor > 0 ? 1.15 : 1);
    if (!chanceOf(chance, share)) continue;
    const receivedDay = day + between(chance, 8, 27);
    const row: ReturnRow = {
      kind: 'return',
      source_id: ids(article.sku),
      order_source_id: order.source_id,
      sku: article.sku,
      quantity: quantity === 1 ? 1 : between(chance, 1, quantity),
      received_at: momentText(receivedDay, between(chance, 480, 1_080)),
      reason_code: pick(chance, reasonsOf(article)),
    };
    later(receivedDay, row);
  }
};

type Afterwards = { readonly maker: Maker; readonly chance: Chance; readonly later: Later };

/** Returns of somebody who may have tried on, and what they buy instead of what did not fit. */
const triedOn = (wardrobes: Wardrobes, { maker, chance, later }: Afterwards, visit: Visit, made: Placed, day: number): void => {
  const tried = made.wanted.map((one) => ({ ...one, sizeStep: one.sizeStep ?? 0 }));
  const { returns, exchanges } = wardrobes.sendBack(made.order, tried, visit.person, day);
  for (const [receivedDay, row] of returns) later(receivedDay, row);
  for (const { day: bought, wanted } of exchanges) {
    const again = honestOrder(maker, bought, visit, wanted);
    later(bought, again.order);
    shipmentOf(chance, again, bought, later);
  }
};

const holidayFeed = (day: number): readonly FeedRow[] => {
  const holiday = holidayOf(day);
  if (!holiday) return [];
  const on = dayText(day);
  const rest = { sku: null, category: null, region: null, value: null };
  return [{ kind: 'feed', source_id: `holiday-${on}`, feed: 'holiday', day: on, to_day: on, name: holiday.name, ...rest }];
};

/**
 * The past of a simulated retailer, in the order in which its systems came to know of it: an order on its day, a parcel when
 * it has arrived, a chargeback when it is received. What comes after the last day has not happened yet and is left out, as it
 * would be in a real export: the labels of the last months are immature.
 * @param chance the source of all chance; the same one makes the same rows
 */
export function* generateHistory(chance: Chance, options: HistoryOptions): Generator<HistoryRow, void, undefined> {
  const first = dayNumberOf(options.firstDay);
  const goods = createGoods(chance.fork('goods'), options, first);
  const people = createPeople(chance.fork('people'), options.wardrobes ? tryingOn.returningShare : undefined);
  const thieves = createThieves(chance.fork('thieves'), options, people);
  const basketChance = chance.fork('baskets');
  const afterwards = chance.fork('afterwards');
  const waiting = new Map<number, HistoryRow[]>();
  const later: Later = (day, row) => {
    const rows = waiting.get(day);
    if (rows) rows.push(row);
    else waiting.set(day, [row]);
  };
  let orders = 0;
  const nextId = (): string => `h${String((orders += 1)).padStart(7, '0')}`;
  const maker: Maker = { chance: basketChance, goods, nextId };
  const wardrobes = options.wardrobes ? createWardrobes(chance.fork('wardrobes'), options.returnsTimes ?? 1) : undefined;
  const basePull = goods.articles.reduce((sum, { popularity }) => sum + popularity, 0);

  for (let day = first; day < first + options.days; day += 1) {
    yield* holidayFeed(day);
    yield* goods.feedsOf(day);
    const shelf = shelfOf(basketChance, goods, day, basePull);
    const growth = (1 + options.yearlyGrowth) ** ((day - first) / 365);
    const mean = options.ordersPerDay * dayFactor(day) * growth * shelf.demand;
    const placed: Placed[] = [];
    for (let visits = poisson(basketChance, mean * campaignLift); visits > 0; visits -= 1) {
      const visit = people.visit();
      const chosen = shelf.basketFor(visit.person.home.region);
      if (chosen.length === 0) continue;
      const wanted = wardrobes?.tryOn(visit.person, chosen) ?? chosen;
      const made = honestOrder(maker, day, visit, wanted);
      placed.push(made);
      if (chanceOf(afterwards, options.friendlyFraudShare)) chargebackOf(afterwards, made.order, day, 'not-recognised', later);
      if (wardrobes) triedOn(wardrobes, { maker, chance: afterwards, later }, visit, made, day);
      else returnsOf(afterwards, made, day, later);
    }
    for (const theft of thieves.on(day, placed.length)) {
      const article = shelf.loot();
      if (!article) continue;
      const made = stolenOrder(maker, day, theft, article);
      placed.push(made);
      if (chanceOf(afterwards, chargebackShare)) chargebackOf(afterwards, made.order, day, 'fraud', later);
    }
    placed.sort((one, other) => one.minutes - other.minutes);
    for (const made of placed) {
      shipmentOf(afterwards, made, day, later);
      yield made.order;
    }
    yield* waiting.get(day) ?? [];
    waiting.delete(day);
  }
}
