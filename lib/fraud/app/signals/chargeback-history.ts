import type { Instant } from '../../../kernel/instant.ts';
import type { TenantId } from '../../../kernel/ids.ts';

/** A chargeback as far as later orders are judged by it. */
export type PastChargeback = { readonly orderId: string; readonly receivedAt: Instant };

/** Chargebacks by whose order it was, and by the domain of the e-mail it was placed with. */
export interface ChargebackHistory {
  /** @param emailDomain token as in the order's risk facts */
  read(
    tenantId: TenantId,
    by: { readonly personId: string | null; readonly emailDomain: string | null },
  ): Promise<{ readonly ofPerson: readonly PastChargeback[]; readonly ofEmailDomain: readonly PastChargeback[] }>;
}
