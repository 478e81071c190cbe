import type * as z from 'zod';
import type { modelEventPayloads, ModelEventType } from '../../../contracts/events/models.ts';
import { describeModelEvent } from '../../../intelligence/index.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { Vocabulary, Words } from './words.ts';

type Payloads = { readonly [Type in ModelEventType]: z.output<(typeof modelEventPayloads)[Type]> };

const told =
  (type: ModelEventType, title: string) =>
  (payload: object, { stream_id: model }: Pick<EventRecord, 'stream_id'>): Words => {
    const { sentence } = describeModelEvent({ type, payload: payload as EventRecord['payload'] });
    return { kind: 'decision', title, sentence: `Model ${model}: ${sentence.replaceAll('_', ' ')}`, reference: model };
  };

/** What happened to versions of models. */
export const modelWords: Vocabulary<Payloads> = {
  'model.version_registered': told('model.version_registered', 'Model version registered'),
  'model.gates_evaluated': told('model.gates_evaluated', 'Model gates evaluated'),
  'model.version_approved': told('model.version_approved', 'Model version approved'),
  'model.shadow_started': told('model.shadow_started', 'Model in shadow'),
  'model.shadow_ended': told('model.shadow_ended', 'Model shadow ended'),
  'model.challenger_started': told('model.challenger_started', 'Model challenger started'),
  'model.challenger_ended': told('model.challenger_ended', 'Model challenger ended'),
  'model.promoted': told('model.promoted', 'Model promoted'),
  'model.rolled_back': told('model.rolled_back', 'Model rolled back'),
  'model.version_retired': told('model.version_retired', 'Model version retired'),
  'model.slot_assigned': told('model.slot_assigned', 'Model endpoint changed'),
};
