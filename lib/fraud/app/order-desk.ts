import type { HoldId, OrderId, PersonId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Caller } from '../../platform/event-store/caller.ts';

/** An order as far as its honesty is looked into. */
export type OrderInQuestion = {
  readonly orderId: OrderId;
  readonly placedAt: Instant;
  readonly personId: PersonId | null;
  /** Token of the domain of the customer's e-mail; null where it says nothing. */
  readonly emailDomain: string | null;
  readonly holds: readonly { readonly holdId: HoldId; readonly type: string; readonly isOpen: boolean; readonly closedBy: string | null }[];
};

/** Orders as fraud needs them; the context of orders stands behind it. */
export interface OrderDesk {
  get(tenantId: TenantId, orderId: OrderId): Promise<OrderInQuestion | undefined>;
  /** As the customer gave it, and the country of the parcel; undefined where there is none, or the person was erased. */
  phoneOf(tenantId: TenantId, orderId: OrderId): Promise<{ readonly phone: string; readonly country: string | null } | undefined>;
  /** Has a person look at the order. Repeating it under the same id changes nothing, and an order that is over stays so. */
  placeReview(caller: Caller, orderId: OrderId, holdId: HoldId, reason: string): Promise<void>;
  /** Releases a hold; one that is closed already stays as it is. */
  release(caller: Caller, orderId: OrderId, holdId: HoldId): Promise<void>;
}
