import type { PolicyRef } from '../../../kernel/policy-ref.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import { addressSentence, allowedIn } from '../../domain/address/address-check.ts';
import { addressHoldOf } from '../../domain/order-address.decide.ts';
import type { Order } from '../../domain/order.state.ts';
import type { AddressCheck, AddressFinding, AddressReason } from '../../domain/order.values.ts';
import { orderStream } from '../order.stream.ts';
import type { OrdersParts } from '../orders.parts.ts';
import { createPlaceOnce } from '../place-once.ts';

const policy = { name: 'address-check', version: 1 } as const;

/** Why an address is looked at, or went through, for the person who looks. Nothing of it tells what stands in the address. */
export type AddressReceipt = {
  /** `pass`: it was only told, or somebody has confirmed the address. */
  readonly band: 'review' | 'pass';
  readonly policy: { readonly name: string; readonly version: number };
  /** The tenant's decision whether such orders are held; absent where a person decided. */
  readonly decidedBy?: PolicyRef;
  readonly inputs: { readonly country: string | null; readonly region: string | null };
  readonly findings: readonly (AddressFinding & { readonly allowed: string })[];
  readonly confirmed: boolean;
  /** Why somebody corrected the address, where they said it. */
  readonly reasonCode?: AddressReason;
  readonly reasons: readonly string[];
};

/** The receipt of a check of the address with these findings. */
export const addressReceipt = (
  destination: Order['destination'],
  findings: readonly AddressFinding[],
  rest: Pick<AddressReceipt, 'band' | 'confirmed' | 'decidedBy' | 'reasonCode'>,
): AddressReceipt => ({
  ...rest,
  policy,
  inputs: { country: destination?.country ?? null, region: destination?.region ?? null },
  findings: findings.map(({ code, field }) => ({ code, field, allowed: allowedIn({ code, field }, destination) })),
  reasons: [
    ...findings.map((finding) => addressSentence(finding, destination)),
    ...(findings.length === 0 ? ['Somebody corrected the address, and nothing is wrong with it now.'] : []),
    ...(rest.confirmed ? ['Somebody has said that the address is right all the same.'] : []),
  ],
});

// Once goods are packed they carry their label.
const inTime: ReadonlySet<string> = new Set(['pending', 'confirmed', 'backorder', 'processing', 'allocated', 'picking']);

const toCheck = ({ test, status, addressCheck }: Order): AddressCheck | undefined =>
  !test && inTime.has(status) && addressCheck && !addressCheck.confirmed ? addressCheck : undefined;

/**
 * Holds an order whose address goods could hardly be delivered to, unless the tenant only wants to be told of it, or not even
 * that. Each address is held once: one that a person has let pass is not held again.
 */
export const createHoldWrongAddress = (parts: Pick<OrdersParts, 'platform' | 'store' | 'decisions' | 'policies'>) => {
  const { platform, decisions, policies } = parts;
  const { metrics } = platform.observability;
  const place = createPlaceOnce(parts);

  return async (caller: Caller, order: Order): Promise<void> => {
    const check = toCheck(order);
    if (!check) return;
    const { value, decidedBy } = await policies.inForce(caller.tenantId, 'addresses');
    if (value.onDoubt === 'off') return;
    const isHeld = value.onDoubt === 'hold';
    const hold = addressHoldOf(check, order.destination);
    const isNew = order.holds.every(({ holdId }) => holdId !== hold.holdId);
    await decisions.record(orderStream(caller.tenantId, order.orderId), {
      // The part behind the dot names the hold as well.
      decisionId: `address.check-${check.token}`,
      kind: 'address',
      receipt: addressReceipt(order.destination, check.findings, { band: isHeld ? 'review' : 'pass', decidedBy, confirmed: false }),
    });
    if (!isHeld || !isNew) return;
    metrics.addMetric('AddressesHeld', 'Count', 1);
    await place(caller, order, hold);
  };
};
