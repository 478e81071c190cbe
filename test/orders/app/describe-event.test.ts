import type * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { decisionEventPayloads } from '../../../lib/contracts/events/decisions.ts';
import { forecastAccuracyEventPayloads } from '../../../lib/contracts/events/forecasting.ts';
import { fraudEventPayloads } from '../../../lib/contracts/events/fraud.ts';
import { fulfilmentEventPayloads } from '../../../lib/contracts/events/fulfilment.ts';
import { inventoryBucketEventPayloads, inventoryEventPayloads } from '../../../lib/contracts/events/inventory.ts';
import { orderEventPayloads } from '../../../lib/contracts/events/orders.ts';
import { paymentEventPayloads } from '../../../lib/contracts/events/payments.ts';
import { modelEventPayloads } from '../../../lib/contracts/events/models.ts';
import { purchaseOrderEventPayloads, transferEventPayloads } from '../../../lib/contracts/events/supply.ts';
import { publications } from '../../../lib/contracts/events/publications.ts';
import { decisionCases, decisionName } from './decision-event.cases.ts';
import { forecastCases, fraudCases } from './fraud-event.cases.ts';
import { supplyCases } from './supply-event.cases.ts';
import { describedTypes, describeEvent } from '../../../lib/orders/app/words/describe-event.ts';
import { fulfilmentCases } from './fulfilment-event.cases.ts';
import { inventoryCases } from './inventory-event.cases.ts';
import { modelCases } from './model-event.cases.ts';
import { orderCases } from './order-event.cases.ts';
import { paymentCases } from './payment-event.cases.ts';

const [order, work] = ['o'.repeat(26), 'w'.repeat(26)];

const allCases = [
  ...orderCases,
  ...fulfilmentCases,
  ...inventoryCases,
  ...paymentCases,
  ...supplyCases,
  ...decisionCases,
  ...modelCases,
  ...fraudCases,
  ...forecastCases,
];

const payloads: Readonly<Record<string, z.ZodType>> = {
  ...orderEventPayloads,
  ...decisionEventPayloads,
  ...modelEventPayloads,
  ...fraudEventPayloads,
  ...forecastAccuracyEventPayloads,
  ...transferEventPayloads,
  ...purchaseOrderEventPayloads,
  ...fulfilmentEventPayloads,
  ...paymentEventPayloads,
  ...inventoryEventPayloads,
  ...inventoryBucketEventPayloads,
};
const published = Object.values(publications).flatMap(({ detailTypes }) => Object.keys(detailTypes));

const streams: Readonly<Record<string, string>> = {
  inventory_bucket: 'MUG@W1@3',
  inventory: 'MUG@W1',
  fulfillment_order: work,
  shipment: work,
  transfer: 'T-1',
  purchase_order: 'PO-1',
  decision: decisionName,
  model: 'fraud',
  forecast: 'all',
};
const streamOf = (type: string): string => streams[type.split('.')[0] ?? ''] ?? order;

describe('words for events', () => {
  it('are there for every type that is published, and for no other', () => {
    expect([...describedTypes].sort()).toEqual([...published].sort());
    expect([...new Set(allCases.map(([type]) => type))].sort()).toEqual([...published].sort());
  });

  it.each(allCases.map(([type, payload, sentence, reference]) => ({ type, payload, sentence, reference })))('$type: $sentence', (one) => {
    const { type, payload, sentence, reference = null } = one;
    expect(payloads[type]?.safeParse(payload).error?.issues ?? []).toEqual([]);
    const words = describeEvent({ type, payload: payload as never, stream_id: streamOf(type) });
    expect(words).toMatchObject({ sentence, reference });
    expect(words.title).toMatch(/^[A-Z][a-z]+( [a-z]+){0,3}$/);
    expect(sentence).not.toMatch(/undefined|null|\[object|\.\.|_/);
  });

  it('are missing for what nobody knows', () => {
    expect(() => describeEvent({ type: 'order.teleported', payload: {}, stream_id: order })).toThrow('order.teleported');
  });
});
