import * as z from 'zod';
import { walmartCarriers } from '../../../../lib/channels/adapters/walmart/walmart.carriers.ts';
import type { TwinAnswer } from '../twin-server.ts';

// Bodies as Order Management 0.6.3 and 1.0, Inventory 0.6.3 and Notifications publish them. Nothing more is taken.

const count = z.string().regex(/^[1-9]\d{0,6}$/);
const Quantity = z.strictObject({ unitOfMeasurement: z.enum(['EACH', 'EA']), amount: count });
const Money = z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), amount: z.number() });

const linesOf = <T extends z.ZodType>(line: T) => z.strictObject({ orderLine: z.array(line).min(1) });
const statusesOf = <T extends z.ZodType>(status: T) => z.strictObject({ orderLineStatus: z.array(status).min(1) });

const TrackingInfo = z
  .strictObject({
    shipDateTime: z.int().positive(),
    carrierName: z.union([
      z.strictObject({ carrier: z.enum(walmartCarriers as [string, ...string[]]) }),
      z.strictObject({ otherCarrier: z.string().min(1) }),
    ]),
    methodCode: z.enum(['Standard', 'Express', 'OneDay', 'Freight', 'WhiteGlove', 'Value']),
    trackingNumber: z.string().min(1),
    trackingURL: z.url().optional(),
  })
  .refine(({ carrierName, trackingURL }) => !('otherCarrier' in carrierName) || trackingURL !== undefined);

export const ShippingBody = z.strictObject({
  orderShipment: z.strictObject({
    orderLines: linesOf(
      z.strictObject({
        lineNumber: z.string().min(1),
        intentToCancelOverride: z.boolean().optional(),
        sellerOrderId: z.string().min(1).max(30),
        orderLineStatuses: statusesOf(
          z.strictObject({ status: z.literal('Shipped'), statusQuantity: Quantity, trackingInfo: TrackingInfo }),
        ),
      }),
    ),
  }),
});

export const CancelBody = z.strictObject({
  orderCancellation: z.strictObject({
    orderLines: linesOf(
      z.strictObject({
        lineNumber: z.string().min(1),
        orderLineStatuses: statusesOf(
          z.strictObject({
            status: z.literal('Cancelled'),
            cancellationReason: z.enum([
              'CUSTOMER_REQUESTED_SELLER_TO_CANCEL',
              'SELLER_CANCEL_PRICING_ERROR',
              'SELLER_CANCEL_OUT_OF_STOCK',
              'SELLER_CANCEL_FRAUD_STOP_SHIPMENT',
              'SELLER_CANCEL_ADDRESS_NOT_SERVICEABLE',
            ]),
            statusQuantity: Quantity,
          }),
        ),
      }),
    ),
  }),
});

export const AcknowledgeBody = z.strictObject({
  orderAcknowledgement: z.strictObject({
    orderLines: linesOf(
      z.strictObject({
        lineNumber: z.string().min(1),
        orderLineStatuses: statusesOf(z.strictObject({ status: z.literal('Acknowledged'), statusQuantity: Quantity })),
      }),
    ),
  }),
});

const Refund = z.strictObject({
  refundId: z.string().optional(),
  refundComments: z.string().optional(),
  refundCharges: z.strictObject({
    refundCharge: z
      .array(
        z.strictObject({
          refundReason: z.enum(['General adjustment', 'Others', 'Buyer canceled', 'Customer returned item', 'BillingError', 'DamagedItem']),
          charge: z.strictObject({
            chargeType: z.enum(['PRODUCT', 'SHIPPING']),
            chargeName: z.string().min(1),
            chargeAmount: Money,
            tax: z.strictObject({ taxName: z.string().min(1), taxAmount: Money }).optional(),
          }),
        }),
      )
      .min(1),
  }),
});

export const RefundBody = z.strictObject({
  orderRefund: z.strictObject({
    purchaseOrderId: z.string().min(1),
    orderLines: linesOf(
      z.strictObject({
        lineNumber: z.string().min(1),
        isFullRefund: z.boolean().optional(),
        refunds: z.strictObject({ refund: z.array(Refund).min(1) }),
      }),
    ),
  }),
});

export const InventoryBody = z.strictObject({
  sku: z.string().min(1),
  quantity: z.strictObject({ unit: z.literal('EACH'), amount: z.int().min(0) }),
});

const AuthDetails = z.strictObject({
  authMethod: z.enum(['BASIC_AUTH', 'OAUTH', 'HMAC']),
  authHeaderName: z.string().optional(),
  userName: z.string().optional(),
  password: z.string().optional(),
});

const Subscription = z.strictObject({
  eventType: z.string().min(1),
  eventVersion: z.literal('V1'),
  resourceName: z.string().min(1),
  eventUrl: z.url(),
  status: z.enum(['ACTIVE', 'INACTIVE']),
  authDetails: AuthDetails.optional(),
});
export type TwinSubscription = z.infer<typeof Subscription> & { readonly subscriptionId: string; readonly partnerId: string };

export const SubscribeBody = z.strictObject({ events: z.array(Subscription).min(1) });
export const UpdateSubscriptionBody = Subscription.partial();

/** An error in the shape of the Marketplace's "Error response format". */
export const failure = (status: number, code: string, field?: string): TwinAnswer => ({
  status,
  body: {
    errors: [
      {
        code,
        message: `${code}${field === undefined ? '' : `: the value of '${field}' is invalid`}`,
        category: status >= 500 ? 'APPLICATION' : 'DATA',
        severity: 'ERROR',
        ...(field === undefined ? {} : { field }),
      },
    ],
  },
});

/** The parsed body, or the refusal that Walmart gives. */
export const readBody = <T extends z.ZodType>(schema: T, text: string): { readonly body: z.infer<T> } | { readonly answer: TwinAnswer } => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { answer: failure(400, 'MALFORMED_REQUEST_CONTENT') };
  }
  const read = schema.safeParse(value);
  if (read.success) return { body: read.data };
  return { answer: failure(400, 'INVALID_REQUEST_CONTENT', read.error.issues[0]?.path.join('.') ?? '') };
};
