import type { FulfillmentOrderId, HoldId, LineId } from '../../kernel/ids.ts';
import { assertNever } from '../../kernel/result.ts';
import type { OrderMachineEventName } from './order.machine.ts';
import { addressSentence } from './address/address-check.ts';
import type { AddressFinding, Destination, HoldBlock, HoldType, LineQuantity, OrderStatus, ReportedStatus } from './order.values.ts';

export type LineProblem = 'duplicate-line' | 'unknown-line' | 'wrong-sku' | 'bad-quantity' | 'too-many-units' | 'not-sourced';

/** Why work cannot be sent elsewhere. */
export type RerouteProblem = 'begun' | 'given-up' | 'recalled' | 'same-location' | 'collected-there';

/** Why an order cannot go to another address any more. */
export type AddressProblem = 'over' | 'shipped' | 'packed' | 'collected' | 'not-sent' | 'erased';

export type OrderRejection =
  | { readonly code: 'order-not-found' }
  | { readonly code: 'order-erased' }
  | { readonly code: 'revision-conflict'; readonly known: string | null; readonly received: string | null }
  | { readonly code: 'another-order'; readonly channelOrderId: string }
  | { readonly code: 'lines-invalid'; readonly lineId: LineId; readonly problem: LineProblem }
  | { readonly code: 'transition-refused'; readonly status: OrderStatus; readonly event: OrderMachineEventName }
  | { readonly code: 'order-closed'; readonly status: OrderStatus }
  | { readonly code: 'order-not-cancellable'; readonly status: OrderStatus }
  | {
      readonly code: 'order-on-hold';
      readonly blocks: HoldBlock;
      readonly holds: readonly { readonly holdId: HoldId; readonly type: HoldType; readonly reason: string }[];
    }
  | { readonly code: 'too-many-notes'; readonly atMost: number }
  | { readonly code: 'hold-unknown'; readonly holdId: HoldId }
  | { readonly code: 'hold-not-open'; readonly holdId: HoldId; readonly outcome: 'released' | 'rejected' }
  | { readonly code: 'hold-role-required'; readonly holdId: HoldId; readonly releasableBy: readonly string[] }
  | { readonly code: 'nothing-to-source' }
  | { readonly code: 'decision-outdated' }
  | { readonly code: 'assignment-empty' }
  | { readonly code: 'assignment-incomplete'; readonly missing: readonly LineQuantity[] }
  | { readonly code: 'fulfillment-order-exists'; readonly fulfillmentOrderId: FulfillmentOrderId }
  | { readonly code: 'attempt-already-recorded'; readonly attempt: number }
  | { readonly code: 'attempt-unknown'; readonly attempt: number }
  | { readonly code: 'attempt-already-allocated'; readonly attempt: number }
  | { readonly code: 'fulfillment-unknown'; readonly fulfillmentOrderId: FulfillmentOrderId }
  | { readonly code: 'reroute-refused'; readonly fulfillmentOrderId: FulfillmentOrderId; readonly problem: RerouteProblem }
  | { readonly code: 'address-conflict' }
  | { readonly code: 'address-fixed'; readonly problem: AddressProblem }
  | { readonly code: 'address-doubted'; readonly findings: readonly AddressFinding[]; readonly destination: Destination }
  | {
      readonly code: 'fulfillment-contradiction';
      readonly fulfillmentOrderId: FulfillmentOrderId;
      readonly recorded: string;
      readonly reported: ReportedStatus;
    };

export type OrderRejectionCode = OrderRejection['code'];

const lineProblems: Readonly<Record<LineProblem, string>> = {
  'duplicate-line': 'stands there twice',
  'unknown-line': 'is not a line of this order',
  'wrong-sku': 'has another SKU',
  'bad-quantity': 'has a quantity that is not a whole number in range',
  'too-many-units': 'has fewer units open than named',
  'not-sourced': 'is digital or fulfilled by the channel, so no location can be asked for it',
};

const rerouteProblems: Readonly<Record<RerouteProblem, string>> = {
  begun: 'its location has begun it',
  'given-up': 'it was given up already',
  recalled: 'it is being taken back already',
  'same-location': 'it is at that location already',
  'collected-there': 'the customer comes for it there',
};

