import { assertNever } from '../../../kernel/result.ts';

/** Why a command on a transfer or a purchase order was refused. Quantities are in units. */
export type SupplyRejection =
  | { readonly code: 'transfer-not-found' | 'purchase-order-not-found' }
  | { readonly code: 'transfer-conflict' | 'purchase-order-conflict' }
  | { readonly code: 'receipt-conflict'; readonly receiptId: string }
  | { readonly code: 'same-location' }
  | { readonly code: 'status-refuses'; readonly status: string; readonly allowed: readonly string[] }
  | { readonly code: 'unknown-line'; readonly line: string }
  | { readonly code: 'expected-arrival-missing' }
  | { readonly code: 'more-than-asked'; readonly line: string; readonly asked: number; readonly quantity: number }
  | { readonly code: 'more-than-in-transit'; readonly line: string; readonly asked: number; readonly inTransit: number }
  | { readonly code: 'nothing-arrived' }
  | { readonly code: 'too-many-receipts'; readonly limit: number };

/** One sentence for an operator. */
export const describeSupplyRejection = (rejection: SupplyRejection): string => {
  switch (rejection.code) {
    case 'transfer-not-found':
      return 'There is no such transfer.';
    case 'purchase-order-not-found':
      return 'There is no such purchase order.';
    case 'transfer-conflict':
      return 'There is a transfer with other content under this number.';
    case 'purchase-order-conflict':
      return 'There is a purchase order with other content under this number.';
    case 'receipt-conflict':
      return `Receipt ${rejection.receiptId} has been recorded with other lines.`;
    case 'same-location':
      return 'A transfer needs two different locations.';
    case 'status-refuses':
      return `It is ${rejection.status.replaceAll('_', ' ')}; this needs it to be ${rejection.allowed.join(' or ').replaceAll('_', ' ')}.`;
    case 'unknown-line':
      return `There is no line ${rejection.line}.`;
    case 'expected-arrival-missing':
      return 'It must be said when the goods are expected to arrive.';
    case 'more-than-asked':
      return `${rejection.asked} units of ${rejection.line} were named and ${rejection.quantity} are asked for.`;
    case 'more-than-in-transit':
      return `${rejection.asked} units of ${rejection.line} were named and ${rejection.inTransit} are under way. Record what is beyond them as found, by an adjustment.`;
    case 'nothing-arrived':
      return 'A receipt must name units that have arrived.';
    case 'too-many-receipts':
      return `No more than ${rejection.limit} receipts can stand on one document.`;
    default:
      return assertNever(rejection);
  }
};
