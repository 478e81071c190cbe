import type { Instant } from './instant.ts';

const mark = '+settled-';

/** The revision of contents that came under one revision, once the channel's API has said which of them stands: newer than it, older than the next. */
export const settleRevision = (given: string, at: Instant): string => `${given}${mark}${at}`;

/** The revision as the channel gave it, and when its content was settled: empty for one that never was. */
export const splitRevision = (revision: string): { readonly given: string; readonly settledAt: string } => {
  const [given = '', settledAt = ''] = revision.split(mark);
  return { given, settledAt };
};
