import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { ReceivedMessage } from '../../lib/platform/ports.ts';
import { bodies, contractMaxReceiveCount, type QueueEngine } from './queue.support.ts';

/** Something done to a FIFO queue. */
export type FifoStep =
  | { readonly do: 'send'; readonly group: string; readonly body: string }
  | { readonly do: 'receive'; readonly max: number; readonly visibilitySeconds: number }
  | { readonly do: 'acknowledge' | 'give-back'; readonly index: number }
  | { readonly do: 'wait'; readonly seconds: number };

export const fifoStep: fc.Arbitrary<FifoStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('send' as const), group: fc.constantFrom('a', 'b', 'c'), body: fc.stringMatching(/^[a-h]$/) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('receive' as const),
      max: fc.integer({ min: 1, max: 4 }),
      visibilitySeconds: fc.constantFrom(10, 100),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), index: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('give-back' as const), index: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 11, 120) }) },
);

type ModelMessage = { readonly body: string; readonly group: string; visibleAt: number; receives: number };

/** Ordered groups in an array: slow, obvious, and silent about which group comes first. */
const createModel = () => {
  let now = 0;
  let messages: ModelMessage[] = [];
  const knownUntil = new Map<string, number>();

  return {
    wait: (seconds: number) => {
      now += seconds;
    },
    send: (group: string, body: string) => {
      if ((knownUntil.get(body) ?? 0) > now) return;
      knownUntil.set(body, now + 300);
      messages.push({ body, group, visibleAt: 0, receives: 0 });
    },
    /** Messages of a group that stand next. One with all its receives used is skipped: it is parked, or will be. */
    nextOf: (group: string): readonly ModelMessage[] => {
      const ofGroup = messages.filter((message) => message.group === group);
      if (ofGroup.some((message) => message.visibleAt > now)) return [];
      return ofGroup.filter((message) => message.receives < contractMaxReceiveCount);
    },
    receive: (message: ModelMessage, visibilitySeconds: number) => {
      message.visibleAt = now + visibilitySeconds;
      message.receives += 1;
    },
    isCurrent: (message: ModelMessage, receives: number) => message.receives === receives && message.visibleAt > now,
    remove: (message: ModelMessage) => {
      messages = messages.filter((other) => other !== message);
    },
    giveBack: (message: ModelMessage) => {
      message.visibleAt = now;
    },
  };
};

/** Does the steps to a queue and to the model, and compares what is received. */
export const runAgainstModel = async ({ fifo, advanceSeconds }: QueueEngine, steps: readonly FifoStep[]): Promise<void> => {
  const model = createModel();
  const deliveries: { readonly receipt: string; readonly message: ModelMessage; readonly receives: number }[] = [];

  const receive = async (max: number, visibilitySeconds: number): Promise<void> => {
    const received = await fifo.receive({ max, visibilitySeconds });
    const groups = new Set(received.map((message) => message.group as string));
    const expected = new Map([...'abc'].map((group) => [group, model.nextOf(group)] as const));
    const available = [...expected.values()].flat().length;
    if (available > 0) expect(received.length).toBeGreaterThan(0);
    for (const group of groups) {
      const ofGroup = received.filter((message) => message.group === group);
      const next = (expected.get(group) ?? []).slice(0, ofGroup.length);
      expect(bodies(ofGroup)).toEqual(next.map((message) => message.body));
      for (const [index, message] of next.entries()) {
        model.receive(message, visibilitySeconds);
        const { receipt, receiveCount } = ofGroup[index] as ReceivedMessage;
        expect(receiveCount).toBe(message.receives);
        deliveries.push({ receipt, message, receives: message.receives });
      }
    }
  };

  for (const step of steps) {
    if (step.do === 'send') {
      await fifo.send([{ body: step.body, group: step.group, deduplicationId: step.body }]);
      model.send(step.group, step.body);
    } else if (step.do === 'wait') {
      await advanceSeconds(step.seconds);
      model.wait(step.seconds);
    } else if (step.do === 'receive') {
      await receive(step.max, step.visibilitySeconds);
    } else {
      const delivery = deliveries[step.index % deliveries.length];
      if (delivery === undefined) continue;
      const current = model.isCurrent(delivery.message, delivery.receives);
      if (step.do === 'acknowledge') {
        await fifo.acknowledge(delivery.receipt);
        if (current) model.remove(delivery.message);
      } else {
        await fifo.changeVisibility(delivery.receipt, 0);
        if (current) model.giveBack(delivery.message);
      }
    }
  }
};
