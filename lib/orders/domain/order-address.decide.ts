// The address of an order: corrected with us, kept through later revisions, and the holds of its check.
import { err, ok } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/instant.ts';
import { addressHoldId, addressSentence, isAddressHold } from './address/address-check.ts';
import type { CorrectAddress } from './order.commands.ts';
import { applyAll, consequences, type Decision, type LaterEvent, ownCause } from './order.consequences.ts';
import type { OrderRevised } from './order.events.ts';
import { activeChildren, openUnits, unshippedUnits } from './order.quantities.ts';
import type { Order } from './order.record.ts';
import type { AddressProblem } from './order.rejections.ts';
import { changedTerms } from './order.revision.ts';
import type { AddressCheck, Hold, OrderContent, OrderTerms } from './order.values.ts';

/** The hold for an address that goods could hardly be delivered to. */
export const addressHoldOf = (
  check: AddressCheck,
  destination: Order['destination'],
): Pick<Hold, 'holdId' | 'type' | 'reason' | 'blocks' | 'releasableBy'> => ({
  holdId: addressHoldId(check),
  type: 'address',
  reason: check.findings.map((finding) => addressSentence(finding, destination)).join(' '),
  blocks: ['sourcing', 'release'],
  releasableBy: ['operator', 'admin'],
});

/**
 * What becomes of open holds of the check once the order has another address: they are released; where the new address is
 * wrong as well, its own hold takes their place in the same commit, so that nothing slips through in between.
 */
export const settledAddressHolds = (after: Order, at: Instant): readonly LaterEvent[] => {
  const check = after.addressCheck && !after.addressCheck.confirmed ? after.addressCheck : undefined;
  const own = check && addressHoldId(check);
  const settled = after.holds.filter((hold) => hold.outcome === 'open' && isAddressHold(hold) && hold.holdId !== own);
  if (settled.length === 0) return [];
  const released = settled.map(({ holdId }): LaterEvent => ({ type: 'order.hold_released', holdId, releasedBy: 'orders', releasedAt: at }));
  if (!check || after.holds.some(({ holdId }) => holdId === own)) return released;
  const hold: Hold = { ...addressHoldOf(check, after.destination), placedBy: 'orders', placedAt: at, until: null };
  return [{ type: 'order.hold_placed', hold }, ...released];
};

/** What was confirmed once stays confirmed for the same address. */
const keepingConfirmed = (order: Order, content: OrderContent): OrderContent => {
  const known = order.addressCheck;
  return known?.confirmed && content.addressCheck?.token === known.token ? { ...content, addressCheck: known } : content;
};

/**
 * A channel that still has the address that was corrected with us, or names none, has not heard of the correction, and does
 * not undo it. One that has a third address does: it is the newer word.
 */
export const keepingCorrection = (order: Order, content: OrderContent): OrderContent => {
  const { addressCorrection: correction, addressCheck, destination, risk } = order;
  const isOutdated = correction && (content.addressToken === undefined || content.addressToken === correction.of);
  if (!isOutdated || content.delivery) return keepingConfirmed(order, content);
  const { addressCheck: _theirs, ...rest } = content;
  return {
    ...rest,
    destination,
    addressCorrection: correction,
    ...(addressCheck ? { addressCheck } : {}),
    ...(content.risk && risk?.billing ? { risk: { ...content.risk, billing: risk.billing } } : {}),
  };
};

const over: readonly string[] = ['cancelled', 'completed', 'returned'];

const problemOf = (order: Order): AddressProblem | undefined => {
  if (over.includes(order.status)) return 'over';
  if (order.delivery) return 'collected';
  // What is packed carries a label with the address of then.
  if (activeChildren(order).some(({ status }) => status === 'packed')) return 'packed';
  if (openUnits(order).length > 0 || unshippedUnits(order).length > 0) return undefined;
  return order.status === 'shipped' || order.status === 'delivered' ? 'shipped' : 'not-sent';
};

/** A repeat changes nothing. What nobody has begun is called off and sourced anew where the destination changes. */
export const correctAddress = (order: Order, command: CorrectAddress): Decision => {
  const { findings, confirmed, correction, destination } = command;
  const problem = problemOf(order);
  if (problem) return err({ code: 'address-fixed', problem });
  if (command.contentHash !== order.contentHash) return err({ code: 'address-conflict' });
  if (findings.length > 0 && !confirmed) return err({ code: 'address-doubted', findings, destination });
  const { addressCheck: _before, addressCorrection: _known, ...rest } = order;
  const isChannels = correction.token === correction.of;
  const terms: OrderTerms = {
    ...rest,
    destination,
    ...(findings.length > 0 ? { addressCheck: { token: correction.token, findings, confirmed: true } } : {}),
    ...(isChannels ? {} : { addressCorrection: correction }),
    ...(order.risk && command.billing ? { risk: { ...order.risk, billing: command.billing } } : {}),
  };
  const { channelRevision, contentHash, payloadRef } = order;
  const changes = changedTerms(order, terms);
  const lines = { added: [], changed: [], removed: [] };
  const revised: OrderRevised = { type: 'order.revised', channelRevision, contentHash, payloadRef, changes, lines };
  const after = applyAll(order, [revised]);
  const holds = settledAddressHolds(after, command.correctedAt).map(
    (event): LaterEvent => (event.type === 'order.hold_released' ? { ...event, releasedBy: command.correctedBy } : event),
  );
  if (Object.keys(changes).length === 0 && holds.length === 0) return ok([]);
  const follow = consequences(order, after, ownCause);
  return follow.ok ? ok([revised, ...follow.value, ...holds]) : follow;
};
