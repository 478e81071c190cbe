import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import { decisionWords } from './decision-words.ts';
import { forecastWords } from './forecast-words.ts';
import { fraudWords } from './fraud-words.ts';
import { fulfilmentWords } from './fulfilment-words.ts';
import { inventoryWords } from './inventory-words.ts';
import { orderWords } from './order-words.ts';
import { paymentWords } from './payment-words.ts';
import { modelWords } from './model-words.ts';
import { supplyWords } from './supply-words.ts';
import type { Words } from './words.ts';

type Describe = (payload: EventRecord['payload'], record: Pick<EventRecord, 'stream_id'>) => Words;

/** Every event of the product, checked type by type where its words stand. */
const vocabulary = {
  ...orderWords,
  ...fulfilmentWords,
  ...paymentWords,
  ...inventoryWords,
  ...supplyWords,
  ...decisionWords,
  ...fraudWords,
  ...forecastWords,
  ...modelWords,
} as unknown as Readonly<Record<string, Describe>>;

/** Types of the events that there are words for: all. */
export const describedTypes: readonly string[] = Object.keys(vocabulary);

/** An event for people. @throws Error for a type that no vocabulary has */
export const describeEvent = (record: Pick<EventRecord, 'type' | 'payload' | 'stream_id'>): Words => {
  const describe = vocabulary[record.type];
  if (!describe) throw new Error(`There are no words for ${record.type}`);
  return describe(record.payload, record);
};
