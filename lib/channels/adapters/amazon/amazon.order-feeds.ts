// The XML of order feeds (OrderAcknowledgement.xsd and OrderAdjustment.xsd, release 1.9; "Order Feed Type Values"). There is
// no JSON form of them, and no operation of the Orders API cancels or refunds.
import { type CurrencyCode, decimalMinor } from '../../../kernel/money.ts';
import type { CancelNotice } from '../../app/channel-client.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const envelope = (sellerId: string, messageType: string, message: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">',
    `<Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>${escaped(sellerId)}</MerchantIdentifier></Header>`,
    `<MessageType>${messageType}</MessageType>`,
    `<Message><MessageID>1</MessageID>${message}</Message>`,
    '</AmazonEnvelope>',
  ].join('\n');

const cancelReasons: Readonly<Record<CancelNotice['reason'], string>> = {
  customer: 'BuyerCanceled',
  'out-of-stock': 'NoInventory',
  address: 'ShippingAddressUndeliverable',
  // Amazon checks payment itself, so it has no reason of its own for a seller's doubt.
  fraud: 'GeneralAdjustment',
  other: 'GeneralAdjustment',
};

/** Cancels a whole order: an acknowledgement that says "Failure", with a reason for every item. */
export const cancellationXml = (sellerId: string, orderId: string, itemIds: readonly string[], reason: CancelNotice['reason']): string =>
  envelope(
    sellerId,
    'OrderAcknowledgement',
    `<OrderAcknowledgement><AmazonOrderID>${escaped(orderId)}</AmazonOrderID><StatusCode>Failure</StatusCode>${itemIds
      .map(
        (id) =>
          `<Item><AmazonOrderItemCode>${escaped(id)}</AmazonOrderItemCode><CancelReason>${cancelReasons[reason]}</CancelReason></Item>`,
      )
      .join('')}</OrderAcknowledgement>`,
  );

export type Component = 'Principal' | 'Tax' | 'Shipping' | 'ShippingTax';

/** Money back for one item, by component; minor units, only those above 0. */
export type Adjustment = { readonly itemId: string; readonly amounts: readonly (readonly [component: Component, amountMinor: number])[] };

/** Refunds amounts of items. Amounts are for all units together, and positive ones go to the buyer. */
export const refundXml = (
  sellerId: string,
  orderId: string,
  refundId: string,
  adjustments: readonly Adjustment[],
  currency: CurrencyCode,
): string => {
  const component = ([type, amount]: readonly [Component, number]): string =>
    `<Component><Type>${type}</Type><Amount currency="${currency}">${decimalMinor(amount, currency)}</Amount></Component>`;
  const item = ({ itemId, amounts }: Adjustment, index: number): string =>
    `<AdjustedItem><AmazonOrderItemCode>${escaped(itemId)}</AmazonOrderItemCode>` +
    `<MerchantAdjustmentItemID>${escaped(`${refundId}-${index + 1}`)}</MerchantAdjustmentItemID>` +
    '<AdjustmentReason>GeneralAdjustment</AdjustmentReason>' +
    `<ItemPriceAdjustments>${amounts.map(component).join('')}</ItemPriceAdjustments></AdjustedItem>`;
  const body = `<OrderAdjustment><AmazonOrderID>${escaped(orderId)}</AmazonOrderID>${adjustments.map(item).join('')}</OrderAdjustment>`;
  return envelope(sellerId, 'OrderAdjustment', body);
};
