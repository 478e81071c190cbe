import { momentText } from './calendar.ts';
import type { Wanted } from './baskets.ts';
import { between, type Chance, chanceOf, logNormal } from './chance.ts';
import type { Article } from './goods.ts';
import type { OrderRow, ReturnRow } from './history.rows.ts';
import { tryingOn } from './history.setting.ts';

/** How somebody buys clothes: whether they order two sizes of one, and how much of what they order goes back. */
type Habits = { readonly triesSizes: boolean; readonly sendsBack: number; readonly fit: number };

/** A line of somebody who may try on: the size is meant beside the one that they usually wear. */
export type Tried = Wanted & { readonly sizeStep: number };

/** Somebody who bought the wrong size, and buys the right one. */
export type Exchange = { readonly day: number; readonly wanted: readonly Tried[] };

/** Ids of what comes back of an order: an order may hold an article on two lines, and both may come back. */
export const returnIdsOf = ({ source_id: orderId }: OrderRow): ((sku: string) => string) => {
  const counts = new Map<string, number>();
  return (sku) => {
    const count = (counts.get(sku) ?? 0) + 1;
    counts.set(sku, count);
    return count === 1 ? `r-${orderId}-${sku}` : `r-${orderId}-${sku}-${count}`;
  };
};

export type Buyer = { readonly id: string; readonly size: number };

const sized = ({ category }: Article): boolean => category.sizes.length > 0;
/** Place of the size on the rack of the category; everybody finds one. */
const placeOf = ({ category }: Article, size: number): number => size % Math.max(1, category.sizes.length);
const lastOf = ({ category }: Article): number => category.sizes.length - 1;

/**
 * What sends clothes and shoes back: the cut of an article, the person, several sizes in one order, price, season and channel.
 * It draws from a source of its own, so that a shop without it stays the shop that it was.
 */
export const createWardrobes = (chance: Chance, returnsTimes: number) => {
  const known = new Map<string, Habits>();
  const likings = new Map<string, number>();
  /** Some articles please less than others, whatever their size. */
  const backOf = ({ sku }: Article): number => {
    const liking = likings.get(sku) ?? logNormal(chance.fork(`article ${sku}`), 1, tryingOn.articleDeviation);
    likings.set(sku, liking);
    return liking * returnsTimes;
  };
  const habitsOf = (id: string): Habits => {
    const found = known.get(id);
    if (found) return found;
    const own = chance.fork(`person ${id}`);
    const drawn = own.next();
    const habits = {
      triesSizes: chanceOf(own, tryingOn.triersShare),
      sendsBack: logNormal(own, tryingOn.sendsBack.median, tryingOn.sendsBack.deviation),
      // Most wear what they think they wear; some a size more, or one less.
      fit: drawn < tryingOn.unusualFitShare ? 1 : drawn < 2 * tryingOn.unusualFitShare ? -1 : 0,
    };
    known.set(id, habits);
    return habits;
  };

  const step = (article: Article, size: number, by: number): number => {
    const place = placeOf(article, size);
    return Math.min(lastOf(article), Math.max(0, place + by)) - place;
  };

  /** By how many sizes what they took is too small; below 0 it is too large. */
  const misfit = (article: Article, buyer: Buyer, taken: number): number =>
    step(article, buyer.size, (article.runsSmall ? 1 : 0) + habitsOf(buyer.id).fit) - taken;

  /** What they put into the cart: some take a second size along. */
  const tryOn = (buyer: Buyer, wanted: readonly Wanted[]): readonly Tried[] =>
    wanted.flatMap((one): readonly Tried[] => {
      const plain = { ...one, sizeStep: 0 };
      if (!sized(one.article)) return [plain];
      const share = habitsOf(buyer.id).triesSizes ? tryingOn.secondSize.triers : tryingOn.secondSize.others;
      const other = step(one.article, buyer.size, chanceOf(chance, 0.75) ? 1 : -1);
      return chanceOf(chance, share) && other !== 0 ? [plain, { article: one.article, quantity: 1, sizeStep: other }] : [plain];
    });

  const shareOf = (tried: Tried, buyer: Buyer, order: OrderRow, beside: readonly Tried[]): number => {
    const { article, sizeStep } = tried;
    const others = beside.filter((one) => one.article === article && one !== tried);
    const gap = sized(article) ? misfit(article, buyer, sizeStep) : 0;
    const isBest = others.every((one) => Math.abs(misfit(article, buyer, one.sizeStep)) >= Math.abs(gap));
    if (others.length > 0 && !isBest) return tryingOn.otherSizeBack;
    const [median] = article.category.price;
    const month = Number(order.placed_at.slice(5, 7));
    const usual =
      article.category.returnShare *
      tryingOn.withoutFit *
      backOf(article) *
      habitsOf(buyer.id).sendsBack *
      (order.discount_minor > 0 ? 1.15 : 1) *
      (article.firstPriceMinor / median) ** tryingOn.priceExponent *
      (month === 12 ? tryingOn.presents : 1) *
      (order.channel === 'amazon' || order.channel === 'walmart' ? tryingOn.marketplaces : 1);
    return Math.min(0.9, gap === 0 ? usual : usual + tryingOn.wrongSizeBack * Math.min(1.5, returnsTimes));
  };

  const reasonOf = (article: Article, gap: number): string => {
    if (gap !== 0) return gap > 0 ? 'too-small' : 'too-large';
    return sized(article)
      ? chanceOf(chance, 0.5)
        ? 'not-as-described'
        : 'changed-mind'
      : chanceOf(chance, 0.3)
        ? 'damaged'
        : 'changed-mind';
  };

  /** What of an order comes back, and what is bought instead. */
  const sendBack = (
    order: OrderRow,
    wanted: readonly Tried[],
    buyer: Buyer,
    day: number,
  ): { readonly returns: readonly (readonly [day: number, row: ReturnRow])[]; readonly exchanges: readonly Exchange[] } => {
    const returns: (readonly [number, ReturnRow])[] = [];
    const exchanges: Exchange[] = [];
    if (order.cancelled) return { returns, exchanges };
    const ids = returnIdsOf(order);
    for (const [index, tried] of wanted.entries()) {
      const { article, quantity, sizeStep } = tried;
      if (!chanceOf(chance, shareOf(tried, buyer, order, wanted))) continue;
      const line = order.lines[index];
      if (line === undefined) continue;
      const gap = sized(article) ? misfit(article, buyer, sizeStep) : 0;
      const receivedDay = day + between(chance, 8, 27);
      returns.push([
        receivedDay,
        {
          kind: 'return',
          source_id: ids(line.sku),
          order_source_id: order.source_id,
          sku: line.sku,
          quantity: quantity === 1 ? 1 : between(chance, 1, quantity),
          received_at: momentText(receivedDay, between(chance, 480, 1_080)),
          reason_code: reasonOf(article, gap),
        },
      ]);
      const alone = wanted.filter((one) => one.article === article).length === 1;
      if (gap !== 0 && alone && chanceOf(chance, tryingOn.exchangesShare))
        exchanges.push({ day: receivedDay + between(chance, 0, 3), wanted: [{ article, quantity: 1, sizeStep: sizeStep + gap }] });
    }
    return { returns, exchanges };
  };

  return { tryOn, sendBack };
};

export type Wardrobes = ReturnType<typeof createWardrobes>;
