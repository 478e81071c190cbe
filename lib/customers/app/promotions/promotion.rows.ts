import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { fromWire, toWire } from '../../../kernel/wire.ts';
import type { Item, Table } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import type { Cadences } from '../../domain/promotions/cadence.ts';
import { emptyTally, type Tally } from '../../domain/promotions/outcome.ts';
import { createAnswerRows, type KeptAnswer } from '../checkout-answers/answer.rows.ts';
import type { OfferedPromotions } from './offered-promotions.ts';

/** An answer as it is kept: with whom it was for, where they agreed to that, and the order that it was for. */
export type KeptPromotions = OfferedPromotions & KeptAnswer;

/** What one person, or one cart of somebody unknown, adds to what is known of a promotion. */
export type Seen = {
  readonly isShown: boolean;
  /** What was ordered, minor units; null where nothing was. */
  readonly orderMinor: number | null;
  /** What the promotion took off it; null where the order does not name it. */
  readonly usedMinor: number | null;
};

const count = z.number().default(0);
const TallyRow = z.object({
  shown_people: count,
  shown_orders: count,
  shown_sum: count,
  shown_squares: count,
  held_people: count,
  held_orders: count,
  held_sum: count,
  held_squares: count,
  used: count,
  given_minor: count,
});
const CadenceRow = z.object({
  counted_at: z.string(),
  gaps: z.number(),
  away_days: z.number().nullable(),
  articles: z.array(z.object({ sku: z.string(), gaps: z.number(), mean_days: z.number() })),
});

/** What was not counted anew for a week is forgotten. */
const cadencesKeptMs = 7 * 86_400_000;
const tallyKey = (tenantId: TenantId, promotionId: string, currency: string) => ({
  PK: `${tenantId}#PROMOTIONTALLY`,
  SK: `${promotionId}#${currency}`,
});
const cadenceKey = (tenantId: TenantId) => ({ PK: `${tenantId}#CADENCES`, SK: 'SHOP' });

const tallyOf = (row: z.output<typeof TallyRow>): Tally => ({
  shown: { people: row.shown_people, orders: row.shown_orders, sum: row.shown_sum, squares: row.shown_squares },
  held: { people: row.held_people, orders: row.held_orders, sum: row.held_sum, squares: row.held_squares },
  used: row.used,
  givenMinor: row.given_minor,
});

/** Answers with promotions, and what became of those: counts that nobody can be told from. */
export const createPromotionRows = ({ ledger }: { readonly ledger: Table }) => ({
  ...createAnswerRows<KeptPromotions>(
    { ledger },
    { answers: 'PROMOTIONS', row: 'PROMOTIONS', learned: 'PROMOTIONSEEN' },
    ({ promotionsId }) => promotionsId,
  ),
  /** What became of promotions with carts of a currency, in the order asked. */
  tallies: async (tenantId: TenantId, ids: readonly string[], currency: string): Promise<readonly Tally[]> => {
    const rows = ids.length === 0 ? [] : await ledger.getMany(ids.map((id) => tallyKey(tenantId, id, currency)));
    return rows.map((row) => (row === undefined ? emptyTally : tallyOf(TallyRow.parse(row))));
  },
  /** All that is known, by promotion and currency. */
  allTallies: async (
    tenantId: TenantId,
  ): Promise<readonly { readonly promotionId: string; readonly currency: string; readonly tally: Tally }[]> => {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger.query({ PK: `${tenantId}#PROMOTIONTALLY`, ...(cursor === undefined ? {} : { cursor }) });
      items.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return items.map((item) => {
      const mark = item.SK.lastIndexOf('#');
      return { promotionId: item.SK.slice(0, mark), currency: item.SK.slice(mark + 1), tally: tallyOf(TallyRow.parse(item)) };
    });
  },
  count: async (tenantId: TenantId, promotionId: string, currency: string, { isShown, orderMinor, usedMinor }: Seen): Promise<void> => {
    const side = isShown ? 'shown' : 'held';
    await ledger.update(tallyKey(tenantId, promotionId, currency), {
      add: {
        [`${side}_people`]: 1,
        ...(orderMinor === null
          ? {}
          : { [`${side}_orders`]: 1, [`${side}_sum`]: orderMinor, [`${side}_squares`]: orderMinor * orderMinor }),
        ...(usedMinor === null ? {} : { used: 1, given_minor: usedMinor }),
      },
    });
  },
});

export type PromotionRows = ReturnType<typeof createPromotionRows>;

/** When customers buy again, in a row of the views that is made anew each night. */
export const createCadenceRows = (views: Table) => ({
  save: (tenantId: TenantId, cadences: Cadences, now: Instant): Promise<void> =>
    views.put({
      ...cadenceKey(tenantId),
      ...(toWire({ ...cadences, countedAt: now }) as object),
      ...snapshotMark,
      ttl: Math.ceil(toEpochMs(plusMs(now, cadencesKeptMs)) / 1_000),
    }),
  read: async (tenantId: TenantId): Promise<(Cadences & { readonly countedAt: Instant }) | undefined> => {
    const row = CadenceRow.safeParse(await views.get(cadenceKey(tenantId)));
    if (!row.success) return undefined;
    const { counted_at: at, ...rest } = row.data;
    return { ...fromWire<Cadences>(rest), countedAt: Instant(at) };
  },
});
