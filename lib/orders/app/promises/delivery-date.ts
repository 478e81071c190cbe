import type { TenantId } from '../../../kernel/ids.ts';
import type { PolicyRef } from '../../../kernel/policy-ref.ts';
import type { Clock } from '../../../platform/ports.ts';
import type { SourcingDecision } from '../../../sourcing/index.ts';
import { deliveryDateOf } from '../../domain/delivery-date.ts';
import type { Order } from '../../domain/order.state.ts';
import type { DeliveryDate } from '../../domain/order.values.ts';
import type { OrderPolicies } from '../orders.parts.ts';

/** Until when an order is to arrive, and by which version of the service levels where they say so. */
export type Told = DeliveryDate & { readonly decidedBy?: PolicyRef };

/** Reads until when orders are to be with their customers; undefined for those that nobody promised a date. */
export const createReadDeliveryDate =
  ({ policies, clock }: { readonly policies: OrderPolicies; readonly clock: Clock }) =>
  async (tenantId: TenantId, order: Order): Promise<Told | undefined> => {
    if (order.delivery) return undefined;
    if (order.deliverBy) return deliveryDateOf(order, [], clock.now());
    const { value, decidedBy } = await policies.inForce(tenantId, 'service_levels');
    const told = deliveryDateOf(order, value.methods, clock.now());
    return told && { ...told, decidedBy };
  };

export type ReadDeliveryDate = ReturnType<typeof createReadDeliveryDate>;

/** What a receipt says of the promise, in sentences. */
export const describeTold = (told: Told | undefined, { assignments }: Pick<SourcingDecision, 'assignments'>): readonly string[] => {
  if (told === undefined) return ['No date was promised, so no lateness counts.'];
  const { deliverBy, basis, decidedBy } = told;
  const who = basis === 'stated' ? 'The order states' : `The service levels (version ${decidedBy?.version ?? 0}) promise`;
  const late = assignments.flatMap(({ locationId, expectedAt, lateDays }) =>
    expectedAt !== undefined && (lateDays ?? 0) > 0 ? [`${locationId} comes too late for that: it is expected for ${expectedAt}.`] : [],
  );
  return [`${who} delivery by ${deliverBy}.`, ...late];
};
