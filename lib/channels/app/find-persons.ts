import type { OrderId, PersonId, TenantId } from '../../kernel/ids.ts';
import { orderIdOf } from '../domain/order-key.ts';
import { customerSource } from '../domain/order-person.ts';
import type { ChannelsParts } from './channels.parts.ts';

/** Who a request about personal data is about. Everything that is given counts: whoever any of it names is meant. */
export type PersonSelector = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly orderIds?: readonly OrderId[];
  /** The person as one of the tenant's channel accounts knows them. */
  readonly customer?: {
    readonly channel: string;
    readonly account: string;
    readonly customerId: string | null;
    readonly channelOrderIds: readonly string[];
  };
};

type Parts = Pick<ChannelsParts, 'platform' | 'vault' | 'orders'>;

/** Orders that the selector names, known to us or not. */
export const namedOrders = (
  { platform }: Pick<Parts, 'platform'>,
  tenantId: TenantId,
  { orderIds = [], customer }: PersonSelector,
): readonly OrderId[] => [
  ...orderIds,
  ...(customer?.channelOrderIds ?? []).map((channelOrderId) =>
    orderIdOf(platform.sha256, tenantId, { channel: customer?.channel ?? '', channelAccount: customer?.account ?? '', channelOrderId }),
  ),
];

/** Persons of the tenant that the selector names, in any way: by what is hashed into their id, by phone, by their orders. */
export const findPersons = async (parts: Parts, tenantId: TenantId, selector: PersonSelector): Promise<readonly PersonId[]> => {
  const { vault, orders } = parts;
  const { email, phone, customer } = selector;
  const persons = new Set(await vault.find(tenantId, { email, phone }));
  if (customer && customer.customerId !== null) {
    const { channel, account, customerId } = customer;
    persons.add(await vault.personFor(tenantId, { source: customerSource(channel, account, customerId), fallback: customerId }));
  }
  for (const orderId of namedOrders(parts, tenantId, selector)) {
    for (const { personId } of await orders.traces(tenantId, orderId)) if (personId !== null) persons.add(personId);
  }
  return [...persons];
};
