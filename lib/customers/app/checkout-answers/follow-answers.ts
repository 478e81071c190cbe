import type { PersonId, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { AnswerRows, DueAnswer, KeptAnswer } from './answer.rows.ts';

const hourMs = 3_600_000;
/** An answer is shown on request for so long, and its order is looked for within it. */
export const answerKeptMs = 30 * 24 * hourMs;
/** When the order of an answer is looked for: most have come by the first time. */
const lookAfterMs: readonly number[] = [hourMs, 24 * hourMs, 72 * hourMs];

/** An order that was placed after a checkout was answered. */
export type OrderPlaced = {
  readonly orderId: string;
  readonly placedAt: Instant;
  readonly shippingMethod: string | null;
  /** Where the customer comes; null where a carrier brings the goods. */
  readonly pickupAt: string | null;
  readonly currency: string;
  /** Minor units of the currency. */
  readonly totalMinor: number;
  /** Promotions that it names. */
  readonly promotions: readonly string[];
};

/** The first order of the shop's own id, or of the person, from that moment on; tests are left out. */
export type FindOrderAfter = (
  tenantId: TenantId,
  by: { readonly reference: string } | { readonly personId: PersonId },
  since: Instant,
) => Promise<OrderPlaced | undefined>;

export type FollowParts<Answer extends KeptAnswer> = {
  readonly rows: Pick<AnswerRows<Answer>, 'idOf' | 'read' | 'due' | 'done' | 'expect'>;
  readonly orderAfter: FindOrderAfter;
  /** @returns whether something was learned */
  readonly onOrder: (tenantId: TenantId, answer: Answer, order: OrderPlaced) => Promise<boolean>;
  /** When the last look has found none. @returns whether something was learned */
  readonly onNothing?: (tenantId: TenantId, answer: Answer) => Promise<boolean>;
};

/** Answers looked at for a tenant in one run; what is left comes with the next. */
const dueMax = 2_000;
const dueAtOnce = 200;

/** Has the order of an answer looked for, an hour later at first. */
export const followLater = <Answer extends KeptAnswer>(
  rows: Pick<AnswerRows<Answer>, 'idOf' | 'expect'>,
  tenantId: TenantId,
  answer: Answer,
): Promise<void> =>
  rows.expect(tenantId, { dueAt: plusMs(answer.answeredAt, lookAfterMs[0] ?? hourMs), answerId: rows.idOf(answer), looked: 0 });

/**
 * Looks for the orders of answers an hour, a day and three days after they were given. No order pays for it with a write. One
 * answer's trouble holds up no other: it stays, and is looked at again.
 */
export const createFollowAnswers = <Answer extends KeptAnswer>({ rows, orderAfter, onOrder, onNothing }: FollowParts<Answer>) => {
  const orderOf = async (tenantId: TenantId, { reference, personId, answeredAt }: Answer): Promise<OrderPlaced | undefined> => {
    const named = reference === null ? undefined : await orderAfter(tenantId, { reference }, answeredAt);
    return named ?? (personId === null ? undefined : orderAfter(tenantId, { personId }, answeredAt));
  };

  const look = async (tenantId: TenantId, { answerId, looked }: DueAnswer): Promise<boolean> => {
    const kept = await rows.read(tenantId, answerId);
    if (!kept?.isOpen) return false;
    const order = await orderOf(tenantId, kept);
    if (order) return onOrder(tenantId, kept, order);
    const nextMs = lookAfterMs[looked + 1];
    if (nextMs === undefined) return (await onNothing?.(tenantId, kept)) ?? false;
    await rows.expect(tenantId, { dueAt: plusMs(kept.answeredAt, nextMs), answerId, looked: looked + 1 });
    return false;
  };

  /** @param until answers that are due by then @throws Error of one that could not be looked at, after the others have been */
  return async (tenantId: TenantId, until: Instant): Promise<{ readonly looked: number; readonly learned: number }> => {
    let [looked, learned] = [0, 0];
    let trouble: Error | undefined;
    let cursor: string | undefined;
    do {
      const due = await rows.due(tenantId, until, { limit: dueAtOnce, cursor });
      for (const one of due.items) {
        try {
          if (await look(tenantId, one)) learned += 1;
          await rows.done(tenantId, one);
        } catch (error) {
          trouble = error as Error;
        }
      }
      looked += due.items.length;
      cursor = due.cursor;
    } while (cursor !== undefined && looked < dueMax);
    if (trouble !== undefined) throw trouble;
    return { looked, learned };
  };
};
