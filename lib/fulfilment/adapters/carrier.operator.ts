import type { CarrierGateway } from '../app/fulfilment.ports.ts';

/** No label is bought here: the warehouse reports carrier and tracking number when it ships. */
export const operatorCarrier: CarrierGateway = { buyLabel: () => Promise.resolve(null) };
