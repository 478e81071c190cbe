import type * as z from 'zod';
import type { modelEventPayloads, ModelEventType } from '../../../contracts/events/models.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';

type Payloads = { readonly [Type in ModelEventType]: z.output<(typeof modelEventPayloads)[Type]> };
type Words = { readonly [Type in ModelEventType]: (payload: Payloads[Type]) => string };

const named = (version: number): string => (version === 0 ? 'the starter' : `version ${version}`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const percentOf = (perMille: number): string => `${perMille / 10} %`;

const words: Words = {
  'model.version_registered': ({ version, model_version: hash }) => `Version ${version} was registered (${hash}).`,
  'model.gates_evaluated': ({ version, gates, passed }) =>
    passed
      ? `Version ${version} passes its ${gates.length === 1 ? 'gate' : `${gates.length} gates`}.`
      : `Version ${version} fails: ${gates
          .filter((gate) => !gate.passed)
          .map(({ name, value, bound, wants }) => `${name} is ${value}, wanted ${wants.replace('_', ' ')} ${bound}`)
          .join('; ')}.`,
  'model.version_approved': ({ version, by }) => `Version ${version} was approved by ${by === 'policy' ? 'the policy' : 'a person'}.`,
  'model.shadow_started': ({ version }) => `${capital(named(version))} scores in shadow.`,
  'model.shadow_ended': ({ version }) => `${capital(named(version))} scores in shadow no more.`,
  'model.challenger_started': ({ version, share_per_mille: share, watch_until: until }) =>
    `${capital(named(version))} answers for ${percentOf(share)} of the orders${until === null ? '' : `, watched until ${until}`}.`,
  'model.challenger_ended': ({ version }) => `${capital(named(version))} answers as challenger no more.`,
  'model.promoted': ({ version, previous }) => `${capital(named(version))} is the champion instead of ${named(previous)}.`,
  'model.rolled_back': ({ version, to, cause }) =>
    `${capital(named(version))} was rolled back to ${named(to)}${cause === 'watch' ? ' by the watch' : cause === 'drill' ? ' in a drill' : ''}.`,
  'model.version_retired': ({ version }) => `Version ${version} was retired.`,
  'model.slot_assigned': ({ slot, version }) =>
    version === null ? `Endpoint ${slot} was taken down.` : `Endpoint ${slot} serves ${named(version)}.`,
};

type Told = { readonly sentence: string; readonly version: number | null; readonly reason: string | null };

/** What an event of a model's stream says, for people. */
export const describeModelEvent = ({ type, payload }: Pick<EventRecord, 'type' | 'payload'>): Told => {
  // Streams hold events of this vocabulary alone; the store refuses any other before it is folded.
  const say = words[type as ModelEventType] as (payload: unknown) => string;
  const { version, reason, note } = payload as { readonly version?: number | null; readonly reason?: string; readonly note?: string };
  return { sentence: say(payload), version: version ?? null, reason: reason ?? note ?? null };
};
