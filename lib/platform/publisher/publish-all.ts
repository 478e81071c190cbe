import { type BusEvent, type EventBus, UnavailableError } from '../ports.ts';

const entriesPerCall = 10;
const triesMax = 4;

/**
 * Puts events on the bus, ten at a time. What the bus refuses is sent again, and only that.
 * @throws UnavailableError when something is still refused in the end
 */
export const publishAll = async (bus: EventBus, events: readonly BusEvent[]): Promise<void> => {
  for (let start = 0; start < events.length; start += entriesPerCall) await publishSome(bus, events.slice(start, start + entriesPerCall));
};

const publishSome = async (bus: EventBus, events: readonly BusEvent[]): Promise<void> => {
  let waiting = events;
  for (let attempt = 1; attempt <= triesMax && waiting.length > 0; attempt += 1) {
    const failures = await bus.publish(waiting);
    waiting = failures.flatMap((failure) => waiting[failure.index] ?? []);
  }
  if (waiting.length > 0) throw new UnavailableError(`The bus refused ${waiting.length} events ${triesMax} times`);
};
