import type { LineId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { assertNever } from '../../kernel/result.ts';
import type { FulfillmentMachineEventName } from './fulfillment-order.machine.ts';
import type { DeliveryMethod, FulfillmentOrderStatus } from './fulfillment-order.values.ts';

export type WorkLineProblem = 'duplicate-line' | 'unknown-line' | 'wrong-sku' | 'bad-quantity' | 'too-many-units';

export type FulfillmentOrderRejection =
  | { readonly code: 'fulfillment-order-not-found' }
  | { readonly code: 'fulfillment-order-without-lines' }
  | { readonly code: 'lines-invalid'; readonly lineId: LineId; readonly problem: WorkLineProblem }
  | { readonly code: 'transition-refused'; readonly status: FulfillmentOrderStatus; readonly event: FulfillmentMachineEventName }
  /** The same step was recorded before with other data. */
  | { readonly code: 'repeated-differently'; readonly command: string }
  | { readonly code: 'package-invalid'; readonly index: number }
  | { readonly code: 'packages-missing' }
  | { readonly code: 'tracking-number-missing' }
  | { readonly code: 'shipment-unknown'; readonly shipmentId: string }
  /** The step belongs to the other way in which goods reach their customer. */
  | { readonly code: 'delivery-method-differs'; readonly deliveryMethod: DeliveryMethod }
  | { readonly code: 'pickup-time-invalid'; readonly latest: Instant };

export type FulfillmentOrderRejectionCode = FulfillmentOrderRejection['code'];

const lineProblems: Readonly<Record<WorkLineProblem, string>> = {
  'duplicate-line': 'stands there twice',
  'unknown-line': 'is not part of this work',
  'wrong-sku': 'has another SKU',
  'bad-quantity': 'has a quantity that is not a whole number in range',
  'too-many-units': 'has fewer units than named',
};

/** One sentence for people, saying what is wrong and, where it helps, what would be right. */
export const describeFulfillmentOrderRejection = (rejection: FulfillmentOrderRejection): string => {
  switch (rejection.code) {
    case 'fulfillment-order-not-found':
      return 'There is no such fulfillment order.';
    case 'fulfillment-order-without-lines':
      return 'A fulfillment order needs at least one line.';
    case 'lines-invalid':
      return `Line ${rejection.lineId} ${lineProblems[rejection.problem]}.`;
    case 'transition-refused':
      return `A fulfillment order that is ${rejection.status} cannot take "${rejection.event}".`;
    case 'repeated-differently':
      return `${rejection.command} was recorded before with other data; the first record stands.`;
    case 'package-invalid':
      return `Package ${rejection.index + 1} needs a weight in whole grams above zero and, if given, sides in whole millimetres above zero.`;
    case 'packages-missing':
      return 'Packing needs at least one package.';
    case 'tracking-number-missing':
      return 'No label is recorded, so shipping needs the carrier and the tracking number.';
    case 'shipment-unknown':
      return `The fulfillment order has no shipment ${rejection.shipmentId}.`;
    case 'delivery-method-differs':
      return rejection.deliveryMethod === 'pickup'
        ? 'The customer collects these goods, so no carrier takes them: say "ready", then "collect".'
        : 'A carrier brings these goods to the customer, so nobody collects them: say "pack", then "ship".';
    case 'pickup-time-invalid':
      return `Goods can be kept for their customer until a later moment than now and than before, and until ${rejection.latest} at most.`;
    default:
      return assertNever(rejection);
  }
};
