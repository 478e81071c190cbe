import type { CheckedVerdict, RecordReason } from '../../../intelligence/index.ts';
import { HoldId } from '../../../kernel/ids.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import type { Order } from '../../domain/order.state.ts';
import { orderStream } from '../order.stream.ts';
import type { OrdersParts } from '../orders.parts.ts';
import { createPlaceOnce } from '../place-once.ts';
import { orderRecord } from './order-record.ts';

const policy = { name: 'record-check', version: 1 } as const;

export const dataReviewHoldId = HoldId('data-review');

/** Why the data of an order is looked at, for the person who looks. */
export type UnusualReceipt = {
  readonly band: 'review';
  readonly policy: { readonly name: string; readonly version: number };
  readonly inputs: {
    readonly channel: string;
    /** Names what the order was judged by. */
    readonly model: string;
    /** How strange it is, above 0 and at most 1. */
    readonly score: number;
    readonly threshold: number;
    /** Orders that the threshold was set by. */
    readonly heldOut: number;
  };
  readonly fields: readonly RecordReason[];
  readonly reasons: readonly string[];
};

const sentenceOf = ({ field, message }: RecordReason): string => `${field === '' ? '' : `${field}: `}${message}.`;

const receiptOf = (channel: string, { model, score, threshold, heldOut, reasons }: CheckedVerdict): UnusualReceipt => ({
  band: 'review',
  policy,
  inputs: { channel, model, score, threshold, heldOut },
  fields: reasons,
  reasons:
    reasons.length > 0
      ? reasons.map(sentenceOf)
      : [`No field alone is strange; together they are stranger than ${heldOut} orders of ${channel}.`],
});

/** A first look, before any unit has a source. What contradicts itself is held already, and test orders are no data. */
const isLookedAt = ({ test, status, lastAttempt, discrepancies, holds }: Order): boolean =>
  !test &&
  lastAttempt === 0 &&
  (status === 'pending' || status === 'confirmed') &&
  discrepancies.length === 0 &&
  holds.every(({ type }) => type !== 'data-review');

/**
 * Holds an order for review whose data is unlike that of its channel's orders so far: an operator releases it, and the order
 * goes on; or rejects it, and the order is cancelled. While too few orders of the channel are known nothing is held; neither
 * when what is known cannot be read, because orders do not wait for a check.
 */
export const createHoldUnusual = (parts: Pick<OrdersParts, 'platform' | 'store' | 'decisions' | 'records'>) => {
  const { platform, decisions, records } = parts;
  const { logger, metrics } = platform.observability;
  const place = createPlaceOnce(parts);

  const judge = async ({ tenantId }: Caller, order: Order): Promise<CheckedVerdict | undefined> => {
    try {
      return await records.judge(tenantId, order.channel, orderRecord(order, platform.clock.now()));
    } catch (error) {
      logger.warn('record could not be checked', { tenant_id: tenantId, order_id: order.orderId, error: error as Error });
      metrics.addMetric('RecordChecksFailed', 'Count', 1);
      return undefined;
    }
  };

  return async (caller: Caller, order: Order): Promise<void> => {
    if (!isLookedAt(order)) return;
    const verdict = await judge(caller, order);
    if (verdict === undefined) return;
    metrics.addMetric('RecordsChecked', 'Count', 1);
    if (!verdict.unusual) return;
    metrics.addMetric('RecordsSetAside', 'Count', 1);
    const decision = await decisions.record(orderStream(caller.tenantId, order.orderId), {
      decisionId: 'unusual.data',
      kind: 'unusual',
      receipt: receiptOf(order.channel, verdict),
    });
    await place(caller, order, {
      holdId: dataReviewHoldId,
      type: 'data-review',
      reason: decision.receipt.reasons.join(' '),
      blocks: ['sourcing', 'release'],
      releasableBy: ['operator', 'admin'],
    });
  };
};
