import type { NoticeLine } from '../../app/channel-client.ts';

// What our own refunds say about themselves. An order carries no more of a refund than id, total and this text, so it names
// our notice (to find it again after a lost answer) and the units (so that a webhook alone tells what is still wanted).

export type OurRefund =
  | { readonly kind: 'refund'; readonly noticeId: string }
  | { readonly kind: 'cancellation'; readonly noticeId: string; readonly lines: readonly NoticeLine[] };

const word = (noticeId: string): string => noticeId.replace(/\s+/g, '_');

export const refundReason = (refundId: string): string => `Waybill refund ${word(refundId)}`;

export const cancellationReason = (noticeId: string, lines: readonly NoticeLine[]): string =>
  `Waybill cancellation ${word(noticeId)}: ${lines.map(({ lineId, quantity }) => `${lineId} x ${quantity}`).join(', ')}`;

const refundPattern = /^Waybill refund (\S+)$/;
const cancellationPattern = /^Waybill cancellation (\S+): (\d{1,20} x \d{1,9}(?:, \d{1,20} x \d{1,9})*)$/;

/** Undefined when the refund is not ours. */
export const readOurRefund = (reason: string | null): OurRefund | undefined => {
  const refund = refundPattern.exec(reason ?? '');
  if (refund) return { kind: 'refund', noticeId: refund[1] as string };
  const cancellation = cancellationPattern.exec(reason ?? '');
  if (!cancellation) return undefined;
  const lines = (cancellation[2] as string).split(', ').map((entry) => {
    const [lineId = '', quantity = ''] = entry.split(' x ');
    return { lineId, quantity: Number(quantity) };
  });
  return { kind: 'cancellation', noticeId: cancellation[1] as string, lines };
};

/** Whether a refund's reason belongs to this notice of ours. */
export const isRefundOf = (reason: string | null, noticeId: string): boolean => readOurRefund(reason)?.noticeId === word(noticeId);
