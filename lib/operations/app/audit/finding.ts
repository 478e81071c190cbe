import type { StreamId } from '../../../platform/event-store/aggregate.ts';

/** What an audit looks at, in the order of its report. */
export const auditChecks = [
  'hash-chain',
  'stored-states',
  'stock-ledger',
  'views',
  'reservations',
  'owners',
  'fulfillment-links',
  'shipments',
] as const;
export type AuditCheck = (typeof auditChecks)[number];

export const auditCheckTitles: Readonly<Record<AuditCheck, string>> = {
  'hash-chain': 'Every stream is one unbroken chain of hashes without a missing version',
  'stored-states': 'States stored beside events are what the events fold to',
  'stock-ledger': 'Stock movements add up to the balance, and nothing is promised that is not there',
  views: 'Views are what the events make of them',
  reservations: 'Every reservation has an order, and all work has its stock',
  owners: 'Every unfinished order has a workflow, a hold or a timer that carries it on',
  'fulfillment-links': 'Orders and fulfillment orders know each other and agree',
  shipments: 'Nothing has shipped twice, or more than was wanted',
};

/** One thing that is not as it must be. */
export type Finding = {
  readonly check: AuditCheck;
  /** Kebab-case and stable. */
  readonly code: string;
  readonly tenantId: string;
  /** Kind and id of the stream, such as `ORDER 3kq…`. */
  readonly subject: string;
  /** What was found, in words. */
  readonly message: string;
  /** What to do about it. */
  readonly suggestion: string;
};

export type FindingText = Pick<Finding, 'code' | 'message' | 'suggestion'>;

export const findingOn = (check: AuditCheck, { tenantId, kind, id }: StreamId, text: FindingText): Finding => ({
  check,
  code: text.code,
  tenantId,
  subject: `${kind} ${id}`,
  message: text.message,
  suggestion: text.suggestion,
});
