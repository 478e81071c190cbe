import type { ChannelNotice } from '../../../contracts/events/channels.ts';
import { CurrencyCode, decimalMinor } from '../../../kernel/money.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { NoticeRow } from './notice-rows.ts';

/** What a notice is about, in a word or two for lists. */
export const subjectOf = (notice: ChannelNotice): string => {
  switch (notice.kind) {
    case 'acknowledgement':
      return 'order';
    case 'shipment':
      return `${notice.carrier} ${notice.tracking_number}`;
    case 'cancellation': {
      const units = notice.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      return notice.whole ? 'order' : `${units} ${units === 1 ? 'unit' : 'units'}`;
    }
    case 'refund':
      return `${decimalMinor(notice.amount_minor, CurrencyCode(notice.currency))} ${notice.currency}`;
    default:
      return assertNever(notice);
  }
};

const newsOf = ({ kind, what }: Pick<NoticeRow, 'kind' | 'what'>): string => {
  switch (kind) {
    case 'acknowledgement':
      return 'that the order is in our hands';
    case 'shipment':
      return `of the parcel ${what}`;
    case 'cancellation':
      return what === 'order' ? 'that the order is cancelled' : `that ${what} will not come`;
    case 'refund':
      return `to give ${what} back`;
    default:
      return assertNever(kind);
  }
};

const becauseOf = ({ code, message }: Pick<NoticeRow, 'code' | 'message'>): string => {
  const why = message ?? code;
  return why === null ? '' : `: ${why.replace(/\.$/, '')}`;
};

/** What has become of a notice, as a sentence. */
export const describeNotice = (row: Omit<NoticeRow, 'amountMinor'>): string => {
  const news = newsOf(row);
  switch (row.state) {
    case 'done':
      return `${row.channel} was told ${news}.`;
    case 'known':
      return `${row.channel} need not be told ${news}: it knew, or has no use for it.`;
    case 'waiting':
      return `${row.channel} could not be told ${news} yet, and will be tried again${becauseOf(row)}.`;
    case 'refused':
      return `${row.channel} was not told ${news}; somebody has to look${becauseOf(row)}.`;
    default:
      return assertNever(row.state);
  }
};
