import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeLine, NoticeOutcome } from '../../app/channel-client.ts';
import type { KnownLine } from './walmart.known.ts';

/**
 * What was seen just before a notice was first sent, by the notice's id. Walmart takes no key of ours, so a repeated notice is
 * recognised by comparing what stands now with what stood then. Kept longer than a notice may be repeated, and shared by all
 * processes of an account, or a cancellation whose answer was lost may be made twice on lines with several units.
 */
export type NoticeMemory = {
  readonly find: (noticeId: string) => Promise<Readonly<Record<string, number>> | undefined>;
  /** Keeps what is given unless something is kept already. */
  readonly keep: (noticeId: string, before: Readonly<Record<string, number>>) => Promise<void>;
};

const memoryMax = 10_000;

/** A memory of this process alone: good for tests, and better than none. */
export const createProcessNoticeMemory = (): NoticeMemory => {
  const kept = new Map<string, Readonly<Record<string, number>>>();
  return {
    find: async (noticeId) => kept.get(noticeId),
    keep: async (noticeId, before) => {
      if (kept.has(noticeId)) return;
      const [oldest] = kept.keys();
      if (kept.size >= memoryMax && oldest !== undefined) kept.delete(oldest);
      kept.set(noticeId, before);
    },
  };
};

export const done = (reference: string | null): NoticeOutcome => ({ kind: 'done', reference });
export const known = (reference: string | null): NoticeOutcome => ({ kind: 'known', reference });
export const refused = (code: string, message: string): NoticeOutcome => ({ kind: 'refused', code, message });

export const orderUnknown = (): NoticeOutcome => refused('order-unknown', 'Walmart has no order of this id in this account');

/** A refusal of the API as the outcome of a notice; every other failure goes on to the caller. */
export const refusalOf = (error: unknown): NoticeOutcome => {
  if (!(error instanceof ChannelApiError) || error.problem !== 'refused') throw error;
  const code = (error.code ?? `http-${error.status}`).toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return refused(code, `Walmart refused the request with ${error.code ?? `status ${error.status}`}`);
};

/** Lines of a notice with what Walmart knows of them, or the line that it does not have. Lines named twice are added up. */
export const matchLines = (
  lines: ReadonlyMap<string, KnownLine>,
  wanted: readonly NoticeLine[],
): { readonly matched: readonly { readonly line: KnownLine; readonly quantity: number }[]; readonly unknown: string | undefined } => {
  const sums = new Map<string, number>();
  for (const { lineId, quantity } of wanted) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
  const matched = [...sums].flatMap(([lineId, quantity]) => {
    const line = lines.get(lineId);
    return line ? [{ line, quantity }] : [];
  });
  return { matched, unknown: [...sums.keys()].find((lineId) => !lines.has(lineId)) };
};

/** `orderLines` of a request: every line with one status over so many units. */
export const statusLines = (
  lines: readonly {
    readonly lineId: string;
    readonly status: string;
    readonly quantity: number;
    readonly more?: object;
    readonly extra?: object;
  }[],
): object => ({
  orderLine: lines.map(({ lineId, status, quantity, more, extra }) => ({
    lineNumber: lineId,
    ...extra,
    orderLineStatuses: {
      orderLineStatus: [{ status, ...more, statusQuantity: { unitOfMeasurement: 'EACH', amount: String(quantity) } }],
    },
  })),
});
