import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LimitExceededError, type Queue, type ReceivedMessage } from '../../lib/platform/ports.ts';
import { fifoStep, runAgainstModel } from './queue.fifo-model.ts';
import { bodies, contractMaxReceiveCount, type QueueEngine } from './queue.support.ts';

const receiveAll = (queue: Queue, visibilitySeconds = 30): Promise<readonly ReceivedMessage[]> =>
  queue.receive({ max: 10, visibilitySeconds });

const receiveOne = async (queue: Queue, visibilitySeconds = 30): Promise<ReceivedMessage> => {
  const [message] = await queue.receive({ max: 1, visibilitySeconds });
  if (message === undefined) throw new Error('Nothing was there to receive');
  return message;
};

/** What every engine's `Queue` does. */
export const describeQueueContract = (name: string, makeEngine: () => Promise<QueueEngine>): void => {
  describe(`Queue: ${name}`, () => {
    let engine: QueueEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    /** Receives until the queue gives nothing more, letting each visibility run out. */
    const exhaust = async (queue: Queue): Promise<void> => {
      for (let round = 0; round <= contractMaxReceiveCount; round += 1) {
        await receiveAll(queue, 30);
        await engine.advanceSeconds(31);
      }
    };

    describe('standard', () => {
      it('delivers what was sent and forgets it when acknowledged', async () => {
        const { standard } = engine;
        await standard.send([{ body: 'one' }, { body: 'two' }]);
        const received = await receiveAll(standard);
        expect(new Set(bodies(received))).toEqual(new Set(['one', 'two']));
        expect(received.map((message) => message.receiveCount)).toEqual([1, 1]);
        for (const message of received) await standard.acknowledge(message.receipt);
        await engine.advanceSeconds(31);
        expect(await receiveAll(standard)).toEqual([]);
        expect(await standard.depth()).toEqual({ waiting: 0, inFlight: 0 });
      });

      it('answers at once with nothing when there is nothing', async () => {
        expect(await receiveAll(engine.standard)).toEqual([]);
      });

      it('hides a message while it is handled and delivers it again afterwards, counting', async () => {
        const { standard } = engine;
        await standard.send([{ body: 'one' }]);
        const first = await receiveOne(standard, 30);
        expect(await receiveAll(standard)).toEqual([]);
        await engine.advanceSeconds(31);
        const second = await receiveOne(standard, 30);
        expect(second).toMatchObject({ messageId: first.messageId, body: 'one', receiveCount: 2, sentAt: first.sentAt });
        expect(second.receipt).not.toBe(first.receipt);
      });

      it('ignores a receipt whose time has run out', async () => {
        const { standard } = engine;
        await standard.send([{ body: 'one' }]);
        const first = await receiveOne(standard, 10);
        await engine.advanceSeconds(11);
        const second = await receiveOne(standard, 60);
        await standard.acknowledge(first.receipt);
        await standard.changeVisibility(first.receipt, 0);
        expect(await standard.depth()).toEqual({ waiting: 0, inFlight: 1 });
        await standard.acknowledge(second.receipt);
        expect(await standard.depth()).toEqual({ waiting: 0, inFlight: 0 });
      });

      it('ignores a receipt whose time has run out, even when nobody has received the message since', async () => {
        const { standard } = engine;
        await standard.send([{ body: 'one' }]);
        const first = await receiveOne(standard, 10);
        await engine.advanceSeconds(11);
        await standard.acknowledge(first.receipt);
        expect(bodies(await receiveAll(standard))).toEqual(['one']);
      });

      it('ignores receipts it never gave', async () => {
        await engine.standard.send([{ body: 'one' }]);
        await engine.standard.acknowledge('nonsense');
        await engine.standard.changeVisibility('1.1', 0);
        expect(await engine.standard.depth()).toEqual({ waiting: 1, inFlight: 0 });
      });

      it('gives a message back early or keeps it longer', async () => {
        const { standard } = engine;
        await standard.send([{ body: 'one' }]);
        const first = await receiveOne(standard, 30);
        await standard.changeVisibility(first.receipt, 0);
        const second = await receiveOne(standard, 30);
        expect(second.receiveCount).toBe(2);
        await standard.changeVisibility(second.receipt, 100);
        await engine.advanceSeconds(60);
        expect(await receiveAll(standard)).toEqual([]);
        await engine.advanceSeconds(41);
        expect(bodies(await receiveAll(standard))).toEqual(['one']);
      });

      it('holds a delayed message back', async () => {
        const { standard } = engine;
        await standard.send([{ body: 'later', delaySeconds: 60 }, { body: 'now' }]);
        expect(bodies(await receiveAll(standard, 3_600))).toEqual(['now']);
        expect(await standard.depth()).toEqual({ waiting: 1, inFlight: 1 });
        await engine.advanceSeconds(61);
        expect(bodies(await receiveAll(standard))).toEqual(['later']);
      });

      it('never gives one message to two receivers at once', async () => {
        const { standard } = engine;
        await standard.send(Array.from({ length: 50 }, (_, index) => ({ body: String(index) })));
        const received = (await Promise.all(Array.from({ length: 20 }, () => receiveAll(standard, 300)))).flat();
        expect(received).toHaveLength(50);
        expect(new Set(bodies(received)).size).toBe(50);
      });

      it('moves a message to the dead-letter queue after its receives, with its id, body and first sending time', async () => {
        const { standard, standardDlq } = engine;
        await standard.send([{ body: 'poison' }]);
        const first = await receiveOne(standard, 30);
        await engine.advanceSeconds(31);
        await exhaust(standard);
        expect(await standard.depth()).toEqual({ waiting: 0, inFlight: 0 });
        expect(await standardDlq.depth()).toEqual({ waiting: 1, inFlight: 0 });
        const [parked] = await standardDlq.browse(10);
        expect(parked).toMatchObject({ messageId: first.messageId, body: 'poison', sentAt: first.sentAt });
      });

      it('still delivers the others when one is moved away', async () => {
        const { standard } = engine;
        await standard.send([{ body: 'poison' }]);
        for (let count = 0; count < contractMaxReceiveCount; count += 1) {
          await receiveOne(standard, 10);
          await engine.advanceSeconds(11);
        }
        await standard.send([{ body: 'good' }]);
        expect(bodies(await standard.receive({ max: 1, visibilitySeconds: 30 }))).toEqual(['good']);
      });

      it('browses without receiving', async () => {
        const { standard } = engine;
        await standard.send([{ body: 'a' }, { body: 'b' }, { body: 'c' }]);
        expect(await standard.browse(2)).toHaveLength(2);
        expect(await standard.depth()).toEqual({ waiting: 3, inFlight: 0 });
        expect((await receiveAll(standard)).map((message) => message.receiveCount)).toEqual([1, 1, 1]);
      });

      it('sends parked messages back to where they came from, with all their receives again', async () => {
        const { standard, standardDlq } = engine;
        await standard.send([{ body: 'a' }, { body: 'b' }, { body: 'c' }]);
        await exhaust(standard);
        expect(await standardDlq.redrive({ limit: 2 })).toBe(2);
        expect(await standardDlq.depth()).toEqual({ waiting: 1, inFlight: 0 });
        const again = await receiveAll(standard);
        expect(again.map((message) => message.receiveCount)).toEqual([1, 1]);
        await engine.advanceSeconds(31);
        expect(await receiveAll(standard)).toHaveLength(2);
      });

      it('sends back what was put aside without ever having been received', async () => {
        const { standard, standardDlq } = engine;
        await standardDlq.send([{ body: 'refused at the door' }]);
        expect(await standardDlq.redrive({ limit: 10 })).toBe(1);
        expect(bodies(await receiveAll(standard))).toEqual(['refused at the door']);
        expect(await standardDlq.depth()).toEqual({ waiting: 0, inFlight: 0 });
      });

      it('sends back only the messages named', async () => {
        const { standard, standardDlq } = engine;
        await standard.send([{ body: 'a' }, { body: 'b' }]);
        await exhaust(standard);
        const parked = await standardDlq.browse(10);
        const named = parked.find((message) => message.body === 'b') as ReceivedMessage;
        expect(await standardDlq.redrive({ limit: 10, messageIds: [named.messageId, 'unknown'] })).toBe(1);
        expect(bodies(await receiveAll(standard))).toEqual(['b']);
        expect(bodies(await standardDlq.browse(10))).toEqual(['a']);
      });

      it('refuses what passes its bounds', async () => {
        const { standard } = engine;
        await expect(standard.send([{ body: 'x'.repeat(256 * 1024 + 1) }])).rejects.toThrow(LimitExceededError);
        await expect(standard.send([{ body: '' }])).rejects.toThrow(LimitExceededError);
        await expect(standard.send([{ body: 'x', delaySeconds: 901 }])).rejects.toThrow(LimitExceededError);
        await expect(standard.receive({ max: 11, visibilitySeconds: 30 })).rejects.toThrow(LimitExceededError);
        await expect(standard.receive({ max: 1, visibilitySeconds: 43_201 })).rejects.toThrow(LimitExceededError);
        await expect(standard.changeVisibility('1.1', 43_201)).rejects.toThrow(LimitExceededError);
        await expect(standard.send([{ body: 'x', group: 'g' }])).rejects.toThrow();
        await standard.send([{ body: 'x'.repeat(256 * 1024) }]);
        expect(await standard.depth()).toEqual({ waiting: 1, inFlight: 0 });
      });

      it('sends more than ten messages in one call, or none', async () => {
        await engine.standard.send([]);
        await engine.standard.send(Array.from({ length: 25 }, (_, index) => ({ body: String(index) })));
        expect((await engine.standard.depth()).waiting).toBe(25);
      });
    });

    describe('FIFO', () => {
      it('delivers a group in order and holds it while a batch of it is handled', async () => {
        const { fifo } = engine;
        await fifo.send(['1', '2', '3', '4'].map((body) => ({ body, group: 'g', deduplicationId: body })));
        const first = await fifo.receive({ max: 2, visibilitySeconds: 30 });
        expect(bodies(first)).toEqual(['1', '2']);
        expect(first[0]?.group).toBe('g');
        expect(await receiveAll(fifo)).toEqual([]);
        await fifo.acknowledge((first[0] as ReceivedMessage).receipt);
        expect(await receiveAll(fifo)).toEqual([]);
        await fifo.acknowledge((first[1] as ReceivedMessage).receipt);
        expect(bodies(await receiveAll(fifo))).toEqual(['3', '4']);
      });

      it('lets groups go on beside each other', async () => {
        const { fifo } = engine;
        await fifo.send([
          { body: 'a1', group: 'a', deduplicationId: 'a1' },
          { body: 'b1', group: 'b', deduplicationId: 'b1' },
          { body: 'a2', group: 'a', deduplicationId: 'a2' },
        ]);
        const first = await receiveOne(fifo);
        const rest = await receiveAll(fifo);
        expect(rest.length).toBeGreaterThan(0);
        expect(rest.every((message) => message.group !== first.group)).toBe(true);
      });

      it('delivers a message that was not handled before those behind it', async () => {
        const { fifo } = engine;
        await fifo.send(['1', '2', '3'].map((body) => ({ body, group: 'g', deduplicationId: body })));
        const [one, two] = (await fifo.receive({ max: 2, visibilitySeconds: 30 })) as [ReceivedMessage, ReceivedMessage];
        await fifo.acknowledge(two.receipt);
        await fifo.changeVisibility(one.receipt, 0);
        expect(bodies(await receiveAll(fifo))).toEqual(['1', '3']);
      });

      it('accepts a repeated message within five minutes without delivering it, also after the first was handled', async () => {
        const { fifo } = engine;
        const message = { body: 'one', group: 'g', deduplicationId: 'same' };
        await fifo.send([message, message]);
        await fifo.send([{ ...message, group: 'other' }]);
        const received = await receiveAll(fifo);
        expect(bodies(received)).toEqual(['one']);
        await fifo.acknowledge((received[0] as ReceivedMessage).receipt);
        await engine.advanceSeconds(200);
        await fifo.send([message]);
        expect(await receiveAll(fifo)).toEqual([]);
        await engine.advanceSeconds(101);
        await fifo.send([message]);
        expect(bodies(await receiveAll(fifo))).toEqual(['one']);
      });

      it('parks the head of a group after its receives, and the group goes on', async () => {
        const { fifo, fifoDlq } = engine;
        await fifo.send(['poison', 'good'].map((body) => ({ body, group: 'g', deduplicationId: body })));
        for (let count = 0; count < contractMaxReceiveCount; count += 1) {
          expect(bodies(await fifo.receive({ max: 1, visibilitySeconds: 10 }))).toEqual(['poison']);
          await engine.advanceSeconds(11);
        }
        expect(bodies(await fifo.receive({ max: 1, visibilitySeconds: 10 }))).toEqual(['good']);
        expect(await fifoDlq.browse(10)).toMatchObject([{ body: 'poison', group: 'g' }]);
        expect(await fifoDlq.redrive({ limit: 10 })).toBe(1);
        await engine.advanceSeconds(11);
        expect(bodies(await receiveAll(fifo))).toEqual(['good', 'poison']);
      });

      it('refuses a message without a group or with a delay', async () => {
        await expect(engine.fifo.send([{ body: 'x' }])).rejects.toThrow();
        await expect(engine.fifo.send([{ body: 'x', group: 'g', deduplicationId: 'x', delaySeconds: 1 }])).rejects.toThrow();
      });

      it('behaves as a model of ordered groups whatever is done to it', async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(fifoStep, { minLength: 1, maxLength: 60 }), async (steps) => {
            const fresh = await makeEngine();
            try {
              await runAgainstModel(fresh, steps);
            } finally {
              await fresh.close();
            }
          }),
          { numRuns: 40 },
        );
      });
    });
  });
};
