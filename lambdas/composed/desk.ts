import { createPayloadDesk } from '../../lib/channels/index.ts';
import {
  createBulkJobs,
  createBulkWork,
  createCorrectAddress,
  createOrderDifference,
  createOrderExecutions,
  createOrderNotes,
  createOrderTimeline,
  createOrderTraces,
} from '../../lib/orders/index.ts';
import { createNoticeDesk } from '../notice-desk.ts';
import { decisionsOf, fulfillmentOrdersOf, once, paymentsOf, storeOf, vaultOf, waitsOf } from './base.ts';
import { orderNoticesOf } from './channels.ts';
import { orderReadingOf } from './orders.ts';

export const orderNotesOf = /* @__PURE__ */ once((platform) =>
  createOrderNotes({ platform, store: storeOf(platform), vault: vaultOf(platform) }),
);
export const orderAddressOf = /* @__PURE__ */ once((platform) =>
  createCorrectAddress({ platform, store: storeOf(platform), vault: vaultOf(platform), decisions: decisionsOf(platform) }),
);
export const orderDifferenceOf = /* @__PURE__ */ once((platform) =>
  createOrderDifference({ store: storeOf(platform), vault: vaultOf(platform), payments: paymentsOf(platform) }),
);
export const orderExecutionsOf = /* @__PURE__ */ once((platform) =>
  createOrderExecutions({ platform, store: storeOf(platform), waits: waitsOf(platform) }),
);
export const orderTimelineOf = /* @__PURE__ */ once((platform) =>
  createOrderTimeline({
    store: storeOf(platform),
    decisions: decisionsOf(platform),
    notices: orderNoticesOf(platform),
    executions: orderExecutionsOf(platform),
    notes: orderNotesOf(platform),
  }),
);
export const bulkJobsOf = /* @__PURE__ */ once((platform) => createBulkJobs({ platform, store: storeOf(platform) }));
export const bulkWorkOf = /* @__PURE__ */ once((platform) => createBulkWork({ platform, store: storeOf(platform) }));
export const payloadDeskOf = /* @__PURE__ */ once((platform) =>
  createPayloadDesk({
    platform,
    vault: vaultOf(platform),
    orders: createOrderTraces({ store: storeOf(platform), platform }),
    desk: createNoticeDesk(orderReadingOf(platform), fulfillmentOrdersOf(platform)),
  }),
);
/** What support does with one order or with many. */
export type SupportDesk = {
  readonly notes: ReturnType<typeof orderNotesOf>;
  readonly correctAddress: ReturnType<typeof orderAddressOf>;
  readonly difference: ReturnType<typeof orderDifferenceOf>;
  readonly executions: ReturnType<typeof orderExecutionsOf>;
  readonly timeline: ReturnType<typeof orderTimelineOf>;
  readonly payloads: ReturnType<typeof payloadDeskOf>;
  readonly bulk: ReturnType<typeof bulkJobsOf>;
};
export const supportDeskOf = /* @__PURE__ */ once(
  (platform): SupportDesk => ({
    notes: orderNotesOf(platform),
    correctAddress: orderAddressOf(platform),
    difference: orderDifferenceOf(platform),
    executions: orderExecutionsOf(platform),
    timeline: orderTimelineOf(platform),
    payloads: payloadDeskOf(platform),
    bulk: bulkJobsOf(platform),
  }),
);
