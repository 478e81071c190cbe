import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { parseDecisionRef } from '../../domain/decisions/decision-ref.ts';
import type { Features } from '../../domain/feature-schema.ts';
import { fraudTargetOf, type OrderVerdict, type WordOnOrder } from '../../domain/training/fraud-target.ts';
import type { DecisionLog, DecisionRecord } from '../decision-log.ts';
import type { ReadLabels } from '../decisions/read-labels.ts';
import type { LabelledRow } from './training-set.ts';

type Window = { readonly from: Instant; readonly to: Instant };

/** What of an order the training has to know beside its decisions. */
export type LiveOrder = {
  readonly placedAt: Instant;
  /** Id at the channel, by which an imported order is told to be the same. */
  readonly channelOrderId: string;
  readonly channel: string;
  /** Where the parcel goes: ISO 3166-2, or the country alone; null where that is not known. */
  readonly region: string | null;
  readonly test: boolean;
  /** It was cancelled, or a check stops it still: the goods never left, and that no bank complains says nothing. */
  readonly stopped: boolean;
};

export type LiveFraudParts = {
  readonly verdicts: (
    tenantId: TenantId,
    window: Window,
    asOf: Instant,
  ) => AsyncIterable<OrderVerdict & { readonly orderId: string; readonly placedAt: Instant }>;
  readonly words: ReadLabels;
  readonly decisions: Pick<DecisionLog, 'list'>;
  readonly streamOf: (tenantId: TenantId, orderId: string) => StreamId;
  readonly order: (tenantId: TenantId, orderId: string) => Promise<LiveOrder | undefined>;
  readonly sha256: (text: string) => string;
};

/** As much of a fraud receipt as is learnt from. */
type FraudReceipt = {
  readonly band?: string;
  readonly inputs?: { readonly features?: Features };
  readonly bands?: { readonly exploration?: { readonly explored: boolean; readonly propensity: number } | null };
};

export type LiveRow = LabelledRow & { readonly channelOrderId: string };

/**
 * Orders whose receipts are read for one training. Of more, everyone of whom something was said is taken, and of the others a
 * share that counts for all.
 */
export const liveOrdersMax = 20_000;
const shareMin = 0.001;
/** No order counts for more than this many, so that one lucky thief among those who were let through does not make the model. */
export const inverseMax = 20;
const atOnce = 16;
const drawDigits = 13;

const drawOf = (hash: string): number => Number.parseInt(hash.slice(0, drawDigits), 16) / 16 ** drawDigits;

type Asked = {
  readonly orderId: string;
  readonly verdict: OrderVerdict | undefined;
  readonly words: readonly WordOnOrder[];
  readonly share: number;
};

/** What was said of fraud decisions, by order. Nobody can say it of an order before it is placed. */
const wordsByOrder = async (
  { words }: LiveFraudParts,
  tenantId: TenantId,
  { from, to }: Window,
): Promise<ReadonlyMap<string, readonly WordOnOrder[]>> => {
  const found = new Map<string, WordOnOrder[]>();
  for await (const { decisionId, kind, target, weight, labelledAt, outcome } of words(tenantId, 'fraud', { from, to })) {
    const ref = parseDecisionRef(decisionId);
    if (ref?.of !== 'order' || kind !== 'fraud') continue;
    const word = { target, weight, labelledAt, outcome };
    const known = found.get(ref.subjectId);
    if (known) known.push(word);
    else found.set(ref.subjectId, [word]);
  }
  return found;
};

/** The newest decision that did not know the end yet. */
const decisionBefore = (records: readonly DecisionRecord[], knownAt: Instant): DecisionRecord | undefined =>
  records
    .filter(({ kind, decidedAt }) => kind === 'fraud' && decidedAt < knownAt)
    .toSorted((one, other) => (one.decidedAt < other.decidedAt ? -1 : 1))
    .at(-1);

