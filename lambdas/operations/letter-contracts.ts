import type * as z from 'zod';
import {
  ChannelNotice,
  IntakeQueueMessage,
  NoticeableEvent,
  PrivacyClaim,
  RetentionMessage,
  SyncMessage,
} from '../../lib/contracts/events/channels.ts';
import { BackorderMessage, StockChangeMessage, StockRequest } from '../../lib/contracts/events/channel-stock.ts';
import { BusEnvelope, EventDetail } from '../../lib/contracts/events/envelope.ts';
import { forecastAccuracyEventPayloads } from '../../lib/contracts/events/forecasting.ts';
import { fraudEventPayloads } from '../../lib/contracts/events/fraud.ts';
import { fulfilmentEventPayloads } from '../../lib/contracts/events/fulfilment.ts';
import { inventoryBucketEventPayloads, inventoryEventPayloads } from '../../lib/contracts/events/inventory.ts';
import { decisionEventPayloads } from '../../lib/contracts/events/decisions.ts';
import { modelEventPayloads } from '../../lib/contracts/events/models.ts';
import { orderEventPayloads } from '../../lib/contracts/events/orders.ts';
import { paymentEventPayloads } from '../../lib/contracts/events/payments.ts';
import {
  BulkJobWork,
  LocationLook,
  ObjectCreated,
  OrderTimer,
  PickupTimer,
  PromiseWork,
  StockOffer,
  VerificationTimer,
} from '../../lib/contracts/events/own-messages.ts';
import { SimulationWork } from '../../lib/contracts/events/policy-replay.ts';
import { StockCheckMessage } from '../../lib/contracts/events/stock-checks.ts';
import { purchaseOrderEventPayloads, transferEventPayloads } from '../../lib/contracts/events/supply.ts';
import { TrainingEnded } from '../../lib/contracts/events/trainings.ts';
import { StorefrontPurge } from '../../lib/contracts/events/storefront.ts';
import { forecastAccuracyAggregate } from '../../lib/forecasting/index.ts';
import { fraudCaseAggregate } from '../../lib/fraud/index.ts';
import { fulfillmentOrderAggregate } from '../../lib/fulfilment/index.ts';
import {
  inventoryBucketAggregate,
  inventoryItemAggregate,
  purchaseOrderAggregate,
  transferOrderAggregate,
} from '../../lib/inventory/index.ts';
import { decisionAggregate, modelAggregate } from '../../lib/intelligence/index.ts';
import { createExamineLetter, type ExamineLetter } from '../../lib/operations/index.ts';
import { orderAggregate } from '../../lib/orders/index.ts';
import { paymentAggregate } from '../../lib/payments/index.ts';
import { publications } from '../../lib/contracts/events/publications.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';

/** What each consumer of a queue takes, by the last part of its name where every channel has one of its own. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  'orders/react-to-order': BusEnvelope,
  'orders/record-fulfillment': BusEnvelope,
  'orders/order-timers': OrderTimer,
  'fraud/react': BusEnvelope,
  'intelligence/note-decision-reviews': BusEnvelope,
  'fraud/end-verification': VerificationTimer,
  'sourcing/record-outcomes': BusEnvelope,
  'intelligence/training-ended': TrainingEnded,
  'intelligence/training-approved': BusEnvelope,
  'intelligence/training-wished': BusEnvelope,
  'orders/react-to-stock': StockOffer.or(EventDetail),
  'orders/receive-channel-order': IntakeQueueMessage,
  'orders/renew-promises': PromiseWork.or(BusEnvelope),
  'orders/work-bulk-job': BulkJobWork,
  'orders/follow-location': LocationLook,
  'inventory/settle-supply': EventDetail,
  'inventory/check-stock': StockCheckMessage,
  'sourcing/work-simulation': SimulationWork,
  'inventory/purge-storefront': StorefrontPurge,
  'fulfilment/wake-shipment': BusEnvelope,
  'fulfilment/watch-pickup': BusEnvelope,
  'fulfilment/end-pickup': PickupTimer,
  'channels/handle-privacy': PrivacyClaim,
  'channels/address-notices': NoticeableEvent,
  'channels/publish-stock': StockChangeMessage,
  'channels/count-oversells': BackorderMessage,
  'channels/retire-personal-data': RetentionMessage,
  'operations/keep-stream-failure': ObjectCreated,
};

const ofChannels: Readonly<Record<string, z.ZodType>> = { sync: SyncMessage, notify: ChannelNotice, stock: StockRequest };

/** The schema of the messages that a function behind a queue takes; undefined for one that is not known here. */
export const messageSchemaOf = (handler: string): z.ZodType | undefined => {
  const [context, , ofChannel] = handler.split('/');
  return schemas[handler] ?? (context === 'channels' && ofChannel !== undefined ? ofChannels[ofChannel] : undefined);
};

const events = {
  ORDER: { payloads: orderEventPayloads, versions: orderAggregate.schemaVersions },
  FULFILLMENT: { payloads: fulfilmentEventPayloads, versions: fulfillmentOrderAggregate.schemaVersions },
  STOCK: { payloads: inventoryEventPayloads, versions: inventoryItemAggregate.schemaVersions },
  STOCKBUCKET: { payloads: inventoryBucketEventPayloads, versions: inventoryBucketAggregate.schemaVersions },
  TRANSFER: { payloads: transferEventPayloads, versions: transferOrderAggregate.schemaVersions },
  PURCHASE: { payloads: purchaseOrderEventPayloads, versions: purchaseOrderAggregate.schemaVersions },
  DECISION: { payloads: decisionEventPayloads, versions: decisionAggregate.schemaVersions },
  MODEL: { payloads: modelEventPayloads, versions: modelAggregate.schemaVersions },
  FRAUD: { payloads: fraudEventPayloads, versions: fraudCaseAggregate.schemaVersions },
  PAYMENT: { payloads: paymentEventPayloads, versions: paymentAggregate.schemaVersions },
  FORECASTACCURACY: { payloads: forecastAccuracyEventPayloads, versions: forecastAccuracyAggregate.schemaVersions },
};

/** Holds dead letters against what this release expects, and against the ledger. */
export const openExamineLetter = (platform: Platform): ExamineLetter =>
  createExamineLetter({ platform, wirings, messageSchemaOf, events, publications });
