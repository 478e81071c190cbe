import type { EventRecord } from '../../platform/event-store/event-record.ts';
import type { Item } from '../../platform/ports.ts';
import type { Projection } from '../../platform/projection/projector.ts';

type Chargeback = {
  readonly chargeback_id: string;
  readonly received_at: string;
  readonly fraudulent: boolean;
  readonly person_id: string | null;
  readonly email_domain: string | null;
};

/** What lists say of a case, in wire form. */
export type FoldedCase = {
  readonly order_id: string;
  readonly placed_at: string | null;
  readonly verification: { readonly outcome: 'confirmed' | 'failed'; readonly reason: string | null; readonly ended_at: string } | null;
  readonly reviews: readonly { readonly hold_id: string; readonly outcome: 'released' | 'rejected'; readonly decided_at: string }[];
  readonly chargebacks: readonly Chargeback[];
};

export const fraudListKeys = {
  /** Cases by the month in which their order was placed. */
  month: (tenantId: string, month: string) => `${tenantId}#FRAUDCASES#${month}`,
  person: (tenantId: string, personId: string) => `${tenantId}#CHARGEBACKS#PERSON.${personId}`,
  domain: (tenantId: string, emailDomain: string) => `${tenantId}#CHARGEBACKS#DOMAIN.${emailDomain}`,
  /** Reviews by the day on which they were decided. */
  decided: (tenantId: string, day: string) => `${tenantId}#FRAUDREVIEWS#${day}`,
};

const apply = (folded: FoldedCase, { type, payload }: EventRecord): FoldedCase => {
  const placed = typeof payload['placed_at'] === 'string' ? { placed_at: payload['placed_at'] } : {};
  const { placed_at: _placed, ...fact } = payload;
  switch (type) {
    case 'fraud.verification_requested':
      return { ...folded, ...placed };
    case 'fraud.verification_confirmed':
      return { ...folded, verification: { outcome: 'confirmed', reason: null, ended_at: String(payload['confirmed_at']) } };
    case 'fraud.verification_failed':
      return {
        ...folded,
        verification: { outcome: 'failed', reason: String(payload['reason']), ended_at: String(payload['failed_at']) },
      };
    case 'fraud.review_decided':
      return { ...folded, ...placed, reviews: [...folded.reviews, fact as FoldedCase['reviews'][number]] };
    case 'fraud.chargeback_received':
      return { ...folded, ...placed, chargebacks: [...folded.chargebacks, fact as Chargeback] };
    default:
      return folded;
  }
};

const rows = ({ order_id, placed_at, verification, reviews, chargebacks }: FoldedCase, tenantId: string): readonly Item[] => {
  const known = placed_at !== null && (verification !== null || reviews.length > 0 || chargebacks.length > 0);
  const ofChargeback = (chargeback: Chargeback): readonly Item[] => {
    const { chargeback_id, received_at, fraudulent, person_id, email_domain } = chargeback;
    const row = { SK: `${received_at}#${order_id}#${chargeback_id}`, order_id, received_at, fraudulent };
    return [
      ...(person_id === null ? [] : [{ PK: fraudListKeys.person(tenantId, person_id), ...row }]),
      ...(email_domain === null ? [] : [{ PK: fraudListKeys.domain(tenantId, email_domain), ...row }]),
    ];
  };
  return [
    ...(known ? [{ PK: fraudListKeys.month(tenantId, placed_at.slice(0, 7)), SK: `${placed_at}#${order_id}`, order_id }] : []),
    ...reviews.map(({ hold_id, decided_at }) => ({
      PK: fraudListKeys.decided(tenantId, decided_at.slice(0, 10)),
      SK: `${decided_at}#${order_id}#${hold_id}`,
      order_id,
    })),
    ...chargebacks.flatMap(ofChargeback),
  ];
};

/** Cases by what people and models ask for. An order that went straight through has none of these rows. */
export const fraudCaseProjection: Projection<FoldedCase> = {
  kind: 'FRAUD',
  initial: (streamId) => ({ order_id: streamId, placed_at: null, verification: null, reviews: [], chargebacks: [] }),
  apply,
  rows,
};
