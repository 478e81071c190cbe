import type { HoldId, TenantId } from '../../../kernel/ids.ts';
import type { Result } from '../../../kernel/result.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { Recorded } from '../../domain/decisions/decision-account.ts';
import type { OrderFacts } from '../../domain/decisions/outcomes.ts';
import type { DecisionLog } from '../decision-log.ts';

/** A refusal of whoever the act was asked of, with a sentence for people. */
export type Refused = { readonly code: string; readonly message: string };

/** What decisions want of orders. The compositions fulfil it: the context of orders writes its decisions here, and not the other way. */
export interface DecidedOrders {
  streamOf(tenantId: TenantId, orderId: string): StreamId;
  /** @param works whether what became of the work is asked for, which takes a read for each piece */
  read(tenantId: TenantId, orderId: string, options: { readonly works: boolean }): Promise<OrderFacts | undefined>;
  /** Ends a hold as its buttons do. */
  closeHold(
    caller: Caller,
    orderId: string,
    holdId: string,
    how: 'release' | 'uphold',
    roles: readonly string[],
  ): Promise<Result<void, Refused>>;
  /** Puts the order before a person, without keeping its goods back. @returns null where the order is over */
  askPerson(caller: Caller, orderId: string, holdId: HoldId, reason: string): Promise<HoldId | null>;
}

/** Free text on decisions: with the personal data of the order, and erased with it. */
export interface DecisionComments {
  /** @returns false where the personal data of the order has been erased, so that nothing is kept */
  keep(tenantId: TenantId, orderId: string, name: string, text: string): Promise<boolean>;
  read(tenantId: TenantId, orderId: string, name: string): Promise<string | undefined>;
}

/** Decisions that are no order's, by the word before the tilde of their name. */
export type DecisionSources = Readonly<
  Record<string, (tenantId: TenantId, subjectId: string, decisionId: string) => Promise<Recorded | undefined>>
>;

export type DecisionsParts = {
  readonly store: EventStore;
  readonly decisions: DecisionLog;
  readonly orders: DecidedOrders;
  readonly comments: DecisionComments;
  readonly sources: DecisionSources;
  readonly platform: Pick<Platform, 'clock' | 'ids' | 'sha256'>;
  /** Days after which an order without a chargeback counts as honest. */
  readonly labelDays: (tenantId: TenantId) => Promise<number>;
};
