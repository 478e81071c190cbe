import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import type { Keys } from '../../../platform/ports.ts';

const codeDigits = 6;
const hexDigits = 12;

/**
 * The code of one send, made from a key as one-time passwords are (after RFC 4226): whoever repeats a step sends the same code,
 * and no code, nor a hash of one, is stored anywhere. 48 bits modulo a million are even to one in 10^8.
 */
export const codeOf = async (keys: Pick<Keys, 'mac'>, tenantId: TenantId, orderId: OrderId, send: number): Promise<string> => {
  const mac = await keys.mac('fraud-verification-code', `${tenantId} ${orderId} ${send}`);
  return String(Number.parseInt(mac.slice(0, hexDigits), 16) % 10 ** codeDigits).padStart(codeDigits, '0');
};

/** What names a verification in an address that anybody may open: 256 bits that follow from nothing but a key. */
export const tokenOf = (keys: Pick<Keys, 'mac'>, tenantId: TenantId, orderId: OrderId, verification: number): Promise<string> =>
  keys.mac('fraud-verification-token', `${tenantId} ${orderId} ${verification}`);
