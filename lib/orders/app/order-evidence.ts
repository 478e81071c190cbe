import type { TenantId } from '../../kernel/ids.ts';
import { type BandsReceipt, recommendationSentence } from '../../fraud/index.ts';
import type { DecisionLog, DecisionRecord } from '../../intelligence/index.ts';
import type { Evidence } from '../domain/order.attention.ts';
import type { Order, RecordedHold } from '../domain/order.record.ts';
import type { DuplicateReceipt } from './hold-duplicate.ts';
import { orderStream } from './order.stream.ts';

/** As much of a fraud receipt as advice takes. */
type FraudReceipt = {
  readonly reasons?: readonly string[];
  readonly advice?: { readonly score?: number };
  readonly bands?: Partial<Pick<BandsReceipt, 'recommended' | 'costsMinor' | 'currency'>>;
};

/** What costs least now, where costs were looked at. */
const recommendedIn = ({ bands }: FraudReceipt) => {
  if (!bands?.recommended || !bands.costsMinor || !bands.currency) return {};
  const { recommended: action, costsMinor, currency } = bands;
  return { recommended: { action, sentence: recommendationSentence(action, costsMinor[action], currency) } };
};

const latestOf = <Receipt>(records: readonly DecisionRecord[]): Receipt | undefined =>
  records.toSorted((left, right) => (left.decidedAt < right.decidedAt ? -1 : 1)).at(-1)?.receipt as Receipt | undefined;

/** What the receipts of earlier decisions tell whoever decides on a hold; read for the types of hold that have one. */
export const createReadEvidence =
  ({ decisions }: { readonly decisions: DecisionLog }) =>
  async (tenantId: TenantId, { orderId }: Order, { type, holdId }: RecordedHold): Promise<Evidence> => {
    const stream = orderStream(tenantId, orderId);
    if (type === 'fraud-review') {
      const receipt = latestOf<FraudReceipt>(await decisions.list(stream, 'fraud.'));
      return receipt?.reasons
        ? { review: { reasons: receipt.reasons, score: receipt.advice?.score ?? null, ...recommendedIn(receipt) } }
        : {};
    }
    if (type !== 'duplicate-review') return {};
    // The hold is named after the other order, as its receipt is.
    const found = await decisions.get<DuplicateReceipt>(stream, holdId.replace(/^duplicate-/, 'duplicate.'));
    if (!found) return {};
    const { other, secondsApart } = found.receipt;
    return { twin: { name: `${other.channel} order ${other.channelOrderName ?? other.channelOrderId}`, secondsApart } };
  };

export type ReadEvidence = ReturnType<typeof createReadEvidence>;
