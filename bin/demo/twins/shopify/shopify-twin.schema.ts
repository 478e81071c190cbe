// The part of the Admin API's schema (2026-07) that an order management app meets. `@X` is a connection of X, `[X]` a list.

/** An argument or a field of an input; `required` when it must be given and is not null. */
export type InputField = { readonly type: string; readonly required: boolean };
export type FieldType = {
  readonly shape: 'single' | 'list' | 'connection';
  readonly type: string;
  readonly args: ReadonlyMap<string, InputField>;
};

const objects = `
QueryRoot { order(id:ID!):Order orders(first:Int,after:String,query:String,sortKey:OrderSortKeys):@Order refund(id:ID!):Refund
  fulfillment(id:ID!):Fulfillment fulfillmentOrder(id:ID!):FulfillmentOrder locations(first:Int,after:String):@Location
  inventoryItems(first:Int,after:String,query:String):@InventoryItem webhookSubscriptions(first:Int,after:String):@WebhookSubscription
  currentAppInstallation:AppInstallation }
Mutation { fulfillmentCreate(fulfillment:FulfillmentInput!,message:String):FulfillmentCreatePayload
  orderCancel(orderId:ID!,reason:OrderCancelReason!,refundMethod:OrderCancelRefundMethodInput,restock:Boolean!,notifyCustomer:Boolean,staffNote:String):OrderCancelPayload
  orderEditBegin(id:ID!):OrderEditPayload orderEditSetQuantity(id:ID!,lineItemId:ID!,quantity:Int!,restock:Boolean):OrderEditPayload
  orderEditCommit(id:ID!,notifyCustomer:Boolean,staffNote:String):OrderEditPayload refundCreate(input:RefundInput!):RefundCreatePayload
  inventorySetQuantities(input:InventorySetQuantitiesInput!):InventorySetQuantitiesPayload
  metafieldsSet(metafields:[MetafieldsSetInput!]!):MetafieldsSetPayload
  webhookSubscriptionCreate(topic:WebhookSubscriptionTopic!,webhookSubscription:WebhookSubscriptionInput!):WebhookPayload
  webhookSubscriptionUpdate(id:ID!,webhookSubscription:WebhookSubscriptionInput!):WebhookPayload }
PageInfo { hasNextPage:Boolean hasPreviousPage:Boolean startCursor:String endCursor:String }
MoneyV2 { amount:Decimal currencyCode:CurrencyCode }
MoneyBag { shopMoney:MoneyV2 presentmentMoney:MoneyV2 }
Attribute { key:String value:String }
TaxLine { priceSet:MoneyBag rate:Float title:String }
DiscountAllocation { allocatedAmountSet:MoneyBag }
Duty { id:ID price:MoneyBag taxLines:[TaxLine] }
FulfillmentService { id:ID handle:String serviceName:String }
MailingAddress { name:String firstName:String lastName:String company:String address1:String address2:String city:String province:String
  provinceCode:String zip:String country:String countryCodeV2:CountryCode phone:String }
CustomerEmailAddress { emailAddress:String } CustomerPhoneNumber { phoneNumber:String }
Customer { id:ID firstName:String lastName:String defaultEmailAddress:CustomerEmailAddress defaultPhoneNumber:CustomerPhoneNumber }
PaymentTerms { id:ID } Job { id:ID done:Boolean } Location { id:ID name:String isActive:Boolean }
Metafield { id:ID namespace:String key:String type:String value:String }
LineItem { id:ID title:String name:String sku:String quantity:Int currentQuantity:Int unfulfilledQuantity:Int refundableQuantity:Int
  nonFulfillableQuantity:Int requiresShipping:Boolean isGiftCard:Boolean variantTitle:String vendor:String originalUnitPriceSet:MoneyBag
  totalDiscountSet:MoneyBag discountAllocations:[DiscountAllocation] taxLines(first:Int):[TaxLine] duties:[Duty]
  fulfillmentService:FulfillmentService customAttributes:[Attribute] }
ShippingLine { id:ID code:String title:String isRemoved:Boolean originalPriceSet:MoneyBag discountedPriceSet:MoneyBag
  currentDiscountedPriceSet:MoneyBag discountAllocations:[DiscountAllocation] taxLines:[TaxLine] }
RefundLineItem { id:ID quantity:Int lineItem:LineItem subtotalSet:MoneyBag totalTaxSet:MoneyBag }
RefundShippingLine { id:ID subtotalAmountSet:MoneyBag }
Refund { id:ID note:String createdAt:DateTime order:Order refundLineItems(first:Int,after:String):@RefundLineItem
  refundShippingLines(first:Int,after:String):@RefundShippingLine }
OrderTransaction { id:ID kind:OrderTransactionKind status:OrderTransactionStatus gateway:String parentTransaction:OrderTransaction amountSet:MoneyBag }
FulfillmentTrackingInfo { number:String company:String url:URL }
FulfillmentLineItem { id:ID quantity:Int lineItem:LineItem }
Fulfillment { id:ID status:FulfillmentStatus trackingInfo(first:Int):[FulfillmentTrackingInfo]
  fulfillmentLineItems(first:Int,after:String):@FulfillmentLineItem }
FulfillmentOrderLineItem { id:ID remainingQuantity:Int totalQuantity:Int lineItem:LineItem }
FulfillmentOrderAssignedLocation { name:String location:Location }
FulfillmentOrder { id:ID status:FulfillmentOrderStatus assignedLocation:FulfillmentOrderAssignedLocation
  lineItems(first:Int,after:String):@FulfillmentOrderLineItem }
Order { id:ID name:String number:Int createdAt:DateTime processedAt:DateTime updatedAt:DateTime cancelledAt:DateTime cancelReason:OrderCancelReason
  currencyCode:CurrencyCode presentmentCurrencyCode:CurrencyCode taxesIncluded:Boolean dutiesIncluded:Boolean edited:Boolean test:Boolean confirmationNumber:String
  sourceName:String poNumber:String customerLocale:String clientIp:String note:String tags:[String] email:String phone:String
  displayFinancialStatus:OrderDisplayFinancialStatus displayFulfillmentStatus:OrderDisplayFulfillmentStatus paymentGatewayNames:[String] discountCodes:[String] paymentTerms:PaymentTerms
  customAttributes:[Attribute] customer:Customer shippingAddress:MailingAddress billingAddress:MailingAddress totalPriceSet:MoneyBag
  currentTotalPriceSet:MoneyBag subtotalPriceSet:MoneyBag currentSubtotalPriceSet:MoneyBag totalDiscountsSet:MoneyBag
  currentTotalDiscountsSet:MoneyBag totalTaxSet:MoneyBag currentTotalTaxSet:MoneyBag totalTipReceivedSet:MoneyBag
  originalTotalDutiesSet:MoneyBag currentTotalDutiesSet:MoneyBag originalTotalAdditionalFeesSet:MoneyBag
  currentTotalAdditionalFeesSet:MoneyBag refunds(first:Int):[Refund] lineItems(first:Int,after:String):@LineItem
  shippingLines(first:Int,after:String,includeRemovals:Boolean):@ShippingLine fulfillments(first:Int):[Fulfillment]
  fulfillmentOrders(first:Int,after:String):@FulfillmentOrder transactions(first:Int):[OrderTransaction]
  metafield(namespace:String,key:String!):Metafield }
InventoryQuantity { name:String quantity:Int }
InventoryLevel { id:ID location:Location quantities(names:[String!]!):[InventoryQuantity] }
InventoryItem { id:ID sku:String tracked:Boolean inventoryLevels(first:Int,after:String):@InventoryLevel }
WebhookSubscription { id:ID topic:WebhookSubscriptionTopic uri:String format:WebhookSubscriptionFormat filter:String includeFields:[String] }
AccessScope { handle:String description:String } AppInstallation { id:ID accessScopes:[AccessScope] }
CalculatedOrder { id:ID } CalculatedLineItem { id:ID quantity:Int }
UserError { field:[String] message:String } CodedError { code:String field:[String] message:String }
FulfillmentCreatePayload { fulfillment:Fulfillment userErrors:[UserError] }
OrderCancelPayload { job:Job orderCancelUserErrors:[CodedError] userErrors:[UserError] }
OrderEditPayload { calculatedOrder:CalculatedOrder calculatedLineItem:CalculatedLineItem order:Order userErrors:[UserError] }
RefundCreatePayload { refund:Refund order:Order userErrors:[UserError] }
InventorySetQuantitiesPayload { userErrors:[CodedError] }
MetafieldsSetPayload { metafields:[Metafield] userErrors:[CodedError] }
WebhookPayload { webhookSubscription:WebhookSubscription userErrors:[UserError] }`;

