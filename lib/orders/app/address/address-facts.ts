import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import type { CanonicalOrder } from '../../../channels/index.ts';
import type { Keys } from '../../../platform/ports.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { checkAddress, isSentToAddress } from '../../domain/address/address-check.ts';
import type { Order } from '../../domain/order.state.ts';
import type { OrderContent } from '../../domain/order.values.ts';
import { type PersonalRecord, personalRecordName, personalRecordPrefix } from '../order-content.ts';

export type ShippingAddress = NonNullable<CanonicalOrder['shippingAddress']>;

const tokenLength = 16;

/** As the fields are compared: how something is written does not make it another address. */
const plain = (text: string | null): string => (text ?? '').normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Keyed token that tells one address from another; whom to call there is no part of it. Keyed, because an address can be
 * guessed, and apart for each tenant.
 */
export const addressTokenOf = async (keys: Pick<Keys, 'mac'>, tenantId: TenantId, address: ShippingAddress): Promise<string> => {
  const { name, line1, line2, city, region, postalCode, country } = address;
  const fields = [name, line1, line2, city, region, postalCode, country].map(plain);
  return (await keys.mac(`order-address:${tenantId}`, canonicalJson(fields))).slice(0, tokenLength);
};

type AddressFacts = Pick<OrderContent, 'addressToken' | 'addressCheck'>;

/**
 * What the events of an order may tell of its address, read while it is in hand.
 * @param addressToken undefined where the channel names no address, and of somebody who was erased
 */
export const addressFactsOf = (
  content: OrderContent,
  address: CanonicalOrder['shippingAddress'],
  addressToken: string | undefined,
): AddressFacts => {
  if (address === null || addressToken === undefined) return {};
  const findings = isSentToAddress(content) ? checkAddress(address) : [];
  return { addressToken, ...(findings.length > 0 ? { addressCheck: { token: addressToken, findings } } : {}) };
};

/** Where an address stands in the vault that an order was corrected to: beside what the channel sent, and erased with it. */
export const correctedAddressName = (orderId: OrderId, token: string): string => `${personalRecordPrefix(orderId)}ADDRESS#${token}`;

/**
 * What is personal of an order as it stands: as the channel sent it, with the address that was corrected since.
 * @returns undefined when the person has been erased
 */
export const readPersonal = async (vault: Pick<Vault, 'get'>, tenantId: TenantId, order: Order): Promise<PersonalRecord | undefined> => {
  const { orderId, personId, contentHash, addressCorrection } = order;
  if (!personId) return undefined;
  const record = await vault.get<PersonalRecord>(tenantId, personId, personalRecordName(orderId, contentHash));
  if (!record || !addressCorrection) return record;
  const name = correctedAddressName(orderId, addressCorrection.token);
  const corrected = await vault.get<Pick<PersonalRecord, 'shippingAddress'>>(tenantId, personId, name);
  return { ...record, shippingAddress: corrected?.shippingAddress ?? null };
};