const addressProblems: Readonly<Record<AddressProblem, string>> = {
  over: 'it is over',
  shipped: 'all of it has left; ask the carrier to redirect the parcel, or wait until it comes back',
  packed: 'a warehouse has packed a part of it; have that taken back first, or wait until it has left',
  collected: 'its customer comes for the goods',
  'not-sent': 'nothing of it is sent by us',
  erased: 'its person was erased',
};

const listed = (values: readonly string[]): string => values.join(', ');

/** One sentence for people, saying what is wrong and, where it helps, what would be right. Holds no personal data. */
export const describeOrderRejection = (rejection: OrderRejection): string => {
  switch (rejection.code) {
    case 'order-not-found':
      return 'There is no such order.';
    case 'order-erased':
      return 'The person of this order was erased before the order was taken in.';
    case 'revision-conflict':
      return `The order is known with another content under revision ${rejection.known ?? '(none)'}; revision ${rejection.received ?? '(none)'} was not merged into it.`;
    case 'another-order':
      return `The revision belongs to the channel's order ${rejection.channelOrderId}, which is not this one.`;
    case 'lines-invalid':
      return `Line ${rejection.lineId} ${lineProblems[rejection.problem]}.`;
    case 'transition-refused':
      return `An order that is ${rejection.status} cannot take "${rejection.event}".`;
    case 'order-closed':
      return `The order is ${rejection.status}; nothing more can be held.`;
    case 'order-not-cancellable':
      return rejection.status === 'returned'
        ? 'Everything that left for this order has come back: nothing of it is left to cancel.'
        : `The order is ${rejection.status} and can no longer be cancelled; a return is the way back.`;
    case 'order-on-hold':
      return `The order is on hold for ${listed(rejection.holds.map((hold) => `${hold.type} (${hold.holdId})`))}, which blocks ${rejection.blocks}.`;
    case 'too-many-notes':
      return `The order has ${rejection.atMost} notes already, which is as many as one can have.`;
    case 'hold-unknown':
      return `The order has no hold ${rejection.holdId}.`;
    case 'hold-not-open':
      return `Hold ${rejection.holdId} has already been ${rejection.outcome}.`;
    case 'hold-role-required':
      return `Hold ${rejection.holdId} can be closed only by: ${listed(rejection.releasableBy)}.`;
    case 'nothing-to-source':
      return 'No unit of the order waits for a location.';
    case 'decision-outdated':
      return 'The address, or the locations that are left out, have changed since the decision was made.';
    case 'assignment-empty':
      return 'An assignment needs at least one fulfillment order, and each of them at least one line.';
    case 'assignment-incomplete':
      return `The assignments leave units over (${listed(rejection.missing.map((line) => `${line.lineId}: ${line.quantity}`))}); assign them, or let the remainder wait.`;
    case 'fulfillment-order-exists':
      return `Fulfillment order ${rejection.fulfillmentOrderId} is already part of the order.`;
    case 'attempt-already-recorded':
      return `Sourcing attempt ${rejection.attempt} is already recorded otherwise; a new attempt needs a higher number.`;
    case 'attempt-unknown':
      return `Sourcing attempt ${rejection.attempt} has not been recorded.`;
    case 'attempt-already-allocated':
      return `Sourcing attempt ${rejection.attempt} is already allocated under other reservations.`;
    case 'fulfillment-unknown':
      return `Fulfillment order ${rejection.fulfillmentOrderId} does not belong to the order.`;
    case 'reroute-refused':
      return `Fulfillment order ${rejection.fulfillmentOrderId} cannot be sent elsewhere: ${rerouteProblems[rejection.problem]}.`;
    case 'address-conflict':
      return 'The channel has revised the order in this moment. Look at it again.';
    case 'address-fixed':
      return `The order cannot go to another address: ${addressProblems[rejection.problem]}.`;
    case 'address-doubted':
      return `${rejection.findings.map((finding) => addressSentence(finding, rejection.destination)).join(' ')} Correct it, or confirm that it is right.`;
    case 'fulfillment-contradiction':
      return `Fulfillment order ${rejection.fulfillmentOrderId} is recorded as ${rejection.recorded} and cannot become ${rejection.reported}.`;
    default:
      return assertNever(rejection);
  }
};