/**
 * Orders of the product with the features that they were decided by, as their receipts have them: nothing is computed anew, so
 * nothing can know what came later. Who was let through to learn from counts for all those who were not, by the inverse of the
 * probability with which that was done (Horvitz and Thompson, Journal of the American Statistical Association 47, 1952).
 */
export const createLiveFraudRows = (parts: LiveFraudParts) => {
  const rowOf = async (tenantId: TenantId, { orderId, verdict, words, share }: Asked, window: Window): Promise<LiveRow | undefined> => {
    const target = fraudTargetOf(verdict, words, window.to);
    if (!target) return undefined;
    const [records, order] = await Promise.all([
      parts.decisions.list(parts.streamOf(tenantId, orderId), 'fraud.'),
      parts.order(tenantId, orderId),
    ]);
    const receipt = decisionBefore(records, target.knownAt)?.receipt as FraudReceipt | undefined;
    const features = receipt?.inputs?.features;
    if (!order || order.test || !features || order.placedAt < window.from || order.placedAt >= window.to) return undefined;
    if (target.bySilence && receipt.band !== 'pass' && order.stopped) return undefined;
    const exploration = receipt.bands?.exploration;
    const propensity = exploration?.explored === true ? exploration.propensity : 1;
    const weight = (target.weight * Math.min(inverseMax, 1 / Math.max(propensity, 1 / inverseMax))) / share;
    const group = { channel: order.channel, region: order.region };
    return { id: orderId, at: order.placedAt, features, label: target.label, weight, group, channelOrderId: order.channelOrderId };
  };

  /** Orders to be read, those first of whom something was said. */
  async function* asked(tenantId: TenantId, window: Window): AsyncGenerator<Asked> {
    const words = await wordsByOrder(parts, tenantId, window);
    let silent = 0;
    const told = new Set<string>();
    for await (const { orderId, ...verdict } of parts.verdicts(tenantId, window, window.to)) {
      if (verdict.basis === 'no-chargeback' && !words.has(orderId)) silent += 1;
      else {
        told.add(orderId);
        yield { orderId, verdict, words: words.get(orderId) ?? [], share: 1 };
      }
    }
    for (const [orderId, said] of words) if (!told.has(orderId)) yield { orderId, verdict: undefined, words: said, share: 1 };
    const share = Math.min(1, Math.max(shareMin, (liveOrdersMax - told.size) / Math.max(1, silent)));
    for await (const { orderId, ...verdict } of parts.verdicts(tenantId, window, window.to)) {
      if (told.has(orderId) || words.has(orderId) || verdict.basis !== 'no-chargeback') continue;
      // The same orders whenever it is asked, so that a training can be repeated.
      if (share === 1 || drawOf(parts.sha256(`training ${orderId}`)) < share) yield { orderId, verdict, words: [], share };
    }
  }

  /** @param window orders placed in it; what became known after its end is not used */
  return async function* liveFraudRows(tenantId: TenantId, window: Window): AsyncGenerator<LiveRow> {
    let page: Asked[] = [];
    const read = async (): Promise<readonly LiveRow[]> => {
      const rows = await Promise.all(page.map((one) => rowOf(tenantId, one, window)));
      page = [];
      return rows.filter((row) => row !== undefined);
    };
    for await (const one of asked(tenantId, window)) {
      page.push(one);
      if (page.length === atOnce) yield* await read();
    }
    yield* await read();
  };
};

export type LiveFraudRows = ReturnType<typeof createLiveFraudRows>;

/** Live orders, and of the imported ones those that are not the same as one of them: what was served goes before what is computed. */
export async function* withLiveRows(live: AsyncIterable<LiveRow>, imported: AsyncIterable<LabelledRow>): AsyncGenerator<LabelledRow> {
  const known = new Set<string>();
  for await (const { channelOrderId, ...row } of live) {
    known.add(channelOrderId);
    yield row;
  }
  for await (const row of imported) if (!known.has(row.id)) yield row;
}
