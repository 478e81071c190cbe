import type { Instant } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import type { ChargebackHistory, PastChargeback } from './signals/chargeback-history.ts';
import { fraudListKeys } from './fraud-case.projection.ts';

/** Of one person or one domain no more are looked at: by then the signal is as strong as it gets. */
const chargebacksMax = 100;

/** Chargebacks as later orders are judged by them, newest first; those about wrong goods say nothing of fraud. */
export const createChargebackHistory = ({ views }: Pick<Platform, 'views'>): ChargebackHistory => {
  const under = async (PK: string): Promise<readonly PastChargeback[]> => {
    const { items } = await views.query({ PK, descending: true, limit: chargebacksMax });
    return items
      .filter((row) => row['fraudulent'] === true)
      .map((row) => ({ orderId: String(row['order_id']), receivedAt: row['received_at'] as Instant }));
  };
  return {
    read: async (tenantId, { personId, emailDomain }) => {
      const [ofPerson, ofEmailDomain] = await Promise.all([
        personId === null ? [] : under(fraudListKeys.person(tenantId, personId)),
        emailDomain === null ? [] : under(fraudListKeys.domain(tenantId, emailDomain)),
      ]);
      return { ofPerson, ofEmailDomain };
    },
  };
};
