// Promotions that carts ask for: one that only a few orders may use, of which some people are held out, and one that looks at what
// somebody bought before.
import { learnOutcomesOf } from '../../lambdas/customers/promotion-parts.ts';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import type { Random } from '../../lib/platform/simulation/random.ts';
import { fewPromotion, type People, unitPriceMinor } from './people.ts';
import type { ReturnBook } from './return-book.ts';
import type { Tenant, World } from './world.ts';

type Parts = {
  readonly world: World;
  readonly people: Pick<People, 'ask'>;
  readonly book: ReturnBook;
  readonly random: Random;
  readonly refusals: string[];
};
type Person = { readonly tenant: Tenant; readonly personId: string };
type LeftOut = { readonly promotion_id: string; readonly reason: string };
type Answer = { readonly id: string; readonly items: unknown };

const usesMax = 2;
const again = 'sim-again';
const value = {
  promotions: [
    { promotion_id: fewPromotion, title: fewPromotion, kind: 'percent', percent: 10, uses_max: usesMax, holdout_percent: 30 },
    { promotion_id: again, title: again, kind: 'percent', percent: 5, audience: 'repurchase' },
  ],
};
const [askedShare, twiceShare] = [0.5, 0.5];
const fourDaysMs = 4 * 86_400_000;
/** What the projector has in hand may be a moment late. */
const [looksMax, lookMs] = [60, 1_000];

const reasonOf = (body: Readonly<Record<string, unknown>>, id: string): string =>
  ((body['left_out'] ?? []) as readonly LeftOut[]).find(({ promotion_id: left }) => left === id)?.reason ?? 'offered';

export const createPromotions = ({ world, people, book, random, refusals }: Parts, website: Tenant) => {
  const answers: Answer[] = [];

  const asked = (lines: readonly { readonly sku: string; readonly quantity: number }[], email: string | undefined, reference?: string) =>
    people.ask(website, 'POST', '/checkout/promotions', {
      currency: 'USD',
      lines: lines.map((line) => ({ ...line, unit_price: unitPriceMinor })),
      ...(reference === undefined ? {} : { order_reference: reference }),
      ...(email === undefined ? {} : { customer: { email } }),
    });

  /** Orders that use it and stand, by the book. */
  const usesInBook = async (): Promise<number> => {
    let uses = 0;
    for (const name of book.orders.keys()) {
      const [tenant = '', orderId = ''] = name.split('#');
      if (tenant !== website) continue;
      const order = (await world.product.orders.read.get(TenantId(tenant), OrderId(orderId)))?.order;
      if (order?.promotions?.includes(fewPromotion) && order.status !== 'cancelled') uses += 1;
    }
    return uses;
  };

  type Figures = {
    readonly promotion_id: string;
    readonly uses: number;
    readonly outcomes: readonly { readonly shown: Group; readonly held: Group }[];
  };
  type Group = { readonly people: number; readonly orders: number };
  const figures = async (): Promise<Figures | undefined> => {
    const { body } = await world.drive(people.ask(website, 'GET', '/promotions/report'));
    return ((body['items'] ?? []) as readonly Figures[]).find(({ promotion_id: id }) => id === fewPromotion);
  };

  const boundProblems = async (): Promise<readonly string[]> => {
    const uses = await usesInBook();
    let reported = -1;
    let reason = '';
    for (let look = 0; look < looksMax; look += 1) {
      reported = (await figures())?.uses ?? -1;
      reason = reasonOf((await world.drive(asked([{ sku: 'SIM-SHOWN', quantity: 1 }], undefined))).body, fewPromotion);
      if (reported === uses && (reason === 'used-up') === uses >= usesMax) return [];
      await world.drive(world.cloud.scheduler.sleep(lookMs, 'somebody looks at the promotions again'));
    }
    return [`a promotion that ${uses} orders use, of ${usesMax} that may, is ${reason} and reported with ${reported}`];
  };

  /** Nobody counts twice: not who loads a page again, nor whose order is found by two answers. */
  const outcomeProblems = async (): Promise<readonly string[]> => {
    const { machine } = world.cloud;
    for (let look = 0; look < 3; look += 1)
      await learnOutcomesOf(machine).learnUntil(TenantId(website), plusMs(machine.clock.now(), fourDaysMs));
    const units = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await machine.ledger.scan(cursor === undefined ? {} : { cursor });
      for (const item of page.items)
        if (item.PK.startsWith(`${website}#PROMOTIONS#`)) units.add((item['person_id'] ?? item['reference'] ?? '') as string);
      cursor = page.cursor;
    } while (cursor !== undefined);
    units.delete('');
    const [outcome] = (await figures())?.outcomes ?? [];
    if (outcome === undefined) return [];
    const counted = outcome.shown.people + outcome.held.people;
    const ordered = outcome.shown.orders + outcome.held.orders;
    return counted <= units.size && ordered <= counted
      ? []
      : [`of a promotion ${counted} people are counted with ${ordered} orders, and ${units.size} were asked about`];
  };

  return {
    open: (): Promise<unknown> =>
      people.ask(website, 'PUT', '/policies/promotions', { value, note: 'promotions of a simulation', expected_version: 0 }),
    /** Some ask, and some of them load the page again. */
    visit: async (
      lines: readonly { readonly sku: string; readonly quantity: number }[],
      person: Person | undefined,
      email: string | undefined,
      reference: string,
    ): Promise<void> => {
      if (!random.chance(askedShare)) return;
      const heard: string[] = [];
      for (let loads = random.chance(twiceShare) ? 2 : 1; loads > 0; loads -= 1) {
        const { status, body } = await asked(lines, email, reference);
        if (status !== 200) return void refusals.push(`a checkout was answered ${status} ${String(body['code'])}`);
        const mayCount = person !== undefined && book.agrees(website, person.personId);
        const isUsed = body['consent'] === true || Number(body['orders_of_person']) > 0;
        const isOffered = (body['policy'] as { readonly version: number }).version > 0 && reasonOf(body, again) !== 'consent';
        if (!mayCount && (isUsed || isOffered)) refusals.push('what a customer bought counts at a checkout, and they never agreed to it');
        answers.push({ id: String(body['promotions_id']), items: body['items'] });
        // With consent the person is held out or not, and before it the cart: that may change in between.
        if (!mayCount) heard.push(reasonOf(body, fewPromotion));
      }
      const [first, second] = heard;
      if (second !== undefined && first !== second && !heard.includes('used-up'))
        refusals.push(`a promotion was ${first} and then ${second} for one cart`);
    },
    problems: async (): Promise<readonly string[]> => {
      const problems: string[] = [];
      for (const { id, items } of answers) {
        const { status, body } = await world.drive(people.ask(website, 'GET', `/checkout/promotions/${id}`));
        if (status !== 200 || canonicalJson(body['items'] as never) !== canonicalJson(items as never))
          problems.push(`the promotions ${id} of a checkout are not there as they were answered`);
      }
      return [...problems, ...(await boundProblems()), ...(await outcomeProblems())];
    },
  };
};