const inputs = `
FulfillmentInput { trackingInfo:FulfillmentTrackingInput notifyCustomer:Boolean lineItemsByFulfillmentOrder:[FulfillmentOrderLineItemsInput!]! }
FulfillmentTrackingInput { number:String numbers:[String!] url:URL urls:[URL!] company:String }
FulfillmentOrderLineItemsInput { fulfillmentOrderId:ID! fulfillmentOrderLineItems:[FulfillmentOrderLineItemInput!] }
FulfillmentOrderLineItemInput { id:ID! quantity:Int! }
OrderCancelRefundMethodInput { originalPaymentMethodsRefund:Boolean }
RefundInput { orderId:ID! note:String notify:Boolean currency:CurrencyCode refundLineItems:[RefundLineItemInput!] transactions:[OrderTransactionInput!]
  allowOverRefunding:Boolean }
RefundLineItemInput { lineItemId:ID! quantity:Int! restockType:RefundLineItemRestockType locationId:ID }
OrderTransactionInput { orderId:ID! parentId:ID kind:OrderTransactionKind! gateway:String! amount:Money! }
InventorySetQuantitiesInput { name:String! reason:String! referenceDocumentUri:String quantities:[InventoryQuantityInput!]! }
InventoryQuantityInput { inventoryItemId:ID! locationId:ID! quantity:Int! changeFromQuantity:Int }
MetafieldsSetInput { ownerId:ID! namespace:String key:String! type:String value:String! compareDigest:String }
WebhookSubscriptionInput { uri:String format:WebhookSubscriptionFormat includeFields:[String!] filter:String name:String }`;

