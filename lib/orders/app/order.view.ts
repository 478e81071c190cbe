import { allowedIn } from '../domain/address/address-check.ts';
import { lineProgress } from '../domain/order.state.ts';
import type { OrderReading } from './read-order.ts';

const companyIn = (personal: OrderReading['personal']) => {
  const company = personal?.channelMetadata['company'];
  return typeof company === 'string' ? { company } : {};
};

/** A date that the order states goes before one of the service levels. */
const deliveryDateIn = ({ deliverBy, serviceLevelBy }: OrderReading['order']) => {
  if (deliverBy) return { deliverBy, deliverByBasis: 'stated' as const };
  return serviceLevelBy === null ? {} : { deliverBy: serviceLevelBy, deliverByBasis: 'service-level' as const };
};

/** What the check found about the address, and whether it was corrected with us. */
const addressIn = ({ addressCheck, addressCorrection, destination }: OrderReading['order']) => ({
  ...(addressCheck
    ? {
        addressCheck: {
          findings: addressCheck.findings.map((finding) => ({ ...finding, allowed: allowedIn(finding, destination) })),
          confirmed: addressCheck.confirmed === true,
        },
      }
    : {}),
  ...(addressCorrection ? { addressCorrected: true } : {}),
});

/** An order as the API shows it, in camelCase. What is personal stands only where the vault gave it. */
export const orderView = ({ order, version, personal }: OrderReading) => {
  const progress = new Map(lineProgress(order).map((line) => [line.lineId, line]));
  const titles = new Map(personal?.lineTitles.map(({ lineId, title }) => [lineId, title]));
  return {
    orderId: order.orderId,
    status: order.status,
    version,
    channel: order.channel,
    channelAccount: order.channelAccount,
    channelOrderId: order.channelOrderId,
    channelOrderName: order.channelOrderName,
    channelRevision: order.channelRevision,
    placedAt: order.placedAt,
    ...(order.promotions ? { promotions: order.promotions } : {}),
    test: order.test,
    priority: order.priority,
    currency: order.currency,
    taxesIncluded: order.taxesIncluded,
    totals: order.totals,
    paymentMethod: order.paymentMethod,
    ...(order.purchase ? { purchase: { ...order.purchase, ...companyIn(personal) } } : {}),
    payment: order.payment,
    shippingMethod: order.shippingMethod,
    ...(order.delivery ? { delivery: order.delivery } : {}),
    ...deliveryDateIn(order),
    ...(order.shipBy ? { shipBy: order.shipBy } : {}),
    destination: order.destination,
    ...addressIn(order),
    lineItems: order.lines.map((line) => ({ ...line, title: titles.get(line.lineId), ...progress.get(line.lineId) })),
    holds: order.holds,
    discrepancies: order.discrepancies,
    backordered: order.backordered,
    promises: order.promises,
    fulfillmentOrders: order.fulfillments.map(({ reservationIds: _internal, assigned: _first, takenBack: _asked, ...child }) => child),
    deliveredAt: order.deliveredAt,
    cancellation: order.cancellation,
    ...(personal
      ? { customer: personal.customer, shippingAddress: personal.shippingAddress, billingAddress: personal.billingAddress }
      : {}),
  };
};
