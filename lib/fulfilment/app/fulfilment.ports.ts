import type { FulfillmentOrder } from '../domain/fulfillment-order.state.ts';
import type { ShipmentDetails } from '../domain/fulfillment-order.values.ts';

/** Buys labels. The id of the fulfillment order makes a repeated call answer with the same label. */
export interface CarrierGateway {
  /** Null when the warehouse brings carrier and tracking number itself. @throws UnavailableError when the carrier does not answer */
  buyLabel(fulfillmentOrder: FulfillmentOrder): Promise<ShipmentDetails | null>;
}

/** What the order says about its parcels. Orders fulfil it; fulfilment never reads an order itself. */
export interface ReleaseGate {
  /** Names of holds that keep the work from the warehouse; empty when it may go. */
  releaseBlockers(orderId: string): Promise<readonly string[]>;
}