const enums: Readonly<Record<string, readonly string[]>> = {
  OrderSortKeys: ['CREATED_AT', 'ID', 'PROCESSED_AT', 'UPDATED_AT'],
  OrderCancelReason: ['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'STAFF', 'OTHER'],
  RefundLineItemRestockType: ['RETURN', 'CANCEL', 'LEGACY_RESTOCK', 'NO_RESTOCK'],
  OrderTransactionKind: ['SALE', 'CAPTURE', 'AUTHORIZATION', 'VOID', 'REFUND', 'CHANGE'],
  WebhookSubscriptionFormat: ['JSON', 'XML'],
  WebhookSubscriptionTopic: ['ORDERS_CREATE', 'ORDERS_UPDATED', 'ORDERS_CANCELLED', 'ORDERS_EDITED', 'REFUNDS_CREATE', 'APP_UNINSTALLED'],
};

const blocksOf = (text: string): readonly (readonly [name: string, body: string])[] =>
  [...text.matchAll(/(\w+)\s*\{([^}]*)\}/g)].map((match) => [match[1] ?? '', match[2] ?? ''] as const);

const inputField = (type: string): InputField => ({ type: type.replace(/!$/, ''), required: type.endsWith('!') });

const fieldPattern = /(\w+)(?:\(([^)]*)\))?:(\[?@?[\w!]+\]?!?)/g;

const fieldsOf = (body: string): ReadonlyMap<string, FieldType> =>
  new Map(
    [...body.matchAll(fieldPattern)].map(([, name = '', args = '', type = '']) => {
      const shape = type.startsWith('@') ? 'connection' : type.startsWith('[') ? 'list' : 'single';
      const given = args
        .split(',')
        .filter((arg) => arg !== '')
        .map((arg) => arg.split(':') as [string, string]);
      return [name, { shape, type: type.replace(/[@[\]]/g, ''), args: new Map(given.map(([key, value]) => [key, inputField(value)])) }];
    }),
  );

/** Output types by name. What stands here as a type of no block is a scalar or an enum. */
export const objectTypes: ReadonlyMap<string, ReadonlyMap<string, FieldType>> = new Map(
  blocksOf(objects).map(([name, body]) => [name, fieldsOf(body)] as const),
);

export const inputTypes: ReadonlyMap<string, ReadonlyMap<string, InputField>> = new Map(
  blocksOf(inputs).map(
    ([name, body]) =>
      [name, new Map([...body.matchAll(/(\w+):(\[?[\w!]+\]?!?)/g)].map(([, key = '', type = '']) => [key, inputField(type)]))] as const,
  ),
);

export const enumTypes: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(enums).map(([name, values]) => [name, new Set(values)] as const),
);
