import type { OrderId } from '../../../kernel/ids.ts';
import { err } from '../../../kernel/result.ts';
import { readRiskFacts } from '../../../fraud/index.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import { checkAddress } from '../../domain/address/address-check.ts';
import { type Order, orderExists } from '../../domain/order.state.ts';
import type { AddressFinding, AddressReason } from '../../domain/order.values.ts';
import { destinationOf, type PersonalRecord, personalRecordName } from '../order-content.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import { executeOnOrder, type OrderOutcome, type OrdersParts } from '../orders.parts.ts';
import { addressTokenOf, correctedAddressName, type ShippingAddress } from './address-facts.ts';
import { addressReceipt } from './hold-wrong-address.ts';

export type AddressToSendTo = {
  readonly address: ShippingAddress;
  /** It is right, although the check finds something. */
  readonly confirmed: boolean;
  readonly reasonCode?: AddressReason | undefined;
};

const noAddress: ShippingAddress = {
  name: null,
  line1: null,
  line2: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  phone: null,
};

/**
 * Sends an order to another address than its channel named. The address stands in the vault with the rest that is personal;
 * the events hold country, region and the beginning of the postal code, as of any order. Holds of the address check are
 * released in the same commit. Saying the same again changes nothing.
 */
export const createCorrectAddress = (parts: Pick<OrdersParts, 'platform' | 'store' | 'vault' | 'decisions'>) => {
  const { platform, store, vault, decisions } = parts;

  /** Who corrected what and why, without a word of the address. */
  const note = (caller: Caller, order: Order, token: string, findings: readonly AddressFinding[], reasonCode?: AddressReason) =>
    decisions.record(orderStream(caller.tenantId, order.orderId), {
      decisionId: `address.corrected-${token}`,
      kind: 'address',
      receipt: addressReceipt(order.destination, findings, {
        band: 'pass',
        confirmed: findings.length > 0,
        ...(reasonCode === undefined ? {} : { reasonCode }),
      }),
    });

  return async (caller: Caller, orderId: OrderId, { address, confirmed, reasonCode }: AddressToSendTo): OrderOutcome => {
    const { tenantId } = caller;
    const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
    if (!orderExists(state)) return err({ code: 'order-not-found' });
    const { personId, contentHash, placedAt } = state;
    const known = personId && (await vault.get<PersonalRecord>(tenantId, personId, personalRecordName(orderId, contentHash)));
    if (!personId || !known) return err({ code: 'address-fixed', problem: 'erased' });
    const [token, of] = await Promise.all([
      addressTokenOf(platform.keys, tenantId, address),
      addressTokenOf(platform.keys, tenantId, known.shippingAddress ?? noAddress),
    ]);
    const findings = checkAddress(address, 'person');
    const { actor } = caller.context;
    const facts = { email: null, ip: null, deviceId: null, billingAddress: known.billingAddress, shippingAddress: address };
    const billing = (await readRiskFacts(platform.keys, tenantId, facts))?.billing;
    const command = {
      type: 'CorrectAddress',
      contentHash,
      destination: destinationOf(address),
      correction: { token, of },
      findings,
      confirmed,
      ...(billing === undefined ? {} : { billing }),
      correctedBy: `${actor.kind}:${actor.id}`,
      correctedAt: platform.clock.now(),
    } as const;
    const decided = orderAggregate.decider.decide(state, command);
    if (!decided.ok) return decided;
    // Before the event, so that no order ever refers to an address that the vault does not know.
    const record = { shippingAddress: address };
    const origin = { subject: orderId, givenAt: placedAt };
    if (!(await vault.putUnlessErased(tenantId, personId, correctedAddressName(orderId, token), record, origin)))
      return err({ code: 'address-fixed', problem: 'erased' });
    if (address.phone) await vault.indexPhone(tenantId, personId, address.phone);
    const corrected = await executeOnOrder(store, caller, orderId, command);
    if (corrected.ok && corrected.value.events.length > 0 && orderExists(corrected.value.state))
      await note(caller, corrected.value.state, token, findings, reasonCode);
    return corrected;
  };
};

export type CorrectAddressNow = ReturnType<typeof createCorrectAddress>;
