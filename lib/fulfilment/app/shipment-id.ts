import { stableId } from '../../kernel/hash-chain.ts';
import type { FulfillmentOrderId } from '../../kernel/ids.ts';
import { ShipmentId } from '../domain/fulfillment-order.values.ts';

/** The shipment of a tracking number: reporting it twice is the same shipment. */
export const shipmentIdOf = (sha256: (text: string) => string, id: FulfillmentOrderId, trackingNumber: string): ShipmentId =>
  ShipmentId(stableId(sha256, id, trackingNumber));
